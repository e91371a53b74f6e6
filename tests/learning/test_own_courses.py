"""A course of a unit is for its people and for those who answer for them."""

import copy
from collections.abc import Callable

import pytest
from flask import Flask

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.learning import editions
from tests import world as make
from tests.course_document import COURSE, text
from tests.reader import Reader
from tests.world import World

pytestmark = pytest.mark.both
Read = Callable[..., Reader]
TITLE = "Khóa của xã"
OWN = "/learn/rieng"


@pytest.fixture
def own(app: Flask, world: World) -> None:
    """A second course, offered in the commune alone."""
    document = {**copy.deepcopy(COURSE), "slug": "rieng", "title": text(TITLE)}
    with app.app_context():
        make.publish(document)
        editions.offer_course("rieng", world.units["commune"], world.people["author"], clock.now())
        db.session.commit()
        shelf.forget()


@pytest.mark.parametrize(
    ("who", "staff", "there"),
    [
        ("hoa", False, True),
        ("lan", True, True),
        ("dung", True, True),
        ("xuan", False, False),
        ("other_trainer", True, False),
        ("other_cadre", True, False),
    ],
)
def test_it_is_seen_at_home_and_nowhere_else(
    own: None, world: World, read_as: Read, who: str, staff: bool, there: bool
) -> None:
    reader = read_as(world.people[who], staff=staff)
    for page in ("/", "/learn/"):
        assert (TITLE in reader.visit(page).text) is there, page
    pages = (
        f"{OWN}/",
        f"{OWN}/thanh-toan/",
        f"{OWN}/thanh-toan/thanh-toan-mot/1",
        "/quizzes/rieng/thanh-toan",
    )
    for page in (*pages, "/quizzes/placement/rieng"):
        reader.visit(page, expect=200 if there else 404)
    reader.post(f"{OWN}/programme", expect=200 if there else 404)


def test_a_visitor_reads_of_what_is_for_everybody(own: None, world: World, read_as: Read) -> None:
    words = read_as().visit("/").text
    assert words.count("Năng lực an-toan") == 1 and TITLE not in words


def test_classes_and_reports_offer_it_to_those_who_answer_for_the_unit(
    own: None, world: World, read_as: Read
) -> None:
    for who, there in (("dung", True), ("binh", True), ("other_cadre", False)):
        cadre = read_as(world.people[who], staff=True)
        assert (TITLE in cadre.visit("/classes/new").text) is there
        cadre.visit("/classes/new?course=rieng", expect=200 if there else 404)
        code = "22057" if who == "other_cadre" else "22045"
        assert (TITLE in cadre.visit(f"/reports/{code}").text) is there
        cadre.visit(f"/reports/{code}?course=rieng", expect=200 if there else 404)


def test_who_answers_from_above_does_not_find_it_among_their_own_lessons(
    own: None, world: World, read_as: Read
) -> None:
    assert TITLE not in read_as(world.people["binh"], staff=True).visit("/learn/").text
