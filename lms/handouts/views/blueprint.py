"""Where the pages hang, and how a paper gets its language."""

from typing import Any

from flask import Blueprint, current_app, request, url_for
from flask_babel import lazy_gettext as _l

from lms.catalogue.content import Course, Lesson, Module
from lms.core.access import Asker, Role, me
from lms.core.errors import Missing
from lms.learning.editions import course_for, courses_for
from lms.ui.languages import LANGUAGE_NAMES, LANGUAGES, language

pages = Blueprint("handouts", __name__, template_folder="../templates")
STAFF = (Role.TRAINER, Role.CADRE, Role.AUTHOR, Role.ADMIN)
SECTIONS = [("handouts.index", _l("Handouts"), STAFF)]


@pages.context_processor
def words() -> dict[str, Any]:
    return {"language_names": LANGUAGE_NAMES}


def tongue() -> str:
    """The language of the papers: the one chosen on the page (`?in=fr`), else the reader's."""
    chosen = request.args.get("in", "")
    return chosen if chosen in LANGUAGES else language()


def chosen() -> dict[str, str]:
    """What addresses carry on: nothing while the papers are in the reader's language."""
    return {} if tongue() == language() else {"in": tongue()}


def chosen_modules(course: str, module: str) -> tuple[Course, list[Module]]:
    """The course and the modules named, several of them joined by "+".

    Raises:
        Missing: when one of them is not in the course.
    """
    edition = course_for(me(), course)
    found = [edition.module(slug) for slug in dict.fromkeys(module.split("+"))]
    known = [each for each in found if each]
    if len(known) < len(found):
        raise Missing
    return edition, known


def chosen_lesson(course: str, module: str, lesson: str) -> tuple[Course, Module, Lesson]:
    """As `found_lesson`, for who is asking."""
    return found_lesson(me(), course, module, lesson)


def found_lesson(asker: Asker | None, course: str, module: str, lesson: str) -> tuple[Course, Module, Lesson]:
    """
    Raises:
        Missing: when there is no such lesson, or it is for other people.
    """
    edition = course_for(asker, course)
    within = edition.module(module)
    found = within.lesson(lesson) if within else None
    if within is None or found is None:
        raise Missing
    return edition, within, found


def public_address(course: Course, module: Module, lesson: Lesson) -> str:
    """Where a phone that scans the poster finds the lesson: on a page for everybody, or, where the course is
    only for the people of one unit, behind their sign-in."""
    base = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    is_open = any(each.slug == course.slug for each in courses_for(None))
    where: dict[str, Any] = {"course": course.slug, "module": module.slug, "lesson": lesson.slug}
    path = url_for("handouts.about" if is_open else "learning.lesson", **where)
    return f"{base}{path}"
