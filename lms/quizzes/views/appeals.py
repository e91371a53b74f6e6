"""A trainee says that an answer is right; an author answers."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.catalogue import shelf
from lms.catalogue.questions import Question
from lms.core import clock
from lms.core.access import Role, me, needs, signed_in
from lms.core.db import db
from lms.core.errors import Missing
from lms.quizzes import queries as attempts
from lms.quizzes import rules
from lms.quizzes.actions import appeals as actions
from lms.quizzes.forms.staff import AppealForm, ReplyForm
from lms.quizzes.queries import appeals as queries
from lms.quizzes.queries import corrections
from lms.quizzes.rules import corrections as marking
from lms.quizzes.rules import key, wording
from lms.quizzes.rules.appeals import check_can_appeal
from lms.quizzes.views import pages
from lms.ui.languages import language

AUTHORS = (Role.AUTHOR, Role.ADMIN)


@pages.route("/quizzes/attempts/<int:attempt_id>/<int:position>/appeal", methods=["GET", "POST"])
@signed_in
def appeal(attempt_id: int, position: int) -> ResponseReturnValue:
    """What a trainee thinks of the marking of one answer, and what became of it."""
    sheet = attempts.sheet_at(me(), attempt_id, position)
    module = shelf.edition(sheet.edition).module(sheet.module)
    if module is None or sheet.response is None:
        raise Missing
    asked = rules.asked_at(module, sheet.questions, position)
    said = queries.appeal_at(me(), attempt_id, position)
    form = AppealForm()
    if said is None:
        check_can_appeal(sheet.response, queries.is_right(attempt_id, position))
        if form.validate_on_submit():
            actions.appeal(sheet, position, asked.question.id, form.words.data or "", clock.now())
            db.session.commit()
            return redirect(request.path, 303)
    elif request.method == "POST":
        return redirect(request.path, 303)
    return render_template(
        "quizzes/appeal.html",
        sheet=sheet,
        asked=asked,
        appeal=said,
        form=form,
        says=wording.in_words(asked.question, sheet.response, language()),
    )


def news(course: str, module: str) -> list[dict[str, Any]]:
    """What became of the asker's opinions at this quiz, for its first page."""
    return [
        {**row._mapping, "asked": _question(row, module).ask.in_(language())}
        for row in queries.news(me(), course, module)
    ]


@pages.get("/quizzes/appeals/")
@needs(*AUTHORS)
def appeals() -> ResponseReturnValue:
    """What waits for an author, without names."""
    asked = request.args.get("page", "1")
    page = min(max(int(asked), 1), 1000) if asked.isdecimal() and len(asked) < 5 else 1
    rows, more = queries.open_appeals(me(), page)
    told = []
    for row in rows:
        question = _question(row, row.module)
        told.append((row, question, wording.in_words(question, row.response, language())))
    return render_template("quizzes/staff_appeals.html", appeals=told, page=page, more=more)


@pages.route("/quizzes/appeals/<int:appeal_id>", methods=["GET", "POST"])
@needs(*AUTHORS)
def appeal_to_settle(appeal_id: int) -> ResponseReturnValue:
    """One opinion: correct the question, or reply."""
    row = queries.appeal_in_scope(me(), appeal_id)
    form = ReplyForm()
    if form.validate_on_submit():
        actions.decline(me(), appeal_id, form.reply.data, clock.now())
        db.session.commit()
        flash(_("The reply was sent."), "good")
        return redirect(url_for(".appeals"), 303)
    question = _question(row, row.module)
    return render_template(
        "quizzes/staff_appeal.html",
        row=row,
        question=question,
        form=form,
        says=wording.in_words(question, row.response, language()),
        right=wording.in_words(question, key.right_response(question), language()),
        response=marking.as_kept(row.response),
        may_correct=corrections.may_correct(me()),
    )


def _question(row: Any, module: str) -> Question:
    its_module = shelf.edition(row.edition).module(module)
    question = its_module.question(row.question_id) if its_module else None
    if question is None:
        raise Missing
    return question
