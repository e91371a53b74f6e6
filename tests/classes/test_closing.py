"""Closing a register: heads counted, the rest absent, attendance settled."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from lms.classes.actions import attendance as actions
from lms.classes.actions.rebuilding import put_right
from lms.classes.models import MarkSource, Meeting, MeetingState, Membership, Presence
from lms.classes.queries import attendance as queries
from lms.classes.rules.attendance import MeetingCancelled, NotYetHeld, RegisterClosed
from lms.core.db import db
from lms.learning.models import Standing
from tests.classes import make
from tests.classes.evening import LATER, change, event, marks, new_id, tap
from tests.classes.make import EVENING, WEEK
from tests.world import asker

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("in_class")]

P, L, E, A = Presence.PRESENT, Presence.LATE, Presence.EXCUSED, Presence.ABSENT


def test_closing_counts_heads_and_marks_the_rest_absent(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True).visit(lesson.path)
    lan.press("Done", **{f"p{lesson.hoa}": "present"})
    assert "Cao Đức Minh" in lan.text
    lan.press("Close the register", head_count="")
    assert "Count the people" in lan.text
    lan.press("Close the register", head_count="2")
    assert "You counted 2, and 1 are marked" in lan.text
    lan.press("Close the register", head_count="1")
    assert "The register is closed. People counted: 1." in lan.text
    assert marks(app, lesson.id) == {lesson.hoa: P, lesson.minh: A}
    with app.app_context():
        meeting = db.session.get_one(Meeting, lesson.id)
        assert (meeting.state, meeting.head_count, meeting.confirmed_by) == (
            MeetingState.CONFIRMED,
            1,
            lesson.lan,
        )
        assert meeting.confirmed_at > EVENING + timedelta(minutes=45)


def test_two_different_numbers_can_stand_side_by_side(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True).visit(f"{lesson.path}/close")
    lan.press("Close the register", head_count="3")
    lan.press("Close the register", head_count="3", anyway="y")
    assert "People counted: 3." in lan.text


def test_a_closed_register_takes_no_mark_until_it_is_opened_again(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    lan.post(lesson.path, **{f"p{lesson.hoa}": "present"})
    lan.post(f"{lesson.path}/close", head_count="1")
    lan.post(lesson.path, expect=409, **{f"p{lesson.minh}": "present"})
    answer = tap(lan, lesson, event(lesson.minh))
    assert (answer.status_code, "closed" in answer.json["reason"]) == (409, True)
    assert marks(app, lesson.id)[lesson.minh] is A
    lan.visit(lesson.path).press("Open the register again")
    lan.press("Done", **{f"p{lesson.minh}": "present"})
    assert marks(app, lesson.id)[lesson.minh] is P
    lan.post(f"{lesson.path}/reopen")  # already open: harmless


def test_what_a_phone_still_kept_outweighs_the_absence_that_closing_gave(app, read_as, lesson, in_class):
    """Hoa was marked with no network before the register was closed; of Minh nobody ever spoke."""
    lan = read_as(lesson.lan, staff=True)
    before = int((LATER - timedelta(minutes=9)).timestamp() * 1000)
    lan.post(f"{lesson.path}/close", head_count="0")
    assert marks(app, lesson.id) == {lesson.hoa: A, lesson.minh: A}
    lan.visit(lesson.path).press("Open the register again")
    assert "Marked present all at once: 0." in lan.text, "nobody said that they were present"
    assert tap(lan, lesson, event(lesson.hoa, "late", at=before)).status_code == 200
    assert marks(app, lesson.id) == {lesson.hoa: L, lesson.minh: A}
    with app.app_context():
        put_right([lesson.id], LATER)
        db.session.commit()
    lan.post(f"{lesson.path}/close", head_count="1")
    assert marks(app, lesson.id) == {lesson.hoa: L, lesson.minh: A}


def test_who_was_taken_back_after_a_closing_is_absent_by_the_next_one(app, lesson, in_class):
    for closing in range(3):
        with app.app_context():
            meeting = queries.meeting_taught_by(asker(lesson.lan, staff=True), lesson.id)
            at = LATER + timedelta(minutes=10 * closing)
            actions.close_register(meeting, 0, lesson.lan, at)
            assert {presence for presence, _event in queries.state_of(meeting).values()} == {A}
            meeting = queries.meeting_taught_by(asker(lesson.lan, staff=True), lesson.id)
            actions.reopen_register(meeting, lesson.lan, at)
            said = [(new_id(), lesson.hoa, None, at + timedelta(minutes=1))]
            actions.mark(lesson.id, said, MarkSource.REGISTER, lesson.lan, at + timedelta(minutes=1))
            db.session.commit()


def test_a_tap_on_somebody_who_left_the_class_since_that_evening_is_kept(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    for left_at, answer, status in ((EVENING - WEEK, {}, 409), (LATER, {lesson.hoa: P}, 200)):
        with app.app_context():
            gone = sa.update(Membership).where(Membership.person_id == lesson.hoa)
            db.session.execute(gone.values(left_at=left_at))
            db.session.commit()
        assert tap(lan, lesson, event(lesson.hoa)).status_code == status
        assert marks(app, lesson.id) == answer


def test_the_refusals_have_names(app, lesson):
    with app.app_context():
        lan = asker(lesson.lan, staff=True)
        meeting = queries.meeting_taught_by(lan, lesson.id)
        with pytest.raises(NotYetHeld):
            actions.save_register(meeting, {}, MarkSource.REGISTER, lesson.lan, EVENING - timedelta(days=2))
        for state, refusal in (
            (MeetingState.CANCELLED, MeetingCancelled),
            (MeetingState.CONFIRMED, RegisterClosed),
        ):
            db.session.rollback()
            change(app, lesson.id, state=state)
            meeting = queries.meeting_taught_by(lan, lesson.id)
            with pytest.raises(refusal):
                actions.close_register(meeting, 2, lesson.lan, EVENING)


def attend(lan, lesson, numbers, **presences):
    for number in numbers:
        with time_machine.travel(EVENING + number * WEEK + timedelta(hours=1)):
            path = f"/meetings/{lesson.all[number]}/register"
            lan.post(path, **presences)
            lan.post(f"{path}/close", head_count="1", anyway="y")


def met(app):
    with app.app_context():
        rows = db.session.execute(
            sa.select(Standing.person_id, Standing.module).where(Standing.class_met_at.is_not(None))
        )
        return {tuple(row) for row in rows}


def test_reaching_the_minimum_is_noted_when_the_register_is_closed(app, read_as, lesson, engine):
    """80 % of five is four: the fourth closed register tells learning, one of one does not."""
    with time_machine.travel(EVENING):
        lan = read_as(lesson.lan, staff=True)
    with app.app_context():  # a trainer's session lasts twelve hours; this story takes five weeks
        db.session.execute(sa.text("UPDATE sign_in SET expires_at = '2027-12-01 00:00:00'"))
        db.session.commit()
    everybody = {f"p{lesson.hoa}": "present", f"p{lesson.minh}": "late"}
    attend(lan, lesson, [0, 1, 2], **everybody)
    assert met(app) == set()
    attend(lan, lesson, [3], **{**everybody, f"p{lesson.minh}": "absent"})
    assert met(app) == {(lesson.hoa, "thanh-toan")}
    attend(lan, lesson, [4], **everybody)
    assert met(app) == {(lesson.hoa, "thanh-toan"), (lesson.minh, "thanh-toan")}


def test_marks_in_an_open_register_complete_nobody(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    with app.app_context():
        for number, meeting in enumerate(lesson.all):
            at = EVENING + number * WEEK
            actions.mark(meeting, [(new_id(), lesson.hoa, P, at)], MarkSource.REGISTER, lesson.lan, at)
        actions.settle(lesson.cohort, EVENING + 9 * WEEK)
        db.session.commit()
    assert met(app) == set()
    assert lan.visit(lesson.path)


@pytest.mark.parametrize("size", [5, 40])
def test_a_register_costs_the_same_for_5_and_for_40(app, world, read_as, count_queries, size):
    with app.app_context():
        cohort = make.cohort(world)
        meeting = make.meeting(cohort)
        people = make.members(world, cohort, size)
        path = f"/meetings/{meeting.id}/register"
    lan = read_as(world.people["lan"], staff=True)
    sent = {f"p{person}": "present" for person in people}
    sent["csrf_token"] = lan.csrf_token()
    lan.visit(path)
    with count_queries() as asked:
        assert lan.client.post(path, data=sent).status_code == 303
    assert asked.total <= 6, asked.statements
    assert len(marks(app, int(path.split("/")[2]))) == size
    with count_queries() as asked:
        lan.client.get(path)
    assert asked.total <= 6, asked.statements
    with count_queries() as asked:
        lan.client.post(f"{path}/close", data={**sent, "head_count": size})
    assert asked.total <= 23, asked.statements
    assert len(met(app)) == size
