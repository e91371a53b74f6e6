"""Who is in the middle of an edition finishes on it."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.learning import actions, queries
from lms.learning.models import LessonProgress, Standing
from tests.course_document import COURSE
from tests.learning.newer_editions import (
    FIRST,
    LESSON,
    PAY,
    SAFE,
    SECOND,
    THIRD,
    changed,
    one_lesson_less,
    one_lesson_more,
    publish,
    shorter_step,
)
from tests.quizzes.sitting import answer_right
from tests.reader import Reader
from tests.world import World

pytestmark = pytest.mark.both
Read = Callable[..., Reader]
QUIZ = f"/quizzes/thu/{PAY}"


def pass_quiz(reader: Reader, begin: str = "Start") -> Reader:
    reader.visit(QUIZ).press(begin)
    for _ in range(5):
        answer_right(reader)
        if "Next question" in reader.page.links:
            reader.follow("Next question")
    return reader


def read(reader: Reader, lesson: str) -> Reader:
    reader.visit(f"/learn/thu/{PAY}/{lesson}/")
    while "Finish the lesson" not in reader.html:
        reader.press("Next")
    return reader.press("Finish the lesson")


def completed(app: Flask, person: int) -> list[tuple[str, str]]:
    with app.app_context():
        return [(row.module, row.edition) for row in queries.completions_of(person)]


@pytest.mark.parametrize("change", [one_lesson_more, one_lesson_less])
def test_who_has_begun_finishes_and_is_certified_by_the_edition_begun_with(
    app: Flask, world: World, read_as: Read, change: Any
) -> None:
    hoa, minh = world.people["hoa"], world.people["minh"]
    reader = read_as(hoa).visit(f"{LESSON}/1").press("Next").press("Next")
    newer = publish(app, changed(change))
    assert "Step 3 of 3" in reader.visit(f"{LESSON}/").text
    reader.press("Finish the lesson")
    module = reader.visit(f"/learn/thu/{PAY}/").text
    assert f"Bài {SECOND}" in module and "1 of 2 lessons done" in module
    assert "1 of 2 lessons done" in reader.visit("/learn/").text
    assert "1 of 2 lessons done" not in read_as(minh).visit("/").text
    reader.visit(f"/learn/thu/{PAY}/{THIRD}/1", expect=404)
    read(reader, SECOND)
    pass_quiz(reader)
    assert completed(app, hoa) == [(PAY, world.edition)]
    other = read_as(minh).visit(f"{LESSON}/")
    assert "Step 1 of 2" in other.text and other.page.h1 == ["Bước viết lại (en)"]
    for lesson in (FIRST, SECOND, THIRD)[: 3 if change is one_lesson_more else 1]:
        if lesson == SECOND and change is one_lesson_less:
            continue
        read(other, lesson)
    pass_quiz(other)
    assert completed(app, minh) == [(PAY, newer)]


def test_the_current_edition_holds_again_for_what_is_complete(
    app: Flask, world: World, read_as: Read
) -> None:
    hoa = read_as(world.people["hoa"])
    read(hoa, FIRST)
    read(hoa, SECOND)
    pass_quiz(hoa)
    publish(app, changed(one_lesson_more))
    assert "Step 1 of 2" in hoa.visit(f"{LESSON}/1").text
    hoa.visit(f"/learn/thu/{PAY}/{THIRD}/1")
    assert "There is a newer version" not in hoa.visit(f"/learn/thu/{PAY}/").text


def test_a_quiz_that_was_begun_settles_the_edition(app: Flask, world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"]).visit(QUIZ).press("Start")
    publish(app, changed(one_lesson_more))
    assert "Step 1 of 3" in hoa.visit(f"{LESSON}/1").text
    read(hoa, FIRST)
    read(hoa, SECOND)
    pass_quiz(hoa, "Go on")
    assert completed(app, world.people["hoa"]) == [(PAY, world.edition)]


def test_a_new_quiz_is_drawn_from_the_edition_one_finishes_on(
    app: Flask, world: World, read_as: Read
) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"{LESSON}/1").press("Next")

    def fewer(module: dict[str, Any]) -> None:
        module["questions"] = module["questions"][:2]

    publish(app, changed(fewer))
    assert "5" in hoa.visit(QUIZ).press("Start").text
    with app.app_context():
        found = db.session.execute(sa.text("SELECT edition FROM attempt")).scalars().all()
    assert found == [world.edition]


def test_what_must_be_seen_by_everybody_is(app: Flask, world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"{LESSON}/1").press("Next")
    publish(app, changed(shorter_step), urgent=True)
    assert "Step 1 of 2" in hoa.visit(f"{LESSON}/1").text
    hoa.press("Next")
    publish(app, changed(one_lesson_more))
    # She now learns from the urgent one, and finishes on that.
    assert "2 lessons done" in hoa.visit(f"/learn/thu/{PAY}/").text
    hoa.visit(f"/learn/thu/{PAY}/{THIRD}/1", expect=404)


def test_an_edition_can_be_made_urgent_after_it_was_published(
    app: Flask, world: World, read_as: Read
) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"{LESSON}/1").press("Next")
    publish(app, changed(shorter_step))
    assert "Step 1 of 3" in hoa.visit(f"{LESSON}/1").text
    publish(app, changed(shorter_step), urgent=True)
    assert "Step 1 of 2" in hoa.visit(f"{LESSON}/1").text


def test_after_half_a_year_of_nothing_the_current_edition_holds(
    app: Flask, world: World, read_as: Read
) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"{LESSON}/1").press("Next")
    publish(app, changed(one_lesson_more))
    assert "Step 1 of 3" in hoa.visit(f"{LESSON}/1").text
    with app.app_context():
        long_ago = clock.now() - timedelta(days=181)
        db.session.execute(sa.update(LessonProgress).values(updated_at=long_ago))
        db.session.execute(sa.update(Standing).values(edition_at=long_ago))
        db.session.commit()
    assert "Step 1 of 2" in hoa.visit(f"{LESSON}/1").text
    hoa.press("Next")
    assert "Step 2 of 2" in hoa.visit(f"{LESSON}/2").text
    assert "There is a newer version" not in hoa.visit(f"/learn/thu/{PAY}/").text
    hoa.visit(f"/learn/thu/{PAY}/{THIRD}/1")


def test_the_notice_says_what_is_new_and_takes_one_there(app: Flask, world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"])
    read(hoa, FIRST)
    publish(app, changed(one_lesson_more))
    page = hoa.visit(f"/learn/thu/{PAY}/").text
    assert "There is a newer version" in page
    assert f"New lessons: Bài {THIRD}" in page and f"Written anew: Bài {FIRST}" in page
    hoa.press("Change to it")
    assert "The lessons you have done stay done." in hoa.text
    assert "1 of 3 lessons done" in hoa.text and "There is a newer version" not in hoa.text


def test_changing_to_an_edition_that_asks_less_may_complete_the_module(
    app: Flask, world: World, read_as: Read
) -> None:
    hoa = read_as(world.people["hoa"])
    read(hoa, FIRST)
    pass_quiz(hoa)
    newer = publish(app, changed(one_lesson_less))
    assert completed(app, world.people["hoa"]) == []
    hoa.visit(f"/learn/thu/{PAY}/").press("Change to it")
    assert completed(app, world.people["hoa"]) == [(PAY, newer)]


def test_who_has_begun_nothing_cannot_change_anything(app: Flask, world: World, read_as: Read) -> None:
    publish(app, changed(one_lesson_more))
    read_as(world.people["hoa"]).post(f"/learn/thu/{PAY}/newer")
    with app.app_context():
        assert db.session.query(Standing).count() == 0


def test_a_module_that_was_not_changed_is_not_held(
    app: Flask, world: World, read_as: Read, count_queries: Any
) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"/learn/thu/{SAFE}/{SAFE}-mot/1").press("Next")
    hoa.visit(f"{LESSON}/1").press("Next")
    publish(app, changed(one_lesson_more))
    for path, queries_asked in ((f"/learn/thu/{SAFE}/{SAFE}-mot/2", 1), (f"{LESSON}/2", 2)):
        hoa.visit(path)
        with count_queries() as asked:
            hoa.visit(path)
        assert asked.total == queries_asked, asked.statements
    hoa.visit("/")
    with count_queries() as asked:
        hoa.visit("/")
    before = asked.total
    publish(app, COURSE)
    hoa.visit("/")
    with count_queries() as asked:
        hoa.visit("/")
    assert asked.total == before


def test_a_module_that_is_no_longer_taught_is_finished(app: Flask, world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"])
    read(hoa, FIRST)
    publish(app, {**COURSE, "modules": COURSE["modules"][1:]})
    assert "1 of 2 lessons done" in hoa.visit("/learn/").text
    read(hoa, SECOND)
    pass_quiz(hoa)
    assert completed(app, world.people["hoa"]) == [(PAY, world.edition)]
    read_as(world.people["minh"]).visit(f"{LESSON}/1", expect=404)


def test_old_rows_without_an_edition_are_shown_the_current_one(
    app: Flask, world: World, read_as: Read
) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"{LESSON}/1").press("Next")
    with app.app_context():
        db.session.execute(sa.update(Standing).values(edition=None, edition_at=None))
        db.session.commit()
    publish(app, changed(shorter_step))
    assert "Step 1 of 2" in hoa.visit(f"{LESSON}/1").text


def test_publishing_and_finishing_at_the_same_moment_lose_nothing(
    app: Flask, world: World, inside: None
) -> None:
    hoa, now = world.people["hoa"], clock.now()
    course = shelf.course("thu")
    actions.finish_lesson(hoa, course, PAY, FIRST, now)
    actions.note_quiz(hoa, course, PAY, 100, True, now)
    db.session.commit()
    gate = threading.Barrier(2)

    def finish() -> None:
        with app.app_context():
            gate.wait()
            actions.finish_lesson(hoa, shelf.course("thu"), PAY, SECOND, clock.now())
            db.session.commit()

    def newer() -> None:
        gate.wait()
        publish(app, changed(one_lesson_more))

    threads = [threading.Thread(target=each) for each in (finish, newer)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    db.session.rollback()
    [row] = queries.completions_of(hoa)
    assert (row.module, row.edition) == (PAY, world.edition)
