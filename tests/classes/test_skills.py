"""Skills observed: append-only, the best level counts, and learning is told when all are shown."""

import pytest
from flask import Flask

from lms.classes.models import Observation
from lms.core.db import db
from lms.learning.models import Standing
from tests.classes import make
from tests.world import World

pytestmark = pytest.mark.both

REQUIRED, EXTRA = "thanh-toan-bat-buoc", "thanh-toan-them"


@pytest.fixture
def cohort_id(app: Flask, world: World) -> int:
    with app.app_context():
        cohort = make.cohort(world)
        make.member(cohort, world.people["hoa"])
        make.member(cohort, world.people["minh"])
        return int(cohort.id)


def levels() -> list[tuple[int, str, int]]:
    rows = db.session.query(Observation).order_by(Observation.id)
    return [(row.person_id, row.skill, row.level) for row in rows]


def test_one_skill_of_everybody_is_ticked_on_one_page(app: Flask, world: World, read_as, cohort_id: int):
    hoa, minh = world.people["hoa"], world.people["minh"]
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}").follow("Skills")
    assert "spoken help" in lan.text
    lan.press("Save", **{f"level-{hoa}-{REQUIRED}": "2", f"level-{minh}-{REQUIRED}": "1"})
    assert "2 skills are noted." in lan.text
    with app.app_context():
        assert sorted(levels()) == sorted([(hoa, REQUIRED, 2), (minh, REQUIRED, 1)])
        met = db.session.query(Standing).one()
        assert (met.person_id, met.module) == (hoa, "thanh-toan")
        assert met.skills_met_at is not None


def test_the_best_level_counts_and_the_same_page_sent_twice_adds_nothing(
    app: Flask, world: World, read_as, cohort_id: int
):
    hoa = world.people["hoa"]
    lan = read_as(world.people["lan"], staff=True)
    page = f"/classes/{cohort_id}/skills?view=all"
    for level in ("2", "2", "1", "3"):
        lan.visit(page).press("Save", **{f"level-{hoa}-{REQUIRED}": level})
    with app.app_context():
        assert levels() == [(hoa, REQUIRED, 2), (hoa, REQUIRED, 3)]
    lan.visit(page).press("Save")
    assert "Nothing new to note." in lan.text


def test_only_members_and_skills_of_the_page_can_be_noted(app: Flask, world: World, read_as, cohort_id: int):
    lan = read_as(world.people["lan"], staff=True)
    page = f"/classes/{cohort_id}/skills?member={world.people['hoa']}"
    strange = {
        f"level-{world.people['xuan']}-{REQUIRED}": "3",
        f"level-{world.people['minh']}-{REQUIRED}": "3",
        f"level-{world.people['hoa']}-no-such-skill": "3",
        f"level-{world.people['hoa']}-{EXTRA}": "4",
    }
    lan.visit(page).press("Save", **strange)
    with app.app_context():
        assert levels() == []
        assert db.session.query(Standing).count() == 0
    lan.visit(f"/classes/{cohort_id}/skills?module=an-toan", expect=404)
    read_as(world.people["other_trainer"], staff=True).post(f"/classes/{cohort_id}/skills", expect=404)


def test_a_skill_seen_in_another_class_counts_here_too(app: Flask, world: World, read_as, cohort_id: int):
    hoa = world.people["hoa"]
    with app.app_context():
        other = make.cohort(world)
        make.member(other, hoa)
        other_id = other.id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{other_id}/skills").press("Save", **{f"level-{hoa}-{REQUIRED}": "3"})
    assert "skills 1 of 1" in lan.visit(f"/classes/{cohort_id}").text
