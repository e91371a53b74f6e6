"""Finding out where to begin, and repeating what was missed, on a phone and without a mouse's luck."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from lms.core import clock
from lms.core.db import db
from lms.quizzes.actions.review import note_attempt
from tests.browser.conftest import Walk
from tests.course_document import COURSE
from tests.world import World

pytestmark = pytest.mark.browser
QUESTIONS = {
    question["ask"]["en"]: question for module in COURSE["modules"] for question in module["questions"]
}
KNOWN = {question["ask"]["en"] for question in COURSE["modules"][1]["questions"]}


def answer_right(walk: Walk) -> None:
    question = QUESTIONS[walk.page.locator("h1").inner_text()]
    for number in question["right"]:
        walk.tick(question["choices"][number]["text"]["en"])
    walk.press("Answer")


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_trainee_finds_out_where_to_begin_and_skips_what_is_known(
    world: World, walk: Callable[..., Walk], javascript: bool
) -> None:
    hoa = walk(360, world.people["hoa"], javascript=javascript).visit("/").follow("Find out")
    hoa.sees("At most 12 questions").press("Start")
    for _ in range(12):
        if hoa.page.url.endswith("/result"):
            break
        hoa.sees("Nobody gives you a mark.")
        if hoa.page.locator("h1").inner_text() in KNOWN:
            answer_right(hoa)
        else:
            hoa.tick("I don't know yet").press("Answer")
    hoa.sees("This is where you begin").sees("You can do this already").sees("Begin with this lesson:")
    hoa.press("Skip what I can do").sees("These lessons are ticked off.")
    hoa.follow("Start learning").visit("/learn/").sees("✓ Skipped")
    hoa.press("Show me all lessons again").sees("All lessons are there again.")
    assert hoa.page.get_by_text("Skipped").count() == 0


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_trainee_repeats_what_was_missed(
    app: Flask, world: World, walk: Callable[..., Walk], javascript: bool
) -> None:
    missed = [question["id"] for question in COURSE["modules"][0]["questions"][:3]]
    with app.app_context():
        two_days_ago = clock.now() - timedelta(days=2)
        note_attempt(
            world.people["hoa"], "thu", "thanh-toan", [(each, False) for each in missed], two_days_ago
        )
        db.session.commit()
    hoa = walk(360, world.people["hoa"], javascript=javascript).visit("/").follow("3 questions to repeat")
    hoa.sees("One at a time.").follow("Start")
    for turn in (1, 2):
        hoa.sees(f"Question {turn} / 3")
        assert "Lời giải" not in hoa.page.content() and "Vì sao" not in hoa.page.content()
        answer_right(hoa)
        hoa.sees("That is right.").follow("Next question")
    hoa.press("Answer").sees("You have not chosen yet.")
    hoa.tick("I don't know yet").press("Answer").sees("That is fine. Now you get to know it.")
    hoa.follow("Done").sees("You repeated 3 questions. Well done!").sees("Nothing to repeat now.")
    hoa.follow("Go on learning").sees("Hello Hoa")
