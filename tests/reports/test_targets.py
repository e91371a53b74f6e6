"""Targets: so many per cent of the adults by a day, set by who answers for the unit."""

from datetime import timedelta

import pytest

from lms.core import clock
from lms.core.db import db
from lms.reports.models import Target
from tests.reports.history import adults

pytestmark = pytest.mark.both


def test_a_cadre_sets_and_changes_a_target(app, world, read_as):
    with app.app_context():
        adults(world.units["commune"], 100)
    day = clock.today() + timedelta(days=30)
    dung = read_as(world.people["dung"], staff=True).visit("/reports/22045").follow("Set a target")
    dung.press("Keep the target", per_cent="80", due=day.isoformat())
    assert dung.path == "/reports/22045"
    assert "Target: 80 % by" in dung.text and "The target is set." in dung.text
    dung.follow("Change the target").press("Keep the target", per_cent="75", due=day.isoformat())
    assert "Target: 75 % by" in dung.text
    assert "The target is set." not in dung.visit("/reports/22045").text
    with app.app_context():
        assert db.session.query(Target).count() == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ({"per_cent": "0"}, "Write a number from 1 to 100."),
        ({"per_cent": "101"}, "Write a number from 1 to 100."),
        ({"per_cent": "all"}, "Write a number in digits"),
        ({"per_cent": ""}, "Write how many per cent"),
        ({"due": ""}, "Choose the day."),
        ({"due": "tomorrow"}, "Write the day as year, month and day"),
        ({"due": "2020-01-01"}, "Choose a day that is still to come."),
    ],
)
def test_a_target_that_cannot_be_is_refused_in_plain_words(app, world, read_as, typed, answer):
    good = {"per_cent": "80", "due": (clock.today() + timedelta(days=3)).isoformat()}
    dung = read_as(world.people["dung"], staff=True).visit("/reports/22045/target")
    dung.press("Keep the target", **{**good, **typed})
    assert answer in dung.text
    with app.app_context():
        assert db.session.query(Target).count() == 0


def test_the_next_target_to_come_is_shown_and_else_the_last(app, world, read_as):
    today = clock.today()
    with app.app_context():
        for per_cent, days in ((10, -20), (20, -10), (30, 10), (40, 20)):
            db.session.add(
                Target(
                    unit_id=world.units["commune"],
                    course=world.course,
                    per_cent=per_cent,
                    due=today + timedelta(days=days),
                    set_at=clock.now(),
                )
            )
        db.session.commit()
    dung = read_as(world.people["dung"], staff=True)
    assert "Target: 30 %" in dung.visit("/reports/22045").text
    with app.app_context():
        db.session.query(Target).filter(Target.per_cent >= 30).delete()
        db.session.commit()
    assert "Target: 20 %" in dung.visit("/reports/22045").text


def test_a_trainer_and_a_neighbour_set_no_target(world, read_as):
    lan = read_as(world.people["lan"], staff=True)
    assert "Set a target" not in lan.visit("/reports/22045").page.links
    lan.visit("/reports/22045/target", expect=404)
    read_as(world.people["other_cadre"], staff=True).visit("/reports/22045/target", expect=404)


def test_a_target_moves_to_another_day_unless_both_shall_stay(app, world, read_as):
    soon, later = (clock.today() + timedelta(days=days) for days in (30, 90))
    dung = read_as(world.people["dung"], staff=True).visit("/reports/22045/target")
    dung.press("Keep the target", per_cent="50", due=soon.isoformat())
    dung.follow("Change the target").press("Keep the target", per_cent="80", due=later.isoformat())
    assert "Target: 80 %" in dung.text
    dung.follow("Change the target")
    dung.press("Keep the target", per_cent="60", due=soon.isoformat(), keeps_both="y")
    assert "Target: 60 %" in dung.text
    with app.app_context():
        assert {each.per_cent for each in db.session.query(Target)} == {60, 80}
