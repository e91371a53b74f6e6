"""The course and its modules: how far one is, and what is still missing, in words."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.learning import actions
from tests.reader import Reader
from tests.world import World

pytestmark = pytest.mark.both
Read = Callable[..., Reader]
PAY = "thanh-toan"


def learn(app: Flask, person: int, *, lessons: int = 0, quiz: bool = False, in_class: bool = False) -> None:
    """Let a person have shown this much of the first module."""
    with app.app_context():
        course, now = shelf.course("thu"), clock.now()
        for lesson in course.modules[0].lessons[:lessons]:
            actions.finish_lesson(person, course, PAY, lesson.slug, now)
        if quiz:
            actions.note_quiz(person, course, PAY, 100, True, now)
        if in_class:
            actions.note_class_met(person, course, PAY, now)
            actions.note_skills_met(person, course, PAY, now)
        db.session.commit()


def test_a_module_says_what_is_missing_for_each_way(app: Flask, world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"/learn/thu/{PAY}/")
    assert "Finish 2 more lessons" in hoa.text and "Pass the quiz" in hoa.text
    assert "Come to enough meetings of your class" in hoa.text
    learn(app, world.people["hoa"], lessons=1)
    hoa.visit(f"/learn/thu/{PAY}/")
    assert "Finish 1 more lesson " in hoa.text and "1 of 2 lessons done" in hoa.text
    learn(app, world.people["hoa"], lessons=2)
    hoa.visit(f"/learn/thu/{PAY}/")
    assert "more lesson" not in hoa.text and "Take the quiz" in hoa.page.links
    learn(app, world.people["hoa"], quiz=True)
    hoa.visit(f"/learn/thu/{PAY}/")
    assert "Completed" in hoa.text and "still missing" not in hoa.text


def test_a_module_learned_in_class_is_complete_without_its_lessons(
    app: Flask, world: World, read_as: Read
) -> None:
    learn(app, world.people["hoa"], in_class=True)
    hoa = read_as(world.people["hoa"]).visit("/learn/")
    assert "Completed" not in hoa.text
    learn(app, world.people["hoa"], quiz=True)
    assert "Completed" in hoa.visit("/learn/").text
    assert "Not started" in hoa.text, "the other module"


def test_the_overview_shows_each_lesson_done_and_only_one_s_own(
    app: Flask, world: World, read_as: Read
) -> None:
    learn(app, world.people["hoa"], lessons=1)
    assert "✓ Done" in read_as(world.people["hoa"]).visit("/learn/").text
    assert "✓ Done" not in read_as(world.people["minh"]).visit("/learn/").text


def test_the_primary_button_goes_where_one_is(app: Flask, world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"/learn/thu/{PAY}/")
    assert hoa.follow("Start the first lesson").path.endswith("/thanh-toan-mot/1")
    hoa.press("Next").follow("Back").follow("Continue learning")
    assert hoa.path.endswith("/thanh-toan-mot/2")


def test_the_lesson_left_halfway_comes_before_one_not_opened(world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"/learn/thu/{PAY}/thanh-toan-hai/1").press("Next")
    hoa.visit(f"/learn/thu/{PAY}/").follow("Continue learning")
    assert hoa.path.endswith("/thanh-toan-hai/2")
    other = hoa.visit("/learn/thu/an-toan/")
    assert other.follow("Start the first lesson").path.endswith("/an-toan-mot/1"), "this module, not that one"


def test_overview_and_module_cost_a_constant_number_of_queries(
    app: Flask, world: World, read_as: Read, count_queries: Any
) -> None:
    hoa = read_as(world.people["hoa"]).visit("/learn/")
    learn(app, world.people["hoa"], lessons=2, quiz=True)
    hoa.visit("/learn/")
    for path in ("/learn/", "/learn/thu/", f"/learn/thu/{PAY}/"):
        with count_queries() as asked:
            hoa.visit(path)
        assert asked.total == 3, path
