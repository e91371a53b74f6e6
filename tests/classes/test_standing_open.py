"""Forms that stood open on one screen while somebody else changed the same thing on another."""

import re
from datetime import date

import pytest
from flask import Flask

from lms.classes.models import Cohort, Meeting
from lms.core import clock
from lms.core.db import db
from tests.classes import make
from tests.world import World


@pytest.mark.both
def test_a_meeting_is_not_moved_back(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        meeting_id = make.meeting(cohort, starts_at=clock.at_local(date(2029, 3, 5), 19)).id
    lan, dung = (read_as(world.people[name], staff=True) for name in ("lan", "dung"))
    lan.visit(f"/meetings/{meeting_id}/edit")
    dung.visit(f"/meetings/{meeting_id}/edit").press("Save", day="2029-03-07")
    lan.press("Save", speakers="Ông Ba")
    assert "It says now: Wednesday 7 March, 19:00–20:30, Nhà văn hóa thôn." in lan.text
    assert 'value="Ông Ba"' in lan.html, "what was typed is still there"
    lan.press("Save", day="2029-03-07")
    with app.app_context():
        meeting = db.session.get_one(Meeting, meeting_id)
        assert (clock.local(meeting.starts_at).day, meeting.speakers) == (7, "Ông Ba")


def test_a_class_keeps_both_changes_and_a_form_may_be_sent_twice(app: Flask, world: World, read_as):
    with app.app_context():
        here = f"/classes/{make.cohort(world).id}/edit"
    lan, dung = (read_as(world.people[name], staff=True) for name in ("lan", "dung"))
    lan.visit(here)
    opened = re.findall(r'name="before"[^>]*value="(\w+)"', lan.html)
    dung.visit(here).press("Save", capacity="12")
    lan.press("Save", name="Lãnh Vân Ba")
    assert (
        "Somebody changed this meanwhile. It says now: Lớp Lãnh Vân 3, Nhà văn hóa thôn, 12 seats."
        in lan.text
    )
    assert 'value="Lãnh Vân Ba"' in lan.html
    lan.press("Save", name="Lãnh Vân Ba", capacity="12")
    with app.app_context():
        made = db.session.query(Cohort).one()
        assert (made.name, made.capacity) == ("Lãnh Vân Ba", 12)
    # Its answer was lost, and it is pressed once more.
    lan.visit(here).press("Save", before=opened[0])
    assert "The changes are saved." in lan.text
