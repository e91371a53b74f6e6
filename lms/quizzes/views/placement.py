"""Where to begin: a few questions across a course's modules, and what may be skipped."""

from secrets import SystemRandom
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.catalogue import shelf
from lms.catalogue.content import Marking
from lms.core import clock
from lms.core.access import me, signed_in
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning.editions import as_held, course_for
from lms.learning.queries import path_of, progress_of
from lms.quizzes import forms, rules
from lms.quizzes.actions import placement as actions
from lms.quizzes.models import PlacementState
from lms.quizzes.queries import placement as queries
from lms.quizzes.queries.corrections import in_force
from lms.quizzes.rules import corrections as corrected
from lms.quizzes.rules import placement as judging
from lms.quizzes.views import pages, sheets


@pages.get("/quizzes/placement/<course>")
@signed_in
def placement(course: str) -> ResponseReturnValue:
    return render_template(
        "quizzes/placement.html",
        course=course_for(me(), course),
        latest=queries.latest_placement(me(), course),
        most=judging.MOST,
        open_state=PlacementState.OPEN,
    )


@pages.post("/quizzes/placement/<course>")
@signed_in
def begin_placement(course: str) -> ResponseReturnValue:
    """Begins, or goes on where the person stopped."""
    asked_about = judging.narrowed(course_for(me(), course), path_of(me().person_id, course))
    found = actions.start(me().person_id, asked_about, SystemRandom(), clock.now())
    db.session.commit()
    return _to_question(found)


@pages.get("/quizzes/placement/<int:placement_id>/<int:position>")
@signed_in
def placement_question(placement_id: int, position: int) -> ResponseReturnValue:
    found = queries.placement_of(me(), placement_id)
    if not _waits(found, position):
        return _onward(found)
    return sheets.ask_in("placement", _back(found), _asked(found))


@pages.post("/quizzes/placement/<int:placement_id>/<int:position>")
@signed_in
def placement_answer(placement_id: int, position: int) -> ResponseReturnValue:
    found = queries.placement_of(me(), placement_id)
    if _waits(found, position):
        asked = _asked(found)
        try:
            response = forms.read_response(request.form, asked)
        except rules.Unclear as unclear:
            return sheets.ask_in("placement", _back(found), asked, request.form, unclear)
        edition = shelf.edition(found.edition)
        corrections = in_force(edition.edition, found.asked[-1]["module"])
        credit = corrected.credit(asked.question, response, Marking.EXACT, corrections)
        asked_about = judging.narrowed(edition, found.path)
        actions.answer(found, asked_about, response, credit, SystemRandom(), clock.now())
        db.session.commit()
        found = queries.placement_of(me(), placement_id)
    return _onward(found)


@pages.get("/quizzes/placement/<int:placement_id>/result")
@signed_in
def placement_result(placement_id: int) -> ResponseReturnValue:
    found = _ended(placement_id)
    course = shelf.course(found.course)
    progress = progress_of(me().person_id, course.slug)
    course = as_held(me(), course, progress, clock.now())
    rows = [
        (progress.of(module), each["able"], judging.begins_with(module, each))
        for each in found.result["modules"]
        if (module := course.module(each["module"]))
    ]
    return render_template(
        "quizzes/placement_result.html",
        course=course,
        placement=found,
        rows=rows,
        may_skip=any(able and so_far.next_lesson for so_far, able, _begin in rows),
        first=next(((so_far.module, begin) for so_far, able, begin in rows if not able), None),
        skips=progress.skips,
    )


@pages.post("/quizzes/placement/<int:placement_id>/skip")
@signed_in
def skip_known(placement_id: int) -> ResponseReturnValue:
    found = _ended(placement_id)
    actions.skip_what_is_known(me().person_id, found, shelf.course(found.course), clock.now())
    db.session.commit()
    flash(_("These lessons are ticked off. You can still read them, and the quiz waits for you."), "good")
    return redirect(url_for(".placement_result", placement_id=placement_id), 303)


def _ended(placement_id: int) -> Any:
    found = queries.placement_of(me(), placement_id)
    if found.state is not PlacementState.ENDED:
        raise Missing
    return found


def _waits(found: Any, position: int) -> bool:
    """Whether the question at this position is the one to answer now."""
    return found.state is PlacementState.OPEN and position == found.answered + 1


def _asked(found: Any) -> rules.Asked:
    return judging.asked_last(shelf.edition(found.edition), found.asked)


def _back(found: Any) -> str:
    return url_for(".placement", course=found.course)


def _onward(found: Any) -> ResponseReturnValue:
    if found.state is PlacementState.OPEN:
        return _to_question(found)
    return redirect(url_for(".placement_result", placement_id=found.id), 303)


def _to_question(found: Any) -> ResponseReturnValue:
    """To the question that waits."""
    here = url_for(".placement_question", placement_id=found.id, position=found.answered + 1)
    return redirect(here, 303)
