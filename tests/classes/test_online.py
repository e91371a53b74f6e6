"""Online: minutes come from the person's own visits, and only a trainer makes a mark of them (PEERS.md pain 13)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from lms.classes.models import Mark, MeetingState, Mode, Visit
from lms.core.db import db
from tests.classes import make
from tests.classes.make import EVENING

pytestmark = pytest.mark.both

ENDS = EVENING + timedelta(minutes=90)


def at(minute):
    return EVENING + timedelta(minutes=minute)


@pytest.fixture(autouse=True)
def in_class():
    with time_machine.travel(EVENING, tick=False) as clock:
        yield clock


@pytest.fixture
def meeting(app, world):
    """Tonight's meeting of Hoa's class, online."""
    with app.app_context():
        cohort = make.cohort(world)
        make.member(cohort, world.people["hoa"])
        return make.meeting(cohort, mode=Mode.ONLINE, link="https://meet.example/abc").id


def visits(app):
    with app.app_context():
        return [
            (row.joined_at, row.seen_at, row.left_at)
            for row in db.session.scalars(sa.select(Visit).order_by(Visit.joined_at))
        ]


def test_a_member_joins_stays_and_leaves(app, world, read_as, meeting, in_class):
    hoa = read_as(world.people["hoa"]).visit(f"/meetings/{meeting}/join")
    assert "meet.example" not in hoa.html, "the link is behind the button"
    assert visits(app) == [], "looking changes nothing"
    hoa.press("Join the class")
    assert 'href="https://meet.example/abc" target="_blank" rel="noopener noreferrer"' in hoa.html
    in_class.shift(timedelta(minutes=20))
    hoa.press("I am still here")
    assert "You were there for 20 minutes so far" in hoa.text
    in_class.shift(timedelta(minutes=30))
    hoa.press("I am leaving")
    assert "You were there for 50 minutes so far" in hoa.text
    assert visits(app) == [(at(0), at(50), at(50))]
    in_class.shift(timedelta(minutes=10))
    hoa.press("Join the class")
    assert len(visits(app)) == 2
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Mark)) == 0


def test_the_script_tells_every_minute_that_the_page_is_open(app, world, read_as, meeting, in_class):
    hoa = read_as(world.people["hoa"]).visit(f"/meetings/{meeting}/join").press("Join the class")
    in_class.shift(timedelta(minutes=1))
    token = hoa.csrf_token()
    sign = {"data": {"csrf_token": token}, "headers": {"Accept": "application/json"}}
    assert hoa.client.post(f"/meetings/{meeting}/here", **sign).status_code == 204
    assert visits(app) == [(at(0), at(1), None)]
    assert hoa.client.post(f"/meetings/{meeting}/here").status_code == 400, "not without the token"


def test_joining_twice_is_one_visit(app, world, read_as, meeting, in_class):
    hoa = read_as(world.people["hoa"])
    for _again in range(2):
        hoa.post(f"/meetings/{meeting}/join")
        in_class.shift(timedelta(minutes=3))
    assert visits(app) == [(at(0), at(3), None)]


def test_a_sign_of_life_or_a_farewell_without_a_visit_is_nothing(app, world, read_as, meeting):
    hoa = read_as(world.people["hoa"])
    hoa.post(f"/meetings/{meeting}/here")
    hoa.post(f"/meetings/{meeting}/leave")
    assert visits(app) == []


def test_only_members_find_the_meeting(app, world, read_as, meeting):
    for reader in (read_as(world.people["xuan"]), read_as(world.people["other_trainer"], staff=True)):
        reader.visit(f"/meetings/{meeting}/join", expect=404)
        for verb in ("join", "here", "leave"):
            reader.post(f"/meetings/{meeting}/{verb}", expect=404)
    read_as().visit(f"/meetings/{meeting}/join", expect=303)
    assert visits(app) == []


@pytest.mark.parametrize(
    ("values", "minute", "words"),
    [
        ({"mode": Mode.IN_PERSON}, 0, "not online"),
        ({}, -31, "half an hour before"),
        ({}, 121, "is over"),
        ({"state": MeetingState.CANCELLED}, 0, "is over"),
        ({"state": MeetingState.CONFIRMED}, 0, "is over"),
    ],
)
def test_a_meeting_is_joined_online_and_in_its_time(app, world, read_as, meeting, values, minute, words):
    if values:
        with app.app_context():
            db.session.execute(sa.update(make.Meeting).values(**values))
            db.session.commit()
    with time_machine.travel(at(minute), tick=False):
        hoa = read_as(world.people["hoa"]).visit(f"/meetings/{meeting}/join")
        assert words in hoa.text
        assert "meet.example" not in hoa.html
        hoa.post(f"/meetings/{meeting}/join", expect=409)
    assert visits(app) == []
