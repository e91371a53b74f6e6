"""The course, its modules, and the lessons one step a page."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from lms.catalogue import shelf
from lms.catalogue.content import Course, Lesson, Module
from lms.core import clock
from lms.core.access import me, signed_in
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning import actions, queries
from lms.learning.progress import NextThing, Progress, next_thing, resume_step
from lms.ui.languages import language
from lms.ui.mould import Moulds, draw, pour

pages = Blueprint("learning", __name__, template_folder="templates")
_steps = Moulds()


@pages.get("/learn/")
@signed_in
def index() -> ResponseReturnValue:
    progress = queries.progress_by_course(me().person_id)
    return _overview([(course, progress.get(course.slug, Progress())) for course in shelf.courses()])


@pages.get("/learn/<course>/")
@signed_in
def course(course: str) -> ResponseReturnValue:
    edition = shelf.course(course)
    return _overview([(edition, queries.progress_of(me().person_id, course))])


def _overview(courses: list[tuple[Course, Progress]]) -> str:
    return render_template(
        "learning/overview.html", courses=courses, quiz_url=quiz_url, placement_url=placement_url
    )


@pages.post("/learn/<course>/all-lessons")
@signed_in
def show_all(course: str) -> ResponseReturnValue:
    """Takes back what was skipped."""
    edition = shelf.course(course)
    actions.show_skipped(me().person_id, edition.slug)
    db.session.commit()
    flash(_("All lessons are there again. What you read stays ticked off."), "good")
    return redirect(url_for(".course", course=course), code=303)


@pages.get("/learn/<course>/<module>/")
@signed_in
def module(course: str, module: str) -> ResponseReturnValue:
    edition, chosen = _module(course, module)
    progress = queries.progress_of(me().person_id, course)
    return render_template(
        "learning/module.html",
        course=edition,
        progress=progress,
        so_far=progress.of(chosen),
        coming=_link_to(edition, next_thing(edition, progress, first=chosen), within=chosen),
        quiz_url=quiz_url(edition, chosen),
    )


@pages.get("/learn/<course>/<module>/<lesson>/")
@signed_in
def lesson(course: str, module: str, lesson: str) -> ResponseReturnValue:
    """Opens a lesson where this person stopped."""
    *_, chosen = _lesson(course, module, lesson)
    at = queries.lesson_at(me().person_id, course, module, lesson)
    return _to_step(course, module, lesson, resume_step(at, chosen))


@pages.get("/learn/<course>/<module>/<lesson>/<int:step>")
@signed_in
def step(course: str, module: str, lesson: str, step: int) -> ResponseReturnValue:
    key = (shelf.course(course).edition, language(), module, lesson, step)
    return pour(_steps.get(key, lambda: _draw_step(course, module, lesson, step)))


@pages.post("/learn/<course>/<module>/<lesson>/<int:step>")
@signed_in
def next_step(course: str, module: str, lesson: str, step: int) -> ResponseReturnValue:
    """Notes a step as read and goes on; the last one finishes the lesson."""
    edition, _chosen, current = _lesson(course, module, lesson, step)
    if step < len(current.steps):
        actions.reach_step(me().person_id, edition, module, lesson, step + 1, clock.now())
        db.session.commit()
        return _to_step(course, module, lesson, step + 1)
    actions.finish_lesson(me().person_id, edition, module, lesson, clock.now())
    db.session.commit()
    return redirect(url_for(".lesson_done", course=course, module=module, lesson=lesson), code=303)


@pages.get("/learn/<course>/<module>/<lesson>/done")
@signed_in
def lesson_done(course: str, module: str, lesson: str) -> ResponseReturnValue:
    edition, chosen, current = _lesson(course, module, lesson)
    progress = queries.progress_of(me().person_id, course)
    if not progress.is_done(chosen, current):
        return redirect(url_for(".lesson", course=course, module=module, lesson=lesson), code=303)
    return render_template(
        "learning/lesson_done.html",
        course=edition,
        lesson=current,
        so_far=progress.of(chosen),
        coming=_link_to(edition, next_thing(edition, progress, first=chosen)),
        course_done=progress.course_completed_at is not None,
    )


def quiz_url(course: Course, module: Module) -> str | None:
    """Where a module's quiz begins; None where quizzes are not installed."""
    if "quizzes.start" not in current_app.view_functions:
        return None
    return url_for("quizzes.start", course=course.slug, module=module.slug)


def placement_url(course: Course) -> str | None:
    """Where a person finds out which lessons they need; None where quizzes are not installed."""
    if "quizzes.placement" not in current_app.view_functions:
        return None
    return url_for("quizzes.placement", course=course.slug)


def _link_to(
    course: Course, thing: NextThing | None, within: Module | None = None
) -> tuple[NextThing, str] | None:
    """What to do next and its address; None when nothing is left (in this module, where one is named)."""
    if thing is None or (within is not None and thing.module is not within):
        return None
    if thing.lesson is None:
        url = quiz_url(course, thing.module)
    else:
        url = url_for(".lesson", course=course.slug, module=thing.module.slug, lesson=thing.lesson.slug)
    return (thing, url) if url else None


def _draw_step(course_slug: str, module_slug: str, lesson_slug: str, number: int) -> str:
    course, module, lesson = _lesson(course_slug, module_slug, lesson_slug, number)
    return draw(
        "learning/step.html",
        course=course,
        module=module,
        lesson=lesson,
        step=lesson.steps[number - 1],
        number=number,
        total=len(lesson.steps),
    )


def _to_step(course: str, module: str, lesson: str, step: int) -> Response:
    url = url_for(".step", course=course, module=module, lesson=lesson, step=step)
    return redirect(url, code=303)


def _module(course_slug: str, module_slug: str) -> tuple[Course, Module]:
    course = shelf.course(course_slug)
    module = course.module(module_slug)
    if module is None:
        raise Missing
    return course, module


def _lesson(
    course_slug: str, module_slug: str, lesson_slug: str, step: int = 1
) -> tuple[Course, Module, Lesson]:
    """The lesson at this address.

    Raises:
        Missing: also when it has no such step.
    """
    course, module = _module(course_slug, module_slug)
    lesson = module.lesson(lesson_slug)
    if lesson is None or not 1 <= step <= len(lesson.steps):
        raise Missing
    return course, module, lesson
