"""Adding modules and lessons to a draft, and taking them out."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.core.errors import Missing
from lms.studio import actions
from lms.studio.forms import NameForm
from lms.studio.rules import template
from lms.studio.rules.names import slug_for
from lms.studio.rules.orders import nudge
from lms.studio.rules.refusals import BrokenFile
from lms.studio.sheets import FieldsSheet, NoForm
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.draft import look_at
from lms.studio.views.looking import Look


@pages.route("/studio/<int:draft_id>/new-module", methods=["GET", "POST"])
@needs(*WRITERS)
def new_module(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id, hold=request.method == "POST")
    if look.is_lesson:
        raise Missing
    form = NameForm()
    if form.validate_on_submit():
        title = form.title.data or ""
        slug = slug_for(title, set(look.modules))
        files = template.module_files(slug, title, template.FIRST_LESSON, look.languages)
        files["course.yaml"] = _with_one_more(look, "course.yaml", "modules", slug)
        actions.put(look.draft, files, me().person_id, clock.now())
        db.session.commit()
        return redirect(url_for(".module_settings", draft_id=draft_id, module=slug), 303)
    return render_template("studio/add.html", form=form, draft=look.draft, what="module")


@pages.route("/studio/<int:draft_id>/modules/<module>/new-lesson", methods=["GET", "POST"])
@needs(*WRITERS)
def new_lesson(draft_id: int, module: str) -> ResponseReturnValue:
    look = look_at(draft_id, hold=request.method == "POST")
    look.has_module(module)
    if look.is_lesson:
        raise Missing
    form = NameForm()
    if form.validate_on_submit():
        title = form.title.data or ""
        slug = slug_for(title, set(look.lessons(module)))
        files = template.lesson_files(module, slug, title, look.languages)
        path = f"{module}/module.yaml"
        files[path] = _with_one_more(look, path, "lessons", slug)
        actions.put(look.draft, files, me().person_id, clock.now())
        db.session.commit()
        return redirect(url_for(".lesson", draft_id=draft_id, module=module, lesson=slug, language="vi"), 303)
    return render_template("studio/add.html", form=form, draft=look.draft, what="lesson")


@pages.post("/studio/<int:draft_id>/modules/<module>/move")
@needs(*WRITERS)
def move_module(draft_id: int, module: str) -> ResponseReturnValue:
    look = look_at(draft_id, hold=True)
    look.has_module(module)
    return _move(look, "course.yaml", "modules", look.modules, module, module)


@pages.post("/studio/<int:draft_id>/modules/<module>/lessons/<lesson>/move")
@needs(*WRITERS)
def move_lesson(draft_id: int, module: str, lesson: str) -> ResponseReturnValue:
    look = look_at(draft_id, hold=True)
    look.has_lesson(module, lesson)
    names = look.lessons(module)
    return _move(look, f"{module}/module.yaml", "lessons", names, lesson, f"{module}/{lesson}")


def _move(look: Look, path: str, field: str, names: list[str], name: str, here: str) -> ResponseReturnValue:
    """Put a name one place further up or down in its list."""
    if look.is_lesson:
        raise Missing
    way = request.form.get("do", "")
    nudge(names, names.index(name), way)
    text = look.files.get(path, b"").decode()
    files = {path: _written(path, text, {**look.yaml(path), field: names})}
    actions.put(look.draft, files, me().person_id, clock.now())
    db.session.commit()
    return redirect(url_for(".draft", draft_id=look.id, at=here, did=way), 303)


def _with_one_more(look: Look, path: str, field: str, slug: str) -> bytes:
    """The file with this name at the end of its list."""
    text = look.files.get(path, b"").decode()
    value = look.yaml(path)
    named = value.get(field)
    value = {**value, field: [*(named if isinstance(named, list) else []), slug]}
    return _written(path, text, value)


def _written(path: str, before: str, value: dict[str, Any]) -> bytes:
    try:
        return FieldsSheet(path, ()).text(before, value).encode()
    except NoForm as fault:
        raise BrokenFile from fault


@pages.route("/studio/<int:draft_id>/modules/<module>/remove", methods=["GET", "POST"])
@needs(*WRITERS)
def remove_module(draft_id: int, module: str) -> ResponseReturnValue:
    look = look_at(draft_id, hold=request.method == "POST")
    look.has_module(module)
    return _remove(look, module, "")


@pages.route("/studio/<int:draft_id>/modules/<module>/lessons/<lesson>/remove", methods=["GET", "POST"])
@needs(*WRITERS)
def remove_lesson(draft_id: int, module: str, lesson: str) -> ResponseReturnValue:
    look = look_at(draft_id, hold=request.method == "POST")
    look.has_lesson(module, lesson)
    return _remove(look, module, lesson)


def _remove(look: Look, module: str, lesson: str) -> ResponseReturnValue:
    """Take a module or a lesson out, with all its files; the history can bring each of them back."""
    if look.is_lesson:
        raise Missing
    start = f"{module}/{lesson}." if lesson else f"{module}/"
    if request.method == "POST":
        gone: dict[str, bytes | None] = {path: None for path in look.files if path.startswith(start)}
        path, field = (f"{module}/module.yaml", "lessons") if lesson else ("course.yaml", "modules")
        gone[path] = _without_one(look, path, field, lesson or module)
        actions.put(look.draft, gone, me().person_id, clock.now())
        db.session.commit()
        flash(_("Taken out. The history keeps everything that was in it."), "good")
        return redirect(url_for(".draft", draft_id=look.id), 303)
    return render_template("studio/remove.html", draft=look.draft, look=look, module=module, lesson=lesson)


def _without_one(look: Look, path: str, field: str, slug: str) -> bytes:
    value = look.yaml(path)
    named = value.get(field)
    value = {**value, field: [each for each in named if each != slug] if isinstance(named, list) else []}
    return _written(path, look.files.get(path, b"").decode(), value)
