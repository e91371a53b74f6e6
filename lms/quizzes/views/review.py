"""Repeating what was missed: what is due, one question at a time, and why.

The address of a question carries the turn of the sitting and which repetition of this
question it is. So a sitting needs no row, and an answer sent twice finds its own explanation.
"""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from lms.catalogue import shelf
from lms.catalogue.questions import Question
from lms.core import clock
from lms.core.access import me, signed_in
from lms.core.db import commit
from lms.core.errors import Missing
from lms.quizzes import forms, rules
from lms.quizzes.actions import review as actions
from lms.quizzes.queries import review as queries
from lms.quizzes.queries.corrections import in_force
from lms.quizzes.rules import corrections as corrected
from lms.quizzes.rules import review
from lms.quizzes.views import pages, sheets
from lms.ui.manners import address_as
from lms.ui.wire import see_other


@pages.get("/quizzes/review")
@signed_in
def review_due() -> ResponseReturnValue:
    return _overview(done=0)


@pages.get("/quizzes/review/after/<int:done>")
@signed_in
def review_done(done: int) -> ResponseReturnValue:
    """The end of a sitting."""
    return _overview(done=min(done, review.SITTING))


@pages.get("/quizzes/review/<int:turn>/<course>/<module>/<question_id>/<int:number>")
@signed_in
def review_question(
    turn: int, course: str, module: str, question_id: str, number: int
) -> ResponseReturnValue:
    try:
        card, question, response = queries.card(me(), course, module, question_id)
    except queries.NoLongerAsked:
        return _to_what_is_due()
    if number == card.reviews and response is not None and review.fits(question, response):
        return _explain(card, question, response, turn)
    if not _is_asked(card, number):
        return _to_what_is_due()
    asked = _asked(card, question, number, turn)
    kept = request.args if forms.goes_on(asked) else forms.NOTHING
    return sheets.ask_in("review", url_for(".review_due"), asked, kept)


@pages.post("/quizzes/review/<int:turn>/<course>/<module>/<question_id>/<int:number>")
@signed_in
def review_answer(turn: int, course: str, module: str, question_id: str, number: int) -> ResponseReturnValue:
    try:
        card, question, _response = queries.card(me(), course, module, question_id)
    except queries.NoLongerAsked:
        return _to_what_is_due()
    if number == card.reviews:
        return see_other(request.path)  # sent twice: this answer counts already
    if not _is_asked(card, number):
        return _to_what_is_due()
    asked = _asked(card, question, number, turn)
    try:
        if forms.goes_on(asked) and (further := forms.underway(request.form, asked)):
            return see_other(f"{request.path}?{further}")
        response = forms.read_response(request.form, asked)
    except rules.Unclear as unclear:
        return sheets.ask_in("review", url_for(".review_due"), asked, request.form, unclear)
    except BadRequest:
        # Asked in the edition before this one, where it offered something else.
        return _to_what_is_due()
    edition = shelf.course(course)
    corrections = in_force(edition.edition, module)
    earned = corrected.credit(question, response, edition.quiz.marking, corrections)
    actions.repeat(me().person_id, card, response, earned == rules.FULL, clock.now())
    commit()
    return see_other(request.path)


def _explain(
    card: review.Card, question: Question, response: rules.Response, turn: int
) -> ResponseReturnValue:
    asked = _asked(card, question, card.reviews, turn)
    following = next(iter(_due()), None) if turn < review.SITTING else None
    onward = _address(turn + 1, following) if following else url_for(".review_done", done=turn)
    edition = shelf.course(card.course)
    return sheets.explain_in(
        "review",
        url_for(".review_due"),
        asked,
        response,
        onward,
        following is None,
        edition.quiz.marking,
        in_force(edition.edition, card.module),
    )


def _to_what_is_due() -> ResponseReturnValue:
    return redirect(url_for(".review_due"), 303)


def _overview(done: int) -> ResponseReturnValue:
    now, cards = clock.now(), queries.cards(me())
    due = [card for card in cards if card.is_due(now)]
    return render_template(
        "quizzes/review.html",
        done=done,
        due=len(due),
        sitting=min(len(due), review.SITTING),
        first=_address(1, due[0]) if due else None,
        coming=next((card.due_at for card in cards if not card.is_due(now)), None),
    )


def _is_asked(card: review.Card, number: int) -> bool:
    return number == card.reviews + 1 and card.is_due(clock.now())


def _due() -> list[review.Card]:
    return queries.due_cards(me(), clock.now())


def _asked(card: review.Card, question: Question, number: int, turn: int) -> rules.Asked:
    if not 1 <= turn <= review.SITTING:
        raise Missing
    module = shelf.course(card.course).module(card.module)
    address_as(module.addressed_as if module else None)
    left = sum(each != card for each in _due())
    return review.asked(me().person_id, card, question, number, turn, review.sitting_length(turn, left))


def _address(turn: int, card: review.Card) -> str:
    return url_for(
        ".review_question",
        turn=turn,
        course=card.course,
        module=card.module,
        question_id=card.question_id,
        number=card.reviews + 1,
    )
