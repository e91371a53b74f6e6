"""Correcting a published question: choose, see what it would do, confirm, take back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from lms.catalogue import shelf
from lms.catalogue.questions import Question
from lms.core import clock
from lms.core.access import Role, me, needs
from lms.core.db import db, intend_to_write
from lms.core.errors import Missing
from lms.quizzes import jobs
from lms.quizzes.actions import appeals as settling
from lms.quizzes.actions import corrections as actions
from lms.quizzes.forms.staff import CorrectionForm
from lms.quizzes.models import Correction, CorrectionKind
from lms.quizzes.queries import appeals
from lms.quizzes.queries import corrections as queries
from lms.quizzes.queries.corrections import Rule
from lms.quizzes.rules import corrections as rules
from lms.quizzes.rules import figures, wording
from lms.quizzes.rules.appeals import SameCorrection
from lms.quizzes.views import pages, words
from lms.quizzes.views.look import Look
from lms.ui.languages import language

AUTHORS = (Role.AUTHOR, Role.ADMIN)


@pages.get("/quizzes/statistics/<course>/<module>/<question_id>/correct")
@needs(*AUTHORS)
def correct(course: str, module: str, question_id: str) -> ResponseReturnValue:
    """What shall be done about a faulty question."""
    queries.check_may_correct(me())
    return _ask(*_opened(course, module, question_id))


@pages.post("/quizzes/statistics/<course>/<module>/<question_id>/correct")
@needs(*AUTHORS)
def preview_correction(course: str, module: str, question_id: str) -> ResponseReturnValue:
    """What it would do, in numbers; nothing is changed yet."""
    queries.check_may_correct(me())
    intend_to_write(False)
    look, question, form = _opened(course, module, question_id)
    if not form.validate_on_submit():
        return _ask(look, question, form)
    rule = _rule(look, question, form)
    if queries.same_in_force(rule):
        form.refuse("kind", SameCorrection.reason)
        return _ask(look, question, form)
    return render_template(
        "quizzes/staff_preview.html",
        look=look,
        question=question,
        form=form,
        second_key=form.second_key,
        what=words.CORRECTED[rule.kind],
        says=wording.in_words(question, rules.from_kept(rule.response), language()),
        effect=actions.foresee(rule).counts(),
        at_once=actions.AT_ONCE,
    )


@pages.post("/quizzes/statistics/<course>/<module>/<question_id>/correct/confirm")
@needs(*AUTHORS)
def confirm_correction(course: str, module: str, question_id: str) -> ResponseReturnValue:
    queries.check_may_correct(me())
    look, question, form = _opened(course, module, question_id)
    if not form.validate_on_submit():
        return _ask(look, question, form)
    rule, now = _rule(look, question, form), clock.now()
    asked_for = appeals.appeal_in_scope(me(), int(form.appeal.data)).id if form.appeal.data else None
    same = queries.same_in_force(rule)
    if same is None:
        effect = actions.foresee(rule)
        correction = actions.correct(rule, form.reason.data, me().person_id, now)
        actions.note_correction(correction, me().person_id, effect, now)
        same = correction.id
        _carry_out(correction, asked_for)
    return redirect(url_for(".correction", correction_id=same), 303)


@pages.get("/quizzes/corrections/")
@needs(*AUTHORS)
def corrections() -> ResponseReturnValue:
    """All that was corrected, the newest first."""
    return render_template(
        "quizzes/staff_corrections.html",
        corrections=[(each, name, _question(each)) for each, name in queries.corrections_of(me())],
        corrected=words.CORRECTED,
    )


@pages.get("/quizzes/corrections/<int:correction_id>")
@needs(*AUTHORS)
def correction(correction_id: int) -> ResponseReturnValue:
    """What was done, how far it is, and the way back."""
    return _one(queries.correction_for(me(), correction_id), "quizzes/staff_correction.html")


@pages.post("/quizzes/corrections/<int:correction_id>/go-on")
@needs(*AUTHORS)
def go_on_correcting(correction_id: int) -> ResponseReturnValue:
    """Wake the worker again, should it have been stopped halfway."""
    found = queries.correction_for(me(), correction_id)
    settled = found.settled_at is not None
    db.session.rollback()  # the worker shall not wait for us
    if not settled:
        jobs.mark_anew.later(correction_id, me().person_id)
    return redirect(url_for(".correction", correction_id=correction_id), 303)


@pages.get("/quizzes/corrections/<int:correction_id>/withdraw")
@needs(*AUTHORS)
def confirm_withdrawal(correction_id: int) -> ResponseReturnValue:
    found = queries.correction_for(me(), correction_id)
    if found.withdrawn_at is not None:
        raise Missing
    effect = actions.foresee(actions.rule_of(found), withdrawn=True).counts()
    return _one(found, "quizzes/staff_withdraw.html", effect)


@pages.post("/quizzes/corrections/<int:correction_id>/withdraw")
@needs(*AUTHORS)
def withdraw_correction(correction_id: int) -> ResponseReturnValue:
    found, now = queries.correction_for(me(), correction_id, hold=True), clock.now()
    if found.withdrawn_at is None:
        effect = actions.foresee(actions.rule_of(found), withdrawn=True)
        actions.withdraw(found, me().person_id, now)
        actions.note_correction(found, me().person_id, effect, now)
        _carry_out(found)
    return redirect(url_for(".correction", correction_id=correction_id), 303)


def _carry_out(found: Correction, asked_for: int | None = None) -> None:
    """Mark anew what it touches: in this transaction, or by a worker where that is much."""
    now, id_ = clock.now(), found.id
    if found.attempts > actions.AT_ONCE:
        db.session.commit()
        queries.forget()
        jobs.mark_anew.later(id_, me().person_id, asked_for)
        flash(_("The answers are being marked anew."), "good")
        return
    actions.regrade(found, now)
    if found.withdrawn_at is None:
        settling.agree(found, me().person_id, asked_for, now)
    db.session.commit()
    queries.forget()
    actions.catch_up(found, now)
    db.session.commit()
    flash(_("The answers were marked anew."), "good")


def _opened(course: str, module: str, question_id: str) -> tuple[Look, Question, CorrectionForm]:
    """The form about a question in the edition that it names, filled from the address or as posted."""
    look = Look(course, module, request.form.get("edition"))
    row = look.row(question_id)
    given = request.form if request.method == "POST" else request.args
    form = CorrectionForm(MultiDict(given) if "kind" in given or request.method == "POST" else None)
    form.edition.data = look.course.edition
    form.reach.data = form.reach.data or "all"
    form.appeal.data = given.get("appeal", "")
    form.offer(row.question, _answers(row.question, row.figures, given.get("response", "")))
    if form.appeal.data and not form.appeal.data.isdecimal():
        raise Missing
    return look, row.question, form


def _answers(question: Question, known: figures.Figures, given: str) -> list[tuple[str, str]]:
    """The answers that may be right as well, as kept and in words."""
    offered = figures.wrong_answers(question, known)
    if given and (response := rules.read_kept(question, given)) and response not in offered:
        offered.append(response)
    return [
        (rules.as_kept(response), " · ".join(wording.in_words(question, response, language())))
        for response in offered
    ]


def _rule(look: Look, question: Question, form: CorrectionForm) -> Rule:
    return Rule(
        0,
        look.course.slug,
        look.module.slug,
        question.id,
        look.course.edition,
        form.reach.data != "one",
        CorrectionKind(form.kind.data),
        form.second_key,
    )


def _ask(look: Look, question: Question, form: CorrectionForm) -> str:
    return render_template("quizzes/staff_correct.html", look=look, question=question, form=form)


def _question(found: Correction) -> Question:
    module = shelf.edition(found.edition).module(found.module)
    question = module.question(found.question_id) if module else None
    if question is None:
        raise Missing
    return question


def _one(found: Correction, template: str, effect: dict[str, int] | None = None) -> str:
    question = _question(found)
    return render_template(
        template,
        correction=found,
        question=question,
        what=words.CORRECTED[found.kind],
        says=wording.in_words(question, rules.from_kept(found.response), language()),
        effect=effect,
    )
