"""One question a page: asked until it is answered, explained from then on."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from lms.catalogue import shelf
from lms.catalogue.content import Course
from lms.core import clock
from lms.core.access import me, signed_in
from lms.core.db import commit
from lms.core.errors import Missing
from lms.quizzes import actions, forms, queries, rules
from lms.quizzes.actions.attempts import hand_in_late
from lms.quizzes.views import pages, sheets
from lms.ui.manners import address_as
from lms.ui.wire import see_other


@pages.get("/quizzes/attempts/<int:attempt_id>/<int:position>")
@signed_in
def question(attempt_id: int, position: int) -> ResponseReturnValue:
    sheet = queries.sheet_at(me(), attempt_id, position)
    course, asked = _asked(sheet, position)
    if sheet.response is None:
        if not sheet.is_open or rules.time_is_up(sheet.due_at, course.quiz, clock.now()):
            return redirect(url_for(".result", attempt_id=attempt_id), 303)
        return sheets.ask(sheet, asked, request.args if forms.goes_on(asked) else forms.NOTHING)
    onward = (
        rules.next_open(asked.total, queries.answered_in(attempt_id), position) if sheet.is_open else None
    )
    return sheets.explain(sheet, asked, sheet.response, onward, course.quiz.marking)


@pages.post("/quizzes/attempts/<int:attempt_id>/<int:position>")
@signed_in
def answer(attempt_id: int, position: int) -> ResponseReturnValue:
    begun = queries.begun(attempt_id)
    if begun and _answered(begun, position):
        return see_other(request.path)
    sheet = queries.sheet_at(me(), attempt_id, position)
    course, asked = _asked(sheet, position)
    if not sheet.is_open:
        return redirect(url_for(".result", attempt_id=attempt_id), 303)
    try:
        if forms.goes_on(asked) and (further := forms.underway(request.form, asked)):
            return see_other(f"{request.path}?{further}")
        response = forms.read_response(request.form, asked)
    except rules.Unclear as unclear:
        if sheet.response is not None:  # in another tab
            return see_other(request.path)
        return sheets.ask(sheet, asked, request.form, unclear)
    if sheet.response is None:
        now = clock.now()
        try:
            actions.answer(me(), sheet, asked, response, course, now)
        except rules.TimeIsUp:
            hand_in_late(attempt_id, now)
            commit()
            return redirect(url_for(".result", attempt_id=attempt_id), 303)
        commit()
    return see_other(request.path)


def _answered(begun: queries.Sheet, position: int) -> bool:
    """Nearly every answer: to an attempt this process has seen before, in a form that can be read.

    Whatever else there is to say is said by who looks at the attempt as it is now.
    """
    course, asked = _asked(begun, position)
    if forms.goes_on(asked):
        return False
    try:
        response = forms.read_response(request.form, asked)
    except (rules.Unclear, BadRequest):
        return False
    kept = actions.answer(me(), begun, asked, response, course, clock.now())
    commit()
    return kept


def _asked(sheet: queries.Sheet, position: int) -> tuple[Course, rules.Asked]:
    course = shelf.edition(sheet.edition)
    module = course.module(sheet.module)
    if module is None:
        raise Missing
    address_as(module.addressed_as)
    return course, rules.asked_at(module, sheet.questions, position)
