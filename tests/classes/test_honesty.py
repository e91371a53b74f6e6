"""Flags: in words, with what to do, blocking nothing. And corrections long after, which need a reason."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from lms.classes.actions import attendance as actions
from lms.classes.actions import photos
from lms.classes.models import DeviceScan, MarkSource, Meeting, Presence, Reason
from lms.classes.queries import attendance as queries
from lms.classes.rules import codes
from lms.classes.rules.attendance import LongAgo
from lms.classes.rules.honesty import Facts, Kind, Scan, flags
from lms.core.db import db
from tests.classes import make
from tests.classes.evening import LATER, event, lesson_of, marks, new_id, tap
from tests.classes.make import EVENING
from tests.people.secrets_of import PIN, give_pin
from tests.world import asker

ENDS = EVENING + timedelta(minutes=90)
P, A = Presence.PRESENT, Presence.ABSENT


def scan(person, device="d", wait=1):
    return Scan(person, device, EVENING, EVENING + timedelta(minutes=wait))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, []),
        ({"scans": [scan(1), scan(2)]}, []),  # a couple
        ({"scans": [scan(1), scan(2), scan(3)]}, [(Kind.ONE_DEVICE, 3, (1, 2, 3))]),
        ({"scans": [scan(1), scan(2), scan(3, "e")]}, []),
        ({"scans": [scan(1), scan(2), scan(9)]}, []),  # the third is not marked as having come
        ({"scans": [scan(1, wait=5)]}, []),
        ({"scans": [scan(1, wait=6)]}, [(Kind.RELAYED, 1, (1,))]),
        ({"elsewhere": {2, 9}}, [(Kind.TWO_PLACES, 1, (2,))]),
        ({"heads": 3}, []),
        ({"heads": 5}, [(Kind.HEAD_COUNT, 2, ())]),
        ({"heads": 1}, [(Kind.HEAD_COUNT, 2, ())]),
        ({"made_at_by_person": {1: ENDS + timedelta(hours=24)}}, []),
        ({"made_at_by_person": {1: ENDS + timedelta(hours=25)}}, [(Kind.LONG_AFTER, 1, ())]),
    ],
)
def test_what_is_worth_a_second_look(facts, told):
    found = flags(Facts(**{"ends_at": ENDS, "made_at_by_person": {}, "here": {1, 2, 3}, **facts}))
    assert [(flag.kind, flag.number, flag.people) for flag in found] == told


def test_a_device_has_another_name_in_every_meeting():
    names = {codes.device_digest("a secret", meeting, "phone") for meeting in range(50)}
    assert len(names) == 50
    assert codes.device_digest("a secret", 7, "phone") == codes.device_digest("a secret", 7, "phone")
    assert codes.device_digest("other", 7, "phone") not in names


@pytest.fixture
def in_class():
    with time_machine.travel(EVENING + timedelta(minutes=5)) as clock:
        yield clock


@pytest.fixture
def lesson(app, world, in_class):
    return lesson_of(app, world)


@pytest.mark.both
def test_one_phone_that_marks_three_is_shown_and_closes_all_the_same(app, world, read_as, lesson):
    with app.app_context():
        cohort = db.session.get_one(make.Cohort, lesson.cohort)
        people = [lesson.hoa, lesson.minh, *make.members(world, cohort, 1)]
    key = codes.key_from(app.config["SECRET_KEY"])
    phone = read_as()
    for number, person in enumerate(people):
        give_pin(app, person)
        with app.app_context():
            db.session.execute(
                sa.text("UPDATE person SET phone = :phone WHERE id = :id"),
                {"phone": f"091200009{number}", "id": person},
            )
            db.session.commit()
        phone.client.delete_cookie("lms")
        phone.visit("/sign-in").press("Sign in", phone=f"091200009{number}", pin=PIN)
        phone.visit(f"/check-in/{codes.token(key, lesson.id, codes.step_at(EVENING + timedelta(minutes=5)))}")
        phone.press("Mark me present")
    with app.app_context():
        scans = db.session.scalars(sa.select(DeviceScan)).all()
        assert len({scan.digest for scan in scans}) == 1
        assert photos.forget_old(EVENING + timedelta(days=31)) >= 3, "devices are forgotten after 30 days"
        db.session.rollback()
    lan = read_as(lesson.lan, staff=True).visit(f"{lesson.path}/close")
    assert "3 people checked in from one device. Perhaps a family or a helper." in lan.text
    assert "Bùi Thị Hoa" in lan.text
    lan.press("Close the register", head_count="2", anyway="y")
    assert "The register is closed." in lan.text
    dung = read_as(world.people["dung"], staff=True).visit("/classes/flags")
    assert "3 people checked in from one device." in dung.text
    assert "The head count and the marks differ by 1." in dung.text
    assert "Hoa" not in dung.text, "counts here, names in the register"
    assert "one device" not in read_as(world.people["other_cadre"], staff=True).visit("/classes/flags").text


@pytest.mark.both
def test_one_person_in_two_places_at_once(app, world, read_as, lesson):
    with app.app_context():
        other = make.cohort(world, name="Lớp Hà Rai", unit="village_2")
        make.member(other, lesson.hoa)
        elsewhere = make.meeting(other, starts_at=EVENING + timedelta(minutes=30)).id
        for meeting in (lesson.id, elsewhere):
            actions.mark(
                meeting, [(new_id(), lesson.hoa, P, EVENING)], MarkSource.REGISTER, lesson.lan, EVENING
            )
        db.session.commit()
    lan = read_as(lesson.lan, staff=True).visit(f"{lesson.path}/close")
    assert "1 person is marked in another class at the same hour." in lan.text
    assert "Ask them where they were" in lan.text


def test_an_honest_evening_has_no_flags(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    lan.post(lesson.path, **{f"p{lesson.hoa}": "present", f"p{lesson.minh}": "present"})
    assert "Worth a second look" not in lan.visit(f"{lesson.path}/close").text
    lan.press("Close the register", head_count="2")
    with app.app_context():
        assert db.session.get_one(Meeting, lesson.id).flags is None
    assert "Nothing stands out." in lan.visit("/classes/flags").text


# Corrections long after.


@pytest.mark.both
def test_after_seven_days_a_mark_that_stands_is_changed_only_with_a_reason(app, read_as, lesson, in_class):
    lan = read_as(lesson.lan, staff=True)
    lan.post(lesson.path, **{f"p{lesson.hoa}": "absent"})
    in_class.move_to(ENDS + timedelta(days=7, minutes=1))
    lan = read_as(lesson.lan, staff=True)
    lan.post(lesson.path, expect=409, **{f"p{lesson.hoa}": "present"})
    assert "This meeting was long ago." in lan.text
    lan.post(lesson.path, **{f"p{lesson.minh}": "present"})
    assert marks(app, lesson.id) == {lesson.hoa: A, lesson.minh: P}, "a first mark may come late"
    lan.visit(lesson.path).follow("Correct the register").press("Open the register", words="Tìm thấy tờ giấy")
    lan.post(lesson.path, **{f"p{lesson.hoa}": "present"})
    assert marks(app, lesson.id)[lesson.hoa] is P
    assert "Tìm thấy tờ giấy" in lan.visit(lesson.path).text
    with app.app_context():
        assert db.session.scalar(sa.select(Reason.words)) == "Tìm thấy tờ giấy"
        with pytest.raises(sa.exc.DBAPIError):
            db.session.execute(sa.delete(Reason))
        db.session.rollback()


def test_a_closed_register_of_long_ago_is_opened_only_with_a_reason(app, read_as, lesson, in_class):
    lan = read_as(lesson.lan, staff=True)
    lan.post(f"{lesson.path}/close", head_count="0")
    in_class.move_to(ENDS + timedelta(days=8))
    lan = read_as(lesson.lan, staff=True)
    lan.post(f"{lesson.path}/reopen", expect=409)
    lan.visit(lesson.path).follow("Correct the register").press("Open the register", words="Nhầm người")
    assert "The register is open again." in lan.text
    assert "Nhầm người" in lan.text


def test_a_phone_that_was_without_a_network_is_judged_by_when_it_was_tapped(app, read_as, lesson, in_class):
    lan = read_as(lesson.lan, staff=True)
    lan.post(lesson.path, **{f"p{lesson.hoa}": "absent"})
    in_class.move_to(ENDS + timedelta(days=8))
    lan = read_as(lesson.lan, staff=True)
    now = int((ENDS + timedelta(days=8)).timestamp() * 1000)
    that_evening = int(LATER.timestamp() * 1000)
    assert tap(lan, lesson, event(lesson.hoa, at=that_evening), now=now).status_code == 200
    answer = tap(lan, lesson, event(lesson.hoa, "late", at=now), now=now)
    assert (answer.status_code, "long ago" in answer.json["reason"]) == (409, True)


def test_how_many_days_is_said_by_the_class(app, lesson):
    with app.app_context():
        db.session.execute(sa.update(make.Cohort).values(correction_days=30))
        actions.mark(
            lesson.id, [(new_id(), lesson.hoa, A, EVENING)], MarkSource.REGISTER, lesson.lan, EVENING
        )
        meeting = queries.meeting_taught_by(asker(lesson.lan, staff=True), lesson.id)
        for days, refused in ((29, False), (31, True)):
            at = ENDS + timedelta(days=days)
            chosen = {lesson.hoa: P if days == 29 else Presence.LATE}
            if refused:
                with pytest.raises(LongAgo):
                    actions.save_register(meeting, chosen, MarkSource.REGISTER, lesson.lan, at)
            else:
                actions.save_register(meeting, chosen, MarkSource.REGISTER, lesson.lan, at)
