"""Online: asking who is here, late and early by minutes, names placed later. A trainer decides."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from lms.classes.models import Mark, MarkEvent, MarkSource, Mode, OnlineGuest, Presence
from lms.core.db import db
from tests.classes.evening import change, lesson_of, marks
from tests.classes.make import EVENING

pytestmark = pytest.mark.both
ENDS = EVENING + timedelta(minutes=90)


def at(minute):
    return EVENING + timedelta(minutes=minute)


@pytest.fixture(autouse=True)
def in_class():
    with time_machine.travel(at(20), tick=False) as clock:
        yield clock


@pytest.fixture
def lesson(app, world):
    made = lesson_of(app, world)
    change(app, made.id, mode=Mode.ONLINE, link="https://meet.example/abc")
    return made


def test_learners_tap_within_three_minutes_and_it_decides_nothing(app, read_as, lesson, in_class):
    hoa = read_as(lesson.hoa).visit(f"/meetings/{lesson.id}/join").press("Join the class")
    lan = read_as(lesson.lan, staff=True).visit(f"/meetings/{lesson.id}/online").press("Ask who is here")
    assert "Answers so far: 0." in lan.text
    signed = hoa.client.post(
        f"/meetings/{lesson.id}/here",
        data={"csrf_token": hoa.csrf_token()},
        headers={"Accept": "application/json"},
    )
    assert "asked" in signed.json, "the open page hears of it within a minute"
    in_class.shift(timedelta(minutes=2))
    hoa.visit(f"/meetings/{lesson.id}/join").press("I am here")
    assert "Your trainer sees that you are here." in hoa.text
    hoa.post(f"/meetings/{lesson.id}/here/answer")
    lan.visit(f"/meetings/{lesson.id}/online")
    assert "Answers so far: 1." in lan.text
    assert "answered 1 of 1" in lan.text
    in_class.shift(timedelta(minutes=2))
    minh = read_as(lesson.minh).post(f"/meetings/{lesson.id}/here/answer", expect=409)
    assert "This question is closed." in minh.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Mark)) == 0


def test_one_question_at_a_time_and_only_while_the_meeting_goes_on(read_as, lesson, in_class):
    lan = read_as(lesson.lan, staff=True)
    lan.post(f"/meetings/{lesson.id}/online/ask")
    lan.post(f"/meetings/{lesson.id}/online/ask", expect=409)
    assert "still open" in lan.text
    in_class.shift(timedelta(minutes=75))
    lan.post(f"/meetings/{lesson.id}/online/ask", expect=409)


def test_the_trainer_sees_who_came_late_and_left_early(read_as, lesson, in_class):
    hoa = read_as(lesson.hoa).visit(f"/meetings/{lesson.id}/join").press("Join the class")
    assert "online now" in read_as(lesson.lan, staff=True).visit(f"/meetings/{lesson.id}/online").text
    in_class.shift(timedelta(minutes=40))
    hoa.press("I am leaving")
    in_class.shift(timedelta(minutes=31))
    lan = read_as(lesson.lan, staff=True).visit(f"/meetings/{lesson.id}/online")
    assert "40 minutes · came 20 min late · left 30 min early" in lan.text
    assert "did not join online" in lan.text


def test_a_name_is_kept_and_placed_afterwards(app, world, read_as, lesson):
    lan = read_as(lesson.lan, staff=True).visit(f"/meetings/{lesson.id}/online")
    lan.press("Keep these names", names="Minh Cao 61\n\nMinh Cao 61\niPhone\n")
    assert "2 names are kept." in lan.text
    with app.app_context():
        minh, phone = db.session.scalars(sa.select(OnlineGuest.id).order_by(OnlineGuest.name.desc())).all()[
            ::-1
        ]
        if db.session.get_one(OnlineGuest, minh).name == "iPhone":
            minh, phone = phone, minh
    lan.post(f"/meetings/{lesson.id}/online/guests/{minh}", person=world.people["xuan"], expect=404)
    lan.post(f"/meetings/{lesson.id}/online/guests/{minh}", person=lesson.minh)
    assert "was Cao Đức Minh" in lan.text
    lan.post(f"/meetings/{lesson.id}/online/guests/{phone}", forget="yes")
    assert "iPhone" not in lan.text
    assert marks(app, lesson.id) == {lesson.minh: Presence.PRESENT}
    with app.app_context():
        assert set(db.session.scalars(sa.select(MarkEvent.source))) == {MarkSource.ONLINE}


def test_strangers_neither_ask_nor_look(world, read_as, lesson):
    stranger = read_as(world.people["other_trainer"], staff=True)
    stranger.visit(f"/meetings/{lesson.id}/online", expect=404)
    for path in ("ask", "guests", "guests/1"):
        stranger.post(f"/meetings/{lesson.id}/online/{path}", expect=404)
    read_as(world.people["xuan"]).post(f"/meetings/{lesson.id}/here/answer", expect=404)
