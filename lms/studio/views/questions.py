"""A module's questions: the list of them, and a form for each kind."""

from collections.abc import Iterable
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
from lms.learning.editions import course_for, courses_in_charge
from lms.studio import actions, queries
from lms.studio.drawing import sayer
from lms.studio.rules.parts import GONE, State
from lms.studio.rules.shapes import KINDS, question_parts
from lms.studio.sheets import QuestionSheet
from lms.studio.views import words
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.draft import look_at
from lms.studio.views.editing import form_page, former_entries, taken_out
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
        is_published=any(
            each.slug == look.draft.course and each.module(module) for each in courses_in_charge(me())
        ),
        kind_words=KIND_WORDS,
        problems=words.faults(look, look.problems_in(f"{module}/questions.yaml")),
    )


@pages.get("/studio/courses/<course>/modules/<module>/questions")
@needs(*WRITERS)
def questions_of(course: str, module: str) -> ResponseReturnValue:
    """From a published module to where its questions are written: a draft, or the beginning of one."""
    course_for(me(), course)
    draft_id = queries.draft_being_written(me(), course)
    if draft_id is None or module not in look_at(draft_id).modules:
        return redirect(url_for(".begin", course=course), 303)
    return redirect(url_for(".questions", draft_id=draft_id, module=module), 303)


@pages.route("/studio/<int:draft_id>/modules/<module>/questions/new/<kind>", methods=["GET", "POST"])
@needs(*WRITERS)
def new_question(draft_id: int, module: str, kind: str) -> ResponseReturnValue:
    look = look_at(draft_id)
    if kind not in KINDS:
        raise Missing
    sheet = _sheet(look, module, "", kind)
    if module not in look.modules:
        return taken_out(look, sheet)
    return _form(
        look,
        module,
        sheet,
        url_for(".new_question", draft_id=draft_id, module=module, kind=kind),
    )


@pages.route("/studio/<int:draft_id>/modules/<module>/questions/<question_id>", methods=["GET", "POST"])
@needs(*WRITERS)
def question(draft_id: int, module: str, question_id: str) -> ResponseReturnValue:
    look = look_at(draft_id)
    try:
        kind = _kind_of(look.questions(module) if module in look.modules else (), question_id)
    except Missing:
        kind = _kind_of(former_entries(look, f"{module}/questions.yaml"), question_id)
        return taken_out(look, _sheet(look, module, question_id, kind))
    sheet = _sheet(look, module, question_id, kind)
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
    sheet = _sheet(look, module, question_id, _kind_of(look.questions(module), question_id))
    if request.method == "POST":
        text = look.files[sheet.path].decode()
        actions.put(look.draft, {sheet.path: sheet.without(text).encode()}, me().person_id, clock.now())
        db.session.commit()
        flash(_("Taken out. The history keeps everything that was in it."), "good")
        return redirect(url_for(".questions", draft_id=draft_id, module=module), 303)
    found = next(each for each in look.questions(module) if each.get("id") == question_id)
    return render_template(
        "studio/remove_question.html", look=look, draft=look.draft, module=module, question=found
    )


@pages.post("/studio/<int:draft_id>/modules/<module>/questions/<question_id>/move")
@needs(*WRITERS)
def move_question(draft_id: int, module: str, question_id: str) -> ResponseReturnValue:
    look = look_at(draft_id, hold=True)
    look.has_module(module)
    sheet = _sheet(look, module, question_id, _kind_of(look.questions(module), question_id))
    way = request.form.get("do", "")
    text = sheet.moved(look.files[sheet.path].decode(), way)
    actions.put(look.draft, {sheet.path: text.encode()}, me().person_id, clock.now())
    db.session.commit()
    return redirect(url_for(".questions", draft_id=draft_id, module=module, at=question_id, did=way), 303)


def _kind_of(questions: Iterable[dict[str, Any]], question_id: str) -> str:
    for each in questions:
        if each.get("id") == question_id and each.get("type") in KINDS:
            return str(each["type"])
    raise Missing


def _sheet(look: Look, module: str, question_id: str, kind: str) -> QuestionSheet:
    lessons = tuple((each, look.lesson_title(module, each)) for each in look.lessons(module))
    pictures = tuple((each, each) for each in look.pictures(module))
    parts = question_parts(kind, lessons, pictures)
    return QuestionSheet(f"{module}/questions.yaml", look.languages, parts, question=question_id, kind=kind)


def _form(look: Look, module: str, sheet: QuestionSheet, here: str) -> ResponseReturnValue:
    def shown(state: State) -> dict[str, Any]:
        return {
            "module": module,
            "kind": sheet.kind,
            "kind_word": KIND_WORDS[sheet.kind],
            "draft_id": look.id,
            "state": state,
            "languages": look.languages,
            "say": sayer(look.yaml("facts.yaml")),
            "rows": _kept,
            "picture_urls": {
                name: url_for(".picture", draft_id=look.id, module=module, name=name)
                for name in look.pictures(module)
            },
        }

    after = url_for(".questions", draft_id=look.id, module=module)
    return form_page(
        "studio/question.html", look, sheet, here, shown, after=after, preview="studio/_question.html"
    )


def _kept(rows: Any) -> list[State]:
    """Without those that were left out."""
    return [each for each in rows or [] if not each.get(GONE)]
