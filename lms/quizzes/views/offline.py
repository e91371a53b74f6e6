"""A quiz to take along: all open questions on one page, and answers that come when a network is back."""

from typing import Any

from flask import abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from lms.catalogue import shelf
from lms.catalogue.content import Course, Module
from lms.core import clock
from lms.core.access import me, signed_in
from lms.core.errors import Missing, Refusal
from lms.quizzes import actions, forms, queries, rules
from lms.quizzes.forms.offline import BadAnswers, Kept, answers_in
from lms.quizzes.models import AttemptState
from lms.quizzes.rules import offline as offline_rules
from lms.quizzes.views import pages, sheets
from lms.ui.manners import address_as


@pages.get("/quizzes/attempts/<int:attempt_id>/offline")
@signed_in
def offline(attempt_id: int) -> ResponseReturnValue:
    attempt = queries.attempt_of(me(), attempt_id)
    course, module = _editions(attempt)
    offline_rules.check_can_go_along(course.quiz, attempt.due_at)
    answered = queries.answers_to(attempt_id)
    if attempt.state is not AttemptState.OPEN or len(answered) == len(attempt.questions):
        return redirect(url_for(".result", attempt_id=attempt_id), 303)
    positions = [each for each in range(1, len(attempt.questions) + 1) if each not in answered]
    asked = [rules.asked_at(module, attempt.questions, position) for position in positions]
    fitting = [each for each in asked if offline_rules.fits(each.question)]
    return render_template(
        "quizzes/offline.html",
        attempt=attempt,
        module=module,
        total=len(attempt.questions),
        questions=[(each, sheets.face_of(each)) for each in fitting],
        others=[each for each in asked if each not in fitting],
        days=course.quiz.offline_days,
    )


@pages.post("/quizzes/attempts/<int:attempt_id>/answers")
@signed_in
def take_answers(attempt_id: int) -> ResponseReturnValue:
    """Says of each position whether the answer sent for it stands, or why not; sent again it says the same."""
    attempt, now = queries.attempt_of(me(), attempt_id), clock.now()
    course, module = _editions(attempt)
    try:
        offline_rules.check_can_go_along(course.quiz, attempt.due_at)
        sent = answers_in(request.get_json())
    except BadAnswers:
        abort(400)
    except Refusal as refusal:
        return jsonify(reason=str(refusal.reason)), 409
    given: dict[int, rules.Response] = {}
    refused: dict[int, Refusal] = {}
    for each in sent:
        if not 1 <= each.position <= len(attempt.questions):
            abort(400)
        asked = rules.asked_at(module, attempt.questions, each.position)
        try:
            given[each.position] = _response(each, asked)
        except Refusal as refusal:
            refused[each.position] = refusal
    sheet = queries.sheet_at(me(), attempt_id, 1)
    actions.answer_later(
        me(),
        sheet,
        [
            (
                rules.asked_at(module, attempt.questions, each.position),
                given[each.position],
                offline_rules.given_at(each.ago, course.quiz, sheet.started_at, now),
            )
            for each in sent
            if each.position in given
        ],
        course,
        now,
    )
    kept = []
    stand = queries.answers_to(attempt_id)
    for position, response in given.items():
        if position not in stand:
            refused[position] = offline_rules.HandedIn()
        elif list(stand[position].response) != list(response):
            refused[position] = offline_rules.AnsweredBefore()
        else:
            kept.append(position)
    is_over = queries.attempt_of(me(), attempt_id).state is not AttemptState.OPEN
    return jsonify(kept=kept, refused=_told(refused), result=_result(attempt_id) if is_over else None)


def _response(kept: Kept, asked: rules.Asked) -> rules.Response:
    """
    Raises:
        Refusal: the answer cannot be kept, and why.
    """
    if not offline_rules.fits(asked.question):
        raise offline_rules.NotReadable
    try:
        return forms.read_response(MultiDict(kept.fields), asked)
    except BadRequest as wrong:
        raise offline_rules.NotReadable from wrong


def _told(refused: dict[int, Refusal]) -> list[dict[str, Any]]:
    """`again` where the question still waits for an answer that can be read."""
    again = rules.Unclear, offline_rules.NotReadable
    return [
        {"position": position, "reason": str(each.reason), "again": isinstance(each, again)}
        for position, each in refused.items()
    ]


def _result(attempt_id: int) -> str:
    return url_for(".result", attempt_id=attempt_id)


def _editions(attempt: Any) -> tuple[Course, Module]:
    course = shelf.edition(attempt.edition)
    module = course.module(attempt.module)
    if module is None:
        raise Missing
    address_as(module.addressed_as)
    return course, module
