"""A quiz with the whole class on the wall, on paper and together: by hand, by keyboard, and without scripts."""

import copy
import time
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.classroom.models import PaperSheet
from lms.core.db import db
from tests.browser.conftest import Walk
from tests.classroom.lesson import class_of, key_of
from tests.course_document import COURSE
from tests.world import World, publish

pytestmark = pytest.mark.browser
MODULE = "Năng lực thanh-toan"


def begin(lan: Walk, path: str) -> Walk:
    lan.visit(path).follow("Ask the whole class")
    return lan.press("Show the first question").sees("Question 1 / 5")


def count(lan: Walk, letter: str, number: str) -> None:
    lan.page.get_by_label(f"How many: {letter}", exact=True).fill(number)


def test_the_wall_follows_the_phone_in_the_trainers_hand(
    app: Flask, world: World, walk: Callable[..., Walk]
) -> None:
    lesson = class_of(app, world, more=8)
    phone = begin(walk(360, lesson.lan, staff=True), lesson.path)
    wall = walk(1280, lesson.lan, staff=True).visit(phone.page.url.removeprefix(phone.site))
    assert wall.page.locator("h1").evaluate("h => parseFloat(getComputedStyle(h).fontSize)") >= 40
    for _hand in range(3):
        phone.page.get_by_role("button", name="One more: A").click()
    phone.page.get_by_role("button", name="One less: A").click()
    phone.sees("Counted: 2 of 10.")
    count(phone, "B", "20")
    phone.press("Show the answer").sees("Is that right?")
    phone.tick("Yes, keep these numbers").press("Show the answer").sees("The right answer")
    wall.sees("The right answer").look()
    phone.press("Next question").sees("Question 2 / 5")
    wall.sees("Question 2 / 5").look()
    phone.press("Show the answer").press("End the quiz here").sees("How it went")
    wall.sees("How it went").look()


def test_a_class_is_asked_by_keyboard_alone(app: Flask, world: World, walk: Callable[..., Walk]) -> None:
    lesson = class_of(app, world, more=8)
    lan = begin(walk(1280, lesson.lan, staff=True), lesson.path)
    keys = lan.page.keyboard
    lan.page.get_by_label("How many: A", exact=True).focus()
    keys.type("3")
    keys.press("ArrowUp")
    keys.press("Enter")
    lan.sees("The right answer").sees("4 people were counted.").look()


def test_without_scripts_the_quiz_is_plain_forms(app: Flask, world: World, walk: Callable[..., Walk]) -> None:
    lesson = class_of(app, world)
    lan = begin(walk(360, lesson.lan, staff=True, javascript=False), lesson.path)
    count(lan, "A", "2")
    lan.press("Show the answer").sees("2 people were counted.")
    lan.visit(f"{lesson.path}/paper").tick(MODULE).press("Make the sheet").follow("Type the letters")
    for position, letter in enumerate(["A", "Z", "?", "B"], start=1):
        lan.type(f"Bùi Thị Hoa, question {position}", letter)
    lan.press("Save and go on").sees("“Z” is no answer")
    lan.type("Bùi Thị Hoa, question 2", "B").press("Save and go on").sees("1 paper")
    lan.press("Mark these papers").sees("1 paper is marked.")


def eight_questions() -> dict:
    """The tests' course with eight questions of one right answer in each module."""
    course = copy.deepcopy(COURSE)
    course["questions_per_quiz"] = 8
    for module in course["modules"]:
        single = module["questions"][0]
        module["questions"] += [{**single, "id": f"{single['id']}-{n}"} for n in range(4)]
    return course


def sheets(app: Flask) -> dict[int, list[str]]:
    with app.app_context():
        rows = db.session.execute(sa.select(PaperSheet.person_id, PaperSheet.letters))
        return {row.person_id: row.letters for row in rows}


def settled(app: Flask, people: int) -> dict[int, list[str]]:
    """What is kept once the last row was sent."""
    until = time.monotonic() + 10
    while len(found := sheets(app)) < people and time.monotonic() < until:
        time.sleep(0.1)
    return found


def test_thirty_papers_take_one_key_a_cell(app: Flask, world: World, walk: Callable[..., Walk]) -> None:
    with app.app_context():
        publish(eight_questions())
    lesson = class_of(app, world, more=28)
    lan = walk(1280, lesson.lan, staff=True).visit(f"{lesson.path}/paper")
    lan.tick(MODULE).press("Make the sheet")
    key = "".join(key_of(app, lan.page.url.removeprefix(lan.site)))
    lan.follow("Type the letters")
    keys = key.lower() * 30
    assert len(keys) == 30 * 8
    lan.page.keyboard.type(keys)  # the first empty cell has the focus
    lan.sees("All letters are saved.").look()
    assert settled(app, 30) == {person: list(key) for person in [lesson.hoa, lesson.minh, *lesson.others]}
    lan.page.keyboard.press("Enter")  # the focus went on to the button
    lan.sees("Mark these papers?").look().press("Mark these papers").sees("30 of 30 passed.")


def test_a_wrong_key_is_named_and_what_the_network_lost_is_sent_later(
    app: Flask, world: World, walk: Callable[..., Walk]
) -> None:
    lesson = class_of(app, world)
    lan = walk(360, lesson.lan, staff=True).visit(f"{lesson.path}/paper")
    lan.tick(MODULE).press("Make the sheet").follow("Type the letters")
    keys = lan.page.keyboard
    keys.type("z")
    lan.sees("“Z” is no answer here.").look()
    keys.type("a ?đ")  # it takes the place of the wrong one; a blank stays empty
    lan.sees("“D” is no answer here.")
    lan.context.set_offline(True)
    keys.type("b")
    keys.type("abab")
    lan.sees("No network.")
    lan.errors.clear()  # the browser calls what could not be sent an error
    lan.context.set_offline(False)
    lan.page.evaluate("dispatchEvent(new Event('online'))")
    lan.sees("All letters are saved.")
    assert settled(app, 2) == {lesson.hoa: ["A", "", "?", "B"], lesson.minh: list("ABAB")}
