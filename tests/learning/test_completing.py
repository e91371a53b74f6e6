"""Completing: by either track, exactly once, whatever comes first and however often."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from lms.catalogue import shelf
from lms.catalogue.content import Course
from lms.core import clock
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning import actions, queries
from lms.learning.models import Completion, Enrolment, LessonProgress, Track
from lms.learning.signals import completed, enrolled
from tests.world import World

pytestmark = pytest.mark.both
PAY, SAFE = "thanh-toan", "an-toan"


@pytest.fixture
def heard() -> Iterator[list[tuple[str, Any]]]:
    """What learning announced, in order: ("enrolled", course) or ("completed", module)."""
    said: list[tuple[str, Any]] = []

    def new(_sender: object, course: str, **_rest: object) -> None:
        said.append(("enrolled", course))

    def done(_sender: object, module: str, **_rest: object) -> None:
        said.append(("completed", module))

    with enrolled.connected_to(new), completed.connected_to(done):
        yield said


def course() -> Course:
    return shelf.course("thu")


def read_all(person: int, module: str) -> None:
    for lesson in course().module_by_slug[module].lessons:
        actions.finish_lesson(person, course(), module, lesson.slug, clock.now())


def pass_quiz(person: int, module: str, passed: bool = True) -> None:
    actions.note_quiz(person, course(), module, 90 if passed else 40, passed, clock.now())


def test_one_module_alone_is_told_as_in_the_whole_course(world: World, inside: None) -> None:
    hoa, module = world.people["hoa"], course().module_by_slug[PAY]

    def told() -> dict[str, Any]:
        whole = queries.progress_of(hoa, "thu").of(module)
        alone = vars(queries.module_progress(hoa, "thu", module))
        assert alone == vars(whole)
        return alone

    assert not told()["begun"]
    actions.reach_step(hoa, course(), PAY, module.lessons[0].slug, 2, clock.now())
    assert told()["begun"]
    read_all(hoa, PAY)
    read_all(hoa, SAFE)
    assert len(told()["done"]) == len(module.lessons)
    pass_quiz(hoa, PAY)
    assert told()["standing"].completed_by is Track.SELF_STUDY


def test_lessons_and_quiz_complete_a_module_alone(world: World, inside: None, heard: list[Any]) -> None:
    hoa = world.people["hoa"]
    read_all(hoa, PAY)
    assert queries.completions_of(hoa) == []
    pass_quiz(hoa, PAY, passed=False)
    assert queries.completions_of(hoa) == []
    pass_quiz(hoa, PAY)
    [written] = queries.completions_of(hoa)
    assert (written.module, written.track, written.edition) == (PAY, Track.SELF_STUDY, world.edition)
    assert heard == [("enrolled", "thu"), ("completed", PAY)]


def test_the_quiz_may_come_before_the_lessons(world: World, inside: None) -> None:
    hoa = world.people["hoa"]
    pass_quiz(hoa, PAY)
    assert queries.completions_of(hoa) == []
    read_all(hoa, PAY)
    assert len(queries.completions_of(hoa)) == 1


def test_meetings_quiz_and_skills_complete_a_module_in_class(
    world: World, inside: None, heard: list[Any]
) -> None:
    hoa, now = world.people["hoa"], clock.now()
    actions.note_class_met(hoa, course(), PAY, now)
    pass_quiz(hoa, PAY)
    assert queries.completions_of(hoa) == []
    actions.note_skills_met(hoa, course(), PAY, now)
    [written] = queries.completions_of(hoa)
    assert written.track is Track.CLASS
    assert heard == [("enrolled", "thu"), ("completed", PAY)], "who completes is enrolled"


def test_everything_twice_is_once(world: World, inside: None, heard: list[Any]) -> None:
    hoa = world.people["hoa"]
    for _ in range(2):
        read_all(hoa, PAY)
        pass_quiz(hoa, PAY)
        actions.note_class_met(hoa, course(), PAY, clock.now())
        actions.note_skills_met(hoa, course(), PAY, clock.now())
    [written] = queries.completions_of(hoa)
    assert written.track is Track.SELF_STUDY, "the track that came first stays"
    assert heard.count(("completed", PAY)) == 1


def test_the_last_module_completes_the_course(world: World, inside: None, heard: list[Any]) -> None:
    hoa = world.people["hoa"]
    for module in (PAY, SAFE):
        read_all(hoa, module)
        pass_quiz(hoa, module)
    assert heard == [("enrolled", "thu"), ("completed", PAY), ("completed", SAFE), ("completed", "")]
    assert queries.progress_of(hoa, "thu").course_completed_at is not None
    assert queries.completions_of(world.people["minh"]) == []


def test_the_best_score_and_the_first_pass_stay(world: World, inside: None) -> None:
    hoa = world.people["hoa"]
    for score, passed in ((40, False), (90, True), (60, False)):
        actions.note_quiz(hoa, course(), PAY, score, passed, clock.now())
    standings = queries.progress_of(hoa, "thu").standings
    assert (standings[PAY].best_score, standings[PAY].quiz_passed) == (90, True)
    assert SAFE not in standings


def test_a_lesson_once_done_stays_done_and_opens_at_its_first_step(world: World, inside: None) -> None:
    hoa, lesson = world.people["hoa"], course().modules[0].lessons[0].slug
    actions.reach_step(hoa, course(), PAY, lesson, 2, clock.now())
    actions.reach_step(hoa, course(), PAY, lesson, 3, clock.now())
    at = queries.lesson_at(hoa, "thu", PAY, lesson)
    assert at and (at.step, at.done) == (3, False)
    actions.finish_lesson(hoa, course(), PAY, lesson, clock.now())
    at = queries.lesson_at(hoa, "thu", PAY, lesson)
    assert at and (at.step, at.done) == (1, True)
    actions.reach_step(hoa, course(), PAY, lesson, 2, clock.now())
    at = queries.lesson_at(hoa, "thu", PAY, lesson)
    assert at and (at.step, at.done) == (2, True)


def test_a_module_that_is_not_in_the_course_is_refused(world: World, inside: None) -> None:
    with pytest.raises(Missing):
        pass_quiz(world.people["hoa"], "khong-co")


def at_once(app: Flask, *acts: Callable[[], None]) -> None:
    """Run each in a request-like context of its own, all starting at the same moment."""
    start = threading.Barrier(len(acts))
    failed: list[BaseException] = []

    def run(act: Callable[[], None]) -> None:
        try:
            with app.app_context():
                course()
                db.session.rollback()  # the shelf is filled; nobody holds the database at the start
                start.wait(timeout=60)
                act()
                db.session.commit()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not failed


def test_quiz_and_last_lesson_at_the_same_moment_complete_once(app: Flask, world: World) -> None:
    hoa = world.people["hoa"]
    for _ in range(3):
        at_once(app, lambda: read_all(hoa, PAY), lambda: pass_quiz(hoa, PAY), lambda: pass_quiz(hoa, PAY))
    with app.app_context():
        assert db.session.query(Completion).count() == 1
        assert db.session.query(Enrolment).count() == 1
        assert db.session.query(LessonProgress).count() == 2


def test_two_last_modules_at_the_same_moment_complete_the_course(app: Flask, world: World) -> None:
    hoa = world.people["hoa"]
    with app.app_context():
        read_all(hoa, PAY)
        read_all(hoa, SAFE)
        db.session.commit()
    at_once(app, lambda: pass_quiz(hoa, PAY), lambda: pass_quiz(hoa, SAFE))
    with app.app_context():
        assert sorted(row.module for row in queries.completions_of(hoa)) == ["", SAFE, PAY]
