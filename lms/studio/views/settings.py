"""A course's own page, a module's, and the facts."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core.access import needs
from lms.core.errors import Missing
from lms.studio.rules.shapes import FACTS, course_parts, module_parts
from lms.studio.sheets import FactsSheet, FieldsSheet, Sheet
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.draft import look_at
from lms.studio.views.editing import form_page, taken_out
from lms.studio.views.looking import Look


@pages.route("/studio/<int:draft_id>/course", methods=["GET", "POST"])
@needs(*WRITERS)
def course_settings(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id)
    if look.is_lesson:
        raise Missing
    modules = tuple((each, look.module_title(each)) for each in look.modules)
    sheet = FieldsSheet("course.yaml", look.languages, course_parts(modules))
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
    if look.is_lesson:
        raise Missing
    lessons = tuple((each, look.lesson_title(module, each)) for each in look.lessons(module))
    others = tuple((each, look.module_title(each)) for each in look.modules if each != module)
    sheet = FieldsSheet(f"{module}/module.yaml", look.languages, module_parts(lessons, others))
    if module not in look.modules:
        return taken_out(look, sheet)
    title = look.module_title(module)
    return _page(look, sheet, title, url_for(".module_settings", draft_id=draft_id, module=module))


def _page(look: Look, sheet: Sheet, title: str, here: str) -> ResponseReturnValue:
    return form_page("studio/settings.html", look, sheet, here, lambda _state: {"title": title})
