"""A course's own page, a module's, and the facts."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.core.access import needs
from lms.core.errors import Missing
from lms.studio.rules.shapes import COURSE, FACTS, module_parts
from lms.studio.sheets import FactsSheet, FieldsSheet, NoForm, Sheet
from lms.studio.views import words
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.draft import look_at
from lms.studio.views.editing import filling, take
from lms.studio.views.looking import Look


@pages.route("/studio/<int:draft_id>/course", methods=["GET", "POST"])
@needs(*WRITERS)
def course_settings(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id)
    if look.is_lesson:
        raise Missing
    sheet = FieldsSheet("course.yaml", look.languages, COURSE)
    return _page(look, sheet, _("Course"), url_for(".course_settings", draft_id=draft_id))


@pages.route("/studio/<int:draft_id>/facts", methods=["GET", "POST"])
@needs(*WRITERS)
def facts(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id)
    sheet = FactsSheet("facts.yaml", look.languages, FACTS)
    return _page(look, sheet, _("Facts"), url_for(".facts", draft_id=draft_id))


@pages.route("/studio/<int:draft_id>/modules/<module>", methods=["GET", "POST"])
@needs(*WRITERS)
def module_settings(draft_id: int, module: str) -> ResponseReturnValue:
    look = look_at(draft_id)
    look.has_module(module)
    if look.is_lesson:
        raise Missing
    lessons = tuple((each, look.lesson_title(module, each)) for each in look.lessons(module))
    others = tuple((each, look.module_title(each)) for each in look.modules if each != module)
    sheet = FieldsSheet(f"{module}/module.yaml", look.languages, module_parts(lessons, others))
    title = look.module_title(module)
    return _page(look, sheet, title, url_for(".module_settings", draft_id=draft_id, module=module))


def _page(look: Look, sheet: Sheet, title: str, here: str) -> ResponseReturnValue:
    if request.method == "POST":
        return take(look.draft, sheet, here)
    try:
        filled = filling(look.draft, sheet)
    except NoForm:
        return redirect(url_for(".file", draft_id=look.id, path=sheet.path), 303)
    return render_template(
        "studio/settings.html",
        look=look,
        draft=look.draft,
        sheet=sheet,
        filling=filled,
        title=title,
        problems=[
            {"words": words.said(each.message), "field": words.field_said(each.field), "line": each.line}
            for each in look.problems_in(sheet.path)
        ],
    )
