"""What the first page of staff says of calls to make and of classes to which fewer come."""

import pytest
from flask import Flask

from lms.classes.models import Cohort
from lms.core import clock
from lms.core.db import db
from lms.keeping.actions.calls import give, list_people
from lms.keeping.models import Call, Why
from lms.reports.actions.classes import count_classes
from tests.classes import make
from tests.keeping.evenings import held
from tests.world import World

pytestmark = pytest.mark.both
FALLING = "Fewer come to “%s” lately"


def evenings(world: World, cohort: Cohort, came: tuple[int, ...]) -> int:
    """A class of four to whose closed evenings so many came; answers the last meeting."""
    now = clock.now()
    last, people = held(world, cohort, came, now)
    list_people(cohort.id, last, people[came[-1] :], Why.ABSENT, now)
    db.session.commit()
    return last


def classes(app: Flask, world: World) -> int:
    """One of Lan's classes goes well, one badly; in the last lesson of each somebody was absent."""
    with app.app_context():
        evenings(world, make.cohort(world, name="Lớp đều"), (4, 4, 3, 4, 3))
        bad = make.cohort(world, name="Lớp vắng")
        evenings(world, bad, (4, 4, 1, 1))
        return bad.id


@pytest.mark.parametrize("who", ["lan", "dung"])
def test_trainer_and_commune_read_it_on_their_first_page(app: Flask, world: World, read_as, who):
    cohort_id = classes(app, world)
    page = read_as(world.people[who], staff=True).visit("/")
    assert "4 people to call in your classes" in page.text
    assert FALLING % "Lớp vắng" in page.text
    assert FALLING % "Lớp đều" not in page.text
    assert "Of 100 people 25 came to the last two meetings, and 100 to those before." in page.text
    page.follow(FALLING % "Lớp vắng")
    assert page.path == f"/classes/{cohort_id}/attendance"
    assert "Open in your classes" in page.visit("/").follow("4 people to call").text


def test_others_read_nothing_of_it(app: Flask, world: World, read_as):
    classes(app, world)
    for who in ("other_trainer", "other_cadre", "binh", "an", "hoa"):
        page = read_as(world.people[who], staff=who != "hoa").visit("/")
        assert "to call" not in page.text and "lately" not in page.text, who


def test_who_answers_for_more_than_a_commune_reads_in_how_many_classes(
    app: Flask, world: World, read_as, count_queries
):
    classes(app, world)
    with app.app_context():
        evenings(world, make.cohort(world, name="Lớp vắng 2"), (4, 4, 1, 1))
        over = make.cohort(world, name="Lớp đã xong")
        evenings(world, over, (4, 4, 1, 1))
        over.closed_at = clock.now()
        count_classes()
        db.session.commit()
    binh = read_as(world.people["binh"], staff=True).visit("/")
    name = "Fewer come to 2 classes in"
    assert name in binh.text
    with count_queries() as asked:
        binh.visit("/")
    assert asked.total == 10
    assert binh.follow(name).path == "/reports/66/attendance"
    for who in ("lan", "dung", "other_cadre", "an", "hoa"):
        assert "classes in" not in read_as(world.people[who], staff=who != "hoa").visit("/").text, who


def test_calls_given_to_me_are_named_first_and_a_class_that_is_over_rests(app: Flask, world: World, read_as):
    cohort_id = classes(app, world)
    with app.app_context():
        calls = [row.id for row in db.session.query(Call).filter_by(cohort_id=cohort_id)]
        give(cohort_id, world.people["dung"], calls[:2], world.people["lan"], clock.now())
        db.session.commit()
    assert "2 people wait for your call" in read_as(world.people["dung"], staff=True).visit("/").text
    assert "4 people to call in your classes" in read_as(world.people["lan"], staff=True).visit("/").text
    with app.app_context():
        db.session.get_one(Cohort, cohort_id).closed_at = clock.now()
        db.session.commit()
    page = read_as(world.people["lan"], staff=True).visit("/")
    assert "1 person to call in your classes" in page.text
    assert "lately" not in page.text


def test_a_member_who_helps_is_told_on_the_first_page_once(app: Flask, world: World, read_as):
    cohort_id = classes(app, world)
    with app.app_context():
        make.member(db.session.get_one(Cohort, cohort_id), world.people["minh"])
    lan, minh = read_as(world.people["lan"], staff=True), read_as(world.people["minh"])
    for _again in range(2):
        lan.visit(f"/classes/{cohort_id}/calls").press("Give the calls", caller=str(world.people["minh"]))
    told = "You help with the calls of “Lớp vắng”"
    assert minh.visit("/").text.count(told) == 1
    assert "For you to call" in minh.follow("See whom to call").text
    assert len([each for each in minh.page.links.values() if "/calls/" in each]) >= 3
    minh.visit("/").press("I have read it")
    assert told not in minh.text
    lan.press("Give the calls", caller=str(world.people["dung"]))
    assert told not in read_as(world.people["dung"], staff=True).visit("/").text, "staff see the number"


def test_it_costs_the_same_for_one_falling_class_and_for_six(
    app: Flask, world: World, read_as, count_queries
):
    asked = []
    for more in (1, 5):
        with app.app_context():
            for number in range(more):
                evenings(world, make.cohort(world, name=f"Lớp {more} {number}"), (4, 4, 1, 1))
        lan = read_as(world.people["lan"], staff=True).visit("/")
        with count_queries() as counted:
            lan.visit("/")
        asked.append(counted.total)
    assert asked == [13, 13]
    assert "and 3 classes more" in lan.text
