"""How attendance goes, and when trainer and commune are gently told."""

import pytest
from flask import Flask

from lms.core import clock
from lms.core.db import db
from lms.keeping.rules.trend import Evening, is_falling
from tests.classes import make
from tests.keeping.evenings import held
from tests.world import World


@pytest.mark.parametrize(
    ("came", "falling"),
    [
        ([], False),
        ([10, 2], False),  # two meetings are no trend
        ([10, 10, 8, 8], True),
        ([10, 10, 9, 9], False),
        ([10, 10, 10, 6], True),
        ([6, 6, 10, 10], False),
        ([10, 10, 8, 9], True),  # 15 of 100 fewer, exactly
    ],
)
def test_fewer_come_when_the_last_two_lie_15_of_100_below(came, falling):
    evenings = [Evening(n, None, number, 10) for n, number in enumerate(came)]
    assert is_falling(evenings) is falling


def test_an_evening_without_anybody_expected_says_nothing():
    assert not is_falling([Evening(1, None, 10, 10), Evening(2, None, 0, 0), Evening(3, None, 0, 0)])


@pytest.mark.both
def test_trainer_and_commune_see_it_and_others_do_not(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        held(world, cohort, (4, 4, 1, 1), clock.now())
        db.session.commit()
        cohort_id = cohort.id
    for who in ("lan", "dung", "binh"):
        reader = read_as(world.people[who], staff=True)
        reader.visit("/calls/")
        assert "Of 100 people 25 came to the last two meetings, and 100 to those before." in reader.text
        reader.follow("Lớp Lãnh Vân 3")
        assert "1 of 4 came" in reader.text
    other = read_as(world.people["other_cadre"], staff=True)
    assert "Fewer come lately" not in other.visit("/calls/").text
    other.visit(f"/classes/{cohort_id}/attendance", expect=404)
