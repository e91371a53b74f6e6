"""A module's questions: the list of them, and a form for each kind."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.utils import redirect

from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.core.errors import Missing
from lms.studio import actions
from lms.studio.rules.shapes import KINDS, question_parts
from lms.studio.sheets import NoForm, QuestionSheet
from lms.studio.views import words
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.draft import look_at
from lms.studio.views.editing import filling, take
from lms.studio.views.looking import Look

KIND_WORDS = {
    "single": _l("One right choice"),
    "multiple": _l("Several right choices"),
    "truefalse": _l("True or false"),
    "ordering": _l("Putting in order"),
    "matching": _l("Matching"),
    "number": _l("A number"),
    "text": _l("A short text"),
    "hotspot": _l("Spots on a picture"),
    "scenario": _l("A story with choices"),
}


@pages.get("/studio/<int:draft_id>/modules/<module>/questions")
@needs(*WRITERS)
def questions(draft_id: int, module: str) -> ResponseReturnValue:
    look = look_at(draft_id)
    look.has_module(module)
    return render_template(
        "studio/questions.html",
        look=look,
        draft=look.draft,
        module=module,
        questions=look.questions(module),
        kinds=[(kind, KIND_WORDS[kind]) for kind in KINDS],
        kind_words=KIND_WORDS,
        problems=[
            {"words": words.said(each.message), "where": words.place_of(draft_id, each, look.files)}
            for each in look.problems_in(f"{module}/questions.yaml")
        ],
    )


@pages.route("/studio/<int:draft_id>/modules/<module>/questions/new/<kind>", methods=["GET", "POST"])
@needs(*WRITERS)
def new_question(draft_id: int, module: str, kind: str) -> ResponseReturnValue:
    look = look_at(draft_id)
    look.has_module(module)
    if kind not in KINDS:
        raise Missing
    return _form(
        look,
        module,
        _sheet(look, module, "", kind),
        url_for(".new_question", draft_id=draft_id, module=module, kind=kind),
    )


@pages.route("/studio/<int:draft_id>/modules/<module>/questions/<question_id>", methods=["GET", "POST"])
@needs(*WRITERS)
def question(draft_id: int, module: str, question_id: str) -> ResponseReturnValue:
    look = look_at(draft_id)
    look.has_module(module)
    sheet = _sheet(look, module, question_id, _kind_of(look, module, question_id))
    return _form(
        look, module, sheet, url_for(".question", draft_id=draft_id, module=module, question_id=question_id)
    )


@pages.route(
    "/studio/<int:draft_id>/modules/<module>/questions/<question_id>/remove", methods=["GET", "POST"]
)
@needs(*WRITERS)
def remove_question(draft_id: int, module: str, question_id: str) -> ResponseReturnValue:
    look = look_at(draft_id, hold=request.method == "POST")
    look.has_module(module)
    sheet = _sheet(look, module, question_id, _kind_of(look, module, question_id))
    if request.method == "POST":
        text = look.files[sheet.path].decode()
        actions.put(look.draft, {sheet.path: sheet.without(text).encode()}, me().person_id, clock.now())
        db.session.commit()
        flash(_("Taken out. The history keeps everything that was in it."), "good")
        return redirect(url_for(".questions", draft_id=draft_id, module=module), 303)
    found = next(each for each in look.questions(module) if each.get("id") == question_id)
    return render_template("studio/remove_question.html", draft=look.draft, module=module, question=found)


def _kind_of(look: Look, module: str, question_id: str) -> str:
    for each in look.questions(module):
        if each.get("id") == question_id and each.get("type") in KINDS:
            return str(each["type"])
    raise Missing


def _sheet(look: Look, module: str, question_id: str, kind: str) -> QuestionSheet:
    lessons = tuple((each, look.lesson_title(module, each)) for each in look.lessons(module))
    pictures = tuple((each, each) for each in look.pictures(module))
    parts = question_parts(kind, lessons, pictures)
    return QuestionSheet(f"{module}/questions.yaml", look.languages, parts, question=question_id, kind=kind)


def _form(look: Look, module: str, sheet: QuestionSheet, here: str) -> ResponseReturnValue:
    def preview(state: dict[str, Any]) -> str:
        return render_template(
            "studio/_question.html", kind=sheet.kind, state=state, draft_id=look.id, module=module
        )

    if request.method == "POST":
        return take(look.draft, sheet, here, url_for(".questions", draft_id=look.id, module=module), preview)
    try:
        filled = filling(look.draft, sheet)
    except NoForm:
        return redirect(url_for(".file", draft_id=look.id, path=sheet.path), 303)
    return render_template(
        "studio/question.html",
        look=look,
        draft=look.draft,
        module=module,
        sheet=sheet,
        filling=filled,
        kind_word=KIND_WORDS[sheet.kind],
    )
