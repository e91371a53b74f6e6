"""After an absence somebody calls: who, whom, what to say, and what came of it."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from lms.classes.actions import attendance as marking
from lms.classes.models import MarkSource, MeetingState, Presence
from lms.classes.queries import attendance as find
from lms.core import clock
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.keeping.actions.calls import forget, list_people
from lms.keeping.models import Call, Channel, NextStep, Outcome, ReminderWay, Why
from lms.keeping.rules.calls import solves
from tests.classes import make
from tests.reader import Reader
from tests.world import World, asker, save

pytestmark = pytest.mark.both
P, A = Presence.PRESENT, Presence.ABSENT


def evening(world: World) -> tuple[int, int]:
    """Hoa, who has a phone, stayed away; Minh came. The register is closed."""
    now = clock.now()
    cohort = make.cohort(world)
    hoa, minh = make.member(cohort, world.people["hoa"]), make.member(cohort, world.people["minh"])
    lesson = make.meeting(cohort, starts_at=now - timedelta(hours=3))
    row = find.meeting_taught_by(asker(world.people["lan"], staff=True), lesson.id)
    marking.save_register(row, {hoa: A, minh: P}, MarkSource.REGISTER, world.people["lan"], now)
    marking.close_register(row, 1, world.people["lan"], now)
    db.session.commit()
    return cohort.id, lesson.id


def to_call(reader: Reader) -> list[str]:
    """Who stands on the open list of a class."""
    return [label.removeprefix("Call ") for label in reader.page.links if label.startswith("Call ")]


def test_a_closed_register_puts_the_absent_on_the_list_once(app: Flask, world: World, inside: None):
    _cohort, lesson_id = evening(world)
    row = find.meeting_taught_by(asker(world.people["lan"], staff=True), lesson_id)
    marking.reopen_register(row, world.people["lan"], clock.now())
    row = find.meeting_taught_by(asker(world.people["lan"], staff=True), lesson_id)
    marking.close_register(row, 1, world.people["lan"], clock.now())
    db.session.commit()
    call = db.session.query(Call).one()
    assert (call.person_id, call.why) == (world.people["hoa"], Why.ABSENT)


def test_a_trainer_gives_the_list_to_a_volunteer_who_calls_until_it_is_solved(
    app: Flask, world: World, read_as
):
    with app.app_context():
        cohort_id, _lesson = evening(world)
    lan, dung = (read_as(world.people[name], staff=True) for name in ("lan", "dung"))
    lan.visit(f"/classes/{cohort_id}").follow("Call list")
    lan.press("Give the calls", caller=str(world.people["dung"]))
    assert "Phạm Văn Dũng has 1 call to make." in lan.text
    dung.visit("/calls/").follow("Bùi Thị Hoa")
    assert "0912000001" in dung.text
    assert "We missed you on" in dung.text
    dung.press("Note it", outcome="not_reached", step="call_again")
    assert "It stays on the list." in dung.text
    assert "Not reached, Call again" in lan.visit(f"/classes/{cohort_id}/calls").text
    dung.follow("Bùi Thị Hoa").press("Note it", outcome="coming", step="none")
    assert "This call is done." in dung.text
    assert "Nobody has to be called." in lan.visit(f"/classes/{cohort_id}/calls").text
    with app.app_context():
        call = db.session.query(Call).one()
        assert (call.outcome, call.tries, call.called_by) == (Outcome.COMING, 2, world.people["dung"])
        seen = db.session.query(AuditEntry).filter_by(subject="person", subject_id=str(world.people["hoa"]))
        assert seen.count() >= 2


def test_a_helper_sees_a_phone_number_only_when_its_owner_agreed(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id, _lesson = evening(world)
    lan, minh = read_as(world.people["lan"], staff=True), read_as(world.people["minh"])
    lan.visit(f"/classes/{cohort_id}/calls").press("Give the calls", caller=str(world.people["minh"]))
    minh.visit("/calls/").follow("Bùi Thị Hoa")
    assert "0912000001" not in minh.text
    assert "has not agreed that helpers see" in minh.text
    with app.app_context():
        now = clock.now()
        save(ReminderWay(person_id=world.people["hoa"], channel=Channel.CALLER, version="1", agreed_at=now))
    assert "0912000001" in minh.visit(minh.path).text


def test_nobody_else_sees_a_call_or_takes_one(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id, _lesson = evening(world)
        call_id = db.session.query(Call.id).scalar()
    for who, staff in (("minh", False), ("hoa", False), ("other_trainer", True), ("other_cadre", True)):
        reader = read_as(world.people[who], staff=staff)
        reader.visit(f"/calls/{call_id}", expect=404)
        reader.visit(f"/classes/{cohort_id}/calls", expect=404)
        assert "Bùi Thị Hoa" not in reader.visit("/calls/").text
    lan = read_as(world.people["lan"], staff=True)
    lan.post(f"/classes/{cohort_id}/calls/give", caller=str(world.people["other_cadre"]), expect=409)


def test_whoever_is_marked_present_after_all_drops_off(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id, lesson_id = evening(world)
        lan, now = world.people["lan"], clock.now()
        row = find.meeting_taught_by(asker(lan, staff=True), lesson_id)
        marking.reopen_register(row, lan, now)
        row = find.meeting_taught_by(asker(lan, staff=True), lesson_id)
        marking.save_register(row, {world.people["hoa"]: P}, MarkSource.REGISTER, lan, now)
        db.session.commit()
    assert "Nobody has to be called." in read_as(lan, staff=True).visit(f"/classes/{cohort_id}/calls").text


def test_a_cancelled_meeting_gives_the_trainer_a_list(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        make.member(cohort, world.people["hoa"])
        meeting_id = make.meeting(cohort, starts_at=clock.now() + timedelta(days=2)).id
        cohort_id = cohort.id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/meetings/{meeting_id}/cancel").press("Cancel the meeting")
    lan.visit(f"/classes/{cohort_id}/calls").follow("Call Bùi Thị Hoa")
    assert "does not take place" in lan.text
    read_as(world.people["hoa"]).visit("/").press("I have read it")
    assert "Nobody has to be called." in lan.visit(f"/classes/{cohort_id}/calls").text, "she knows"


def test_a_list_says_how_things_stand_now(app: Flask, world: World, read_as):
    """Cancelled, brought back, moved: nobody is called with yesterday's news, nor once the meeting would be over."""
    now = clock.now()
    with app.app_context():
        cohort = make.cohort(world)
        for name in ("hoa", "minh", "xuan"):
            make.member(cohort, world.people[name])
        meeting_id = make.meeting(cohort, starts_at=now + timedelta(days=2)).id
        calls = f"/classes/{cohort.id}/calls"
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/meetings/{meeting_id}/cancel").press("Cancel the meeting")
    lan.post(f"/meetings/{meeting_id}/cancel", expect=303)
    lan.visit(calls).follow("Call Bùi Thị Hoa").press("Note it", outcome="reached", step="none")
    assert to_call(lan.visit(calls)) == ["Cao Đức Minh", "Lò Thị Xuân"]
    lan.post(f"/meetings/{meeting_id}/cancel", expect=303)
    assert to_call(lan.visit(calls)) == ["Cao Đức Minh", "Lò Thị Xuân"], "she knows it already"
    lan.post(f"/meetings/{meeting_id}/bring-back", expect=303)
    assert to_call(lan.visit(calls)) == ["Bùi Thị Hoa"], "nobody told the others that it was cancelled"
    lan.follow("Call Bùi Thị Hoa")
    assert "The meeting is now on" in lan.text
    lan.press("Note it", outcome="coming", step="none")
    lan.visit(f"/meetings/{meeting_id}/edit").press("Save", place="Sân đình")
    assert len(to_call(lan.visit(calls))) == lan.text.count("· moved") == 3
    assert "Will come" not in lan.text, "not yet to the new place"
    lan.visit(f"/meetings/{meeting_id}/cancel").press("Cancel the meeting")
    assert len(to_call(lan.visit(calls))) == lan.text.count("· cancelled") == 3
    with time_machine.travel(now + timedelta(days=3), tick=False):
        assert to_call(read_as(world.people["lan"], staff=True).visit(calls)) == [], "it is over"


def test_a_helper_who_left_the_class_reads_nothing_of_it_and_gets_no_new_calls(
    app: Flask, world: World, read_as
):
    with app.app_context():
        cohort_id, lesson_id = evening(world)
    lan, minh = read_as(world.people["lan"], staff=True), read_as(world.people["minh"])
    lan.visit(f"/classes/{cohort_id}/calls").press("Give the calls", caller=str(world.people["minh"]))
    minh.visit("/calls/").follow("Bùi Thị Hoa")
    address = minh.path
    minh.post(f"/classes/{cohort_id}/withdraw", expect=303)
    assert "Bùi Thị Hoa" not in minh.visit("/calls/").text
    minh.visit(address, expect=404)
    assert "Cao Đức Minh calls" not in lan.visit(f"/classes/{cohort_id}/calls").text, "somebody else has to"
    with app.app_context():
        list_people(cohort_id, lesson_id, [world.people["hoa"]], Why.MOVED, clock.now())
        assert db.session.query(Call.caller_id).filter_by(why=Why.MOVED).scalar() is None


def test_calls_are_gone_after_ninety_days(world: World, inside: None):
    evening(world)
    assert forget(clock.now() + timedelta(days=89)) == 0
    assert forget(clock.now() + timedelta(days=91)) == 1


@pytest.mark.parametrize(
    ("outcome", "step", "solved"),
    [
        (Outcome.COMING, NextStep.NONE, True),
        (Outcome.REACHED, NextStep.NONE, True),
        (Outcome.CANNOT, NextStep.MAKE_UP, False),
        (Outcome.CANNOT, NextStep.NONE, True),
        (Outcome.NOT_REACHED, NextStep.NONE, False),
        (Outcome.VISIT, NextStep.VISIT, False),
        (Outcome.MOVED_AWAY, NextStep.NONE, True),
    ],
)
def test_what_solves_a_call(outcome, step, solved):
    assert solves(outcome, step) is solved


def test_who_stayed_away_three_times_is_called_once(app: Flask, world: World, read_as):
    with app.app_context():
        now, cohort = clock.now(), make.cohort(world)
        make.member(cohort, world.people["hoa"])
        for number in range(3):
            when = now - timedelta(days=21 - 7 * number)
            lesson = make.meeting(cohort, number + 1, when, state=MeetingState.CONFIRMED)
            list_people(cohort.id, lesson.id, [world.people["hoa"]], Why.ABSENT, now)
        db.session.commit()
        cohort_id = cohort.id
    lan = read_as(world.people["lan"], staff=True).visit(f"/classes/{cohort_id}/calls")
    assert lan.text.count("stayed away 3 times") == 1
    assert "Meeting 3" in lan.text and "Meeting 2" not in lan.text
    assert "1 person to call" in lan.visit("/calls/").text
    lan.visit(f"/classes/{cohort_id}/calls").follow("Bùi Thị Hoa")
    assert "Meeting 3" in lan.text and "stayed away 3 times" in lan.text
    lan.press("Note it", outcome="reached", step="none")
    assert "Nobody has to be called." in lan.visit(f"/classes/{cohort_id}/calls").text
    with app.app_context():
        assert all(call.solved_at for call in db.session.query(Call)), "the earlier ones with it"
