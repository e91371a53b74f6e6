"""Adding a meeting, moving it, and what cancelling one does."""

import pytest
from flask import Flask

from lms.classes.actions import attendance
from lms.classes.models import MarkSource, Meeting, MeetingState, Mode, Presence
from lms.classes.rules.events import event_id
from lms.core import clock
from lms.core.db import db
from lms.learning.models import Standing
from tests.classes import make
from tests.world import World

pytestmark = pytest.mark.both


def test_a_meeting_is_added_at_the_end_of_the_numbering(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        make.meetings(cohort, 2)
        cohort_id = cohort.id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/meetings/new")
    lan.press("Save", day="", mode="hybrid", link="http://not.safe")
    assert "Choose the day of the meeting." in lan.text
    lan.press("Save", day="2026-12-30", link="https://meet.example.vn/lop", starts="08:00", ends="09:30")
    with app.app_context():
        added = db.session.query(Meeting).filter_by(number=3).one()
        assert added.starts_at == clock.at_local(make.EVENING.date().replace(month=12, day=30), 8)
        assert (added.mode, added.link) == (Mode.HYBRID, "https://meet.example.vn/lop")
        assert added.modules == ["thanh-toan"]


def test_a_meeting_is_moved_until_its_register_is_closed(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        meeting_id = make.meeting(cohort, mode=Mode.ONLINE, link="https://meet.example.vn/lop").id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/meetings/{meeting_id}/edit")
    assert 'value="https://meet.example.vn/lop"' in lan.html
    lan.press("Save", place="Trường tiểu học", mode="in_person")
    with app.app_context():
        moved = db.session.get_one(Meeting, meeting_id)
        assert (moved.place, moved.link, moved.starts_at) == ("Trường tiểu học", None, make.EVENING)
        moved.state = MeetingState.CONFIRMED
        db.session.commit()
    lan.visit(f"/meetings/{meeting_id}/edit", expect=409)
    lan.visit(f"/meetings/{meeting_id}/cancel", expect=409)
    lan.post(f"/meetings/{meeting_id}/cancel", expect=409)


def test_a_closed_class_takes_no_meeting(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id = make.cohort(world, closed_at=clock.now()).id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/meetings/new").press("Save", day="2026-12-30", expect=409)


def test_cancelling_a_meeting_can_make_the_attendance_of_the_others_enough(app: Flask, world: World, read_as):
    now = clock.now()
    with app.app_context():
        cohort = make.cohort(world)
        held = make.meeting(cohort, 1, now - make.WEEK, state=MeetingState.CONFIRMED)
        dropped = make.meeting(cohort, 2, now + make.WEEK)
        hoa = make.member(cohort, world.people["hoa"], now - 2 * make.WEEK)
        attendance.mark(
            held.id,
            [(event_id(held.id, hoa, Presence.PRESENT, None, 1), hoa, Presence.PRESENT, now)],
            MarkSource.REGISTER,
            world.people["lan"],
            now,
        )
        db.session.commit()
        meeting_id = dropped.id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/meetings/{meeting_id}/cancel").press("Cancel the meeting")
    with app.app_context():
        assert db.session.query(Standing).one().class_met_at is not None
