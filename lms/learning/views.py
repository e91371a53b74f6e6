"""The course, its modules, and the lessons one step a page."""

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from lms.catalogue.content import Course, Module
from lms.core import clock
from lms.core.access import me, signed_in
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning import actions, editions, queries, rules
from lms.learning.editions import Reading
from lms.learning.progress import NextThing, Progress, next_thing, resume_step
from lms.speech.queries import Recorded, recording_of
from lms.ui.languages import full_date, language
from lms.ui.manners import address_as
from lms.ui.mould import Moulds, draw, pour

pages = Blueprint("learning", __name__, template_folder="templates")
_steps = Moulds()


def init(app: Flask) -> None:
    """Staff read on a person's page whether they are a coach."""
    app.extensions["about_person"].append(_coach)


def _coach(person_id: int) -> list[tuple[str, str]]:
    since = queries.coach_since(person_id)
    return [(_("Coach"), _("Since %(day)s", day=full_date(since)))] if since else []


@pages.get("/learn/")
@signed_in
def index() -> ResponseReturnValue:
    progress = queries.progress_by_course(me().person_id)
    return _overview([(each, progress.get(each.slug, Progress())) for each in editions.courses_for(me())])


@pages.get("/learn/<course>/")
@signed_in
def course(course: str) -> ResponseReturnValue:
    edition = editions.course_for(me(), course)
    return _overview([(edition, queries.progress_of(me().person_id, course))])


def _overview(courses: list[tuple[Course, Progress]]) -> str:
    who, now = me(), clock.now()
    return render_template(
        "learning/overview.html",
        courses=[(editions.as_held(who, course, progress, now), progress) for course, progress in courses],
        quiz_url=quiz_url,
        placement_url=placement_url,
        standing_for=rules.standing_for,
        programme_of=rules.programme,
    )


@pages.post("/learn/<course>/programme")
@signed_in
def choose(course: str) -> ResponseReturnValue:
    """Follows the path named in the form; without a name the whole course again."""
    edition = editions.course_for(me(), course)
    path_id = request.form.get("path") or None
    try:
        actions.follow(me().person_id, edition, path_id, clock.now())
    except rules.NoSuchPath as refusal:
        flash(str(refusal.reason), "stop")
    else:
        db.session.commit()
        path = edition.path(path_id) if path_id else None
        name = (path or edition).title.in_(language())
        flash(_("You now follow: %(name)s. What you have learned stays.", name=name), "good")
    return redirect(url_for(".course", course=course), code=303)


@pages.post("/learn/<course>/all-lessons")
@signed_in
def show_all(course: str) -> ResponseReturnValue:
    """Takes back what was skipped."""
    edition = editions.course_for(me(), course)
    actions.show_skipped(me().person_id, edition.slug)
    db.session.commit()
    flash(_("All lessons are there again. What you read stays ticked off."), "good")
    return redirect(url_for(".course", course=course), code=303)


@pages.get("/learn/<course>/<module>/")
@signed_in
def module(course: str, module: str) -> ResponseReturnValue:
    current, edition, chosen, progress = _module(course, module)
    return render_template(
        "learning/module.html",
        course=edition,
        newer=editions.newer_for(progress, chosen, current, clock.now()),
        progress=progress,
        so_far=progress.of(chosen),
        coming=_link_to(edition, next_thing(edition, progress, first=chosen), within=chosen),
        quiz_url=quiz_url(edition, chosen),
        stood_for_by=edition.module(progress.of(chosen).standing.through or ""),
    )


@pages.post("/learn/<course>/<module>/newer")
@signed_in
def take_newer(course: str, module: str) -> ResponseReturnValue:
    """Goes on in the current edition of a module that was begun in an older one."""
    current, _edition, chosen, progress = _module(course, module)
    if editions.newer_for(progress, chosen, current, clock.now()) is not None:
        actions.take_newer(me().person_id, current, module, clock.now())
        db.session.commit()
        flash(_("You now read the newer version. The lessons you have done stay done."), "good")
    return redirect(url_for(".module", course=course, module=module), code=303)


@pages.get("/learn/<course>/<module>/<lesson>/")
@signed_in
def lesson(course: str, module: str, lesson: str) -> ResponseReturnValue:
    """Opens a lesson where this person stopped."""
    found = _reading(course, module, lesson)
    at = queries.lesson_at(me().person_id, course, module, lesson)
    return _to_step(course, module, lesson, resume_step(at, found.lesson))


@pages.get("/learn/<course>/<module>/<lesson>/<int:step>")
@signed_in
def step(course: str, module: str, lesson: str, step: int) -> ResponseReturnValue:
    found = _reading(course, module, lesson, step)
    recorded = recording_of(found.lesson.steps[step - 1], language())
    key = (found.course.edition, language(), module, lesson, step, recorded, found.offer)
    return pour(_steps.get(key, lambda: _draw_step(found, step, recorded)))


@pages.post("/learn/<course>/<module>/<lesson>/<int:step>")
@signed_in
def next_step(course: str, module: str, lesson: str, step: int) -> ResponseReturnValue:
    """Notes a step as read and goes on; the last one finishes the lesson."""
    found, now = _reading(course, module, lesson, step), clock.now()
    place = (me().person_id, found.course, module, lesson)
    if step < len(found.lesson.steps):
        actions.reach_step(*place, step + 1, now, local=found.local, anew=found.anew)
        db.session.commit()
        return _to_step(course, module, lesson, step + 1)
    actions.finish_lesson(*place, now, local=found.local)
    db.session.commit()
    return redirect(url_for(".lesson_done", course=course, module=module, lesson=lesson), code=303)


@pages.get("/learn/<course>/<module>/<lesson>/done")
@signed_in
def lesson_done(course: str, module: str, lesson: str) -> ResponseReturnValue:
    _current, edition, chosen, progress = _module(course, module)
    current = chosen.lesson(lesson)
    if current is None:
        raise Missing
    if not progress.is_done(chosen, current):
        return redirect(url_for(".lesson", course=course, module=module, lesson=lesson), code=303)
    return render_template(
        "learning/lesson_done.html",
        course=edition,
        lesson=current,
        so_far=progress.of(chosen),
        coming=_link_to(edition, next_thing(edition, progress, first=chosen)),
        done=progress.completed_at(edition) is not None,
        path=progress.path_in(edition),
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


def _draw_step(found: Reading, number: int, recorded: Recorded | None) -> str:
    return draw(
        "learning/step.html",
        course=found.course,
        module=found.module,
        lesson=found.lesson,
        unit=found.offer and found.offer.unit,
        step=found.lesson.steps[number - 1],
        number=number,
        total=len(found.lesson.steps),
        recorded=recorded,
    )


def _to_step(course: str, module: str, lesson: str, step: int) -> Response:
    url = url_for(".step", course=course, module=module, lesson=lesson, step=step)
    return redirect(url, code=303)


def _module(course_slug: str, module_slug: str) -> tuple[Course, Course, Module, Progress]:
    """The current edition, the course and the module as this person sees them, and how far they are.

    Raises:
        Missing: there is no such module.
    """
    current = editions.course_for(me(), course_slug)
    progress = queries.progress_of(me().person_id, course_slug)
    course = editions.as_held(me(), current, progress, clock.now())
    module = course.module(module_slug)
    if module is None:
        raise Missing
    address_as(module.addressed_as)
    return current, course, module, progress


def _reading(course: str, module: str, lesson: str, step: int = 1) -> Reading:
    """The lesson at this address as this person reads it.

    Raises:
        Missing: also when it has no such step.
    """
    found = editions.reading(me(), course, module, lesson, clock.now())
    if not 1 <= step <= len(found.lesson.steps):
        raise Missing
    address_as(found.module.addressed_as)
    return found
