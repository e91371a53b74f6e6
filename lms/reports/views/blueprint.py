"""Where the views of this feature hang, and what they share."""

from typing import Any

from flask import Blueprint, current_app, request

from lms.catalogue import shelf
from lms.catalogue.content import Course
from lms.core import audit, clock
from lms.core.access import me
from lms.core.errors import Missing
from lms.ui.languages import language

pages = Blueprint("reports", __name__, template_folder="../templates")


def chosen_course() -> Course:
    """The course asked for in the address, else the first on the shelf.

    Raises:
        Missing: no such course, or none published yet.
    """
    asked = request.args.get("course", "")
    if asked:
        return shelf.course(asked)
    courses = shelf.courses()
    if not courses:
        raise Missing
    return courses[0]


def course_in_links() -> dict[str, Any]:
    """What links carry on: the course, where it is not the usual one."""
    asked = request.args.get("course", "")
    return {"course": asked} if asked else {}


def slugs(course: Course) -> tuple[str, ...]:
    return tuple(module.slug for module in course.modules)


def columns(course: Course) -> list[tuple[str, int]]:
    """Heading and colour of each module."""
    spoken = language()
    return [(module.short.in_(spoken), module.competency) for module in course.modules]


def note(deed: audit.Deed, subject: str, subject_id: object, **detail: Any) -> None:
    """Leave a trace that named people were seen or a sheet was taken along."""
    audit.trace(me().person_id, deed, subject, subject_id, clock.now(), **detail)


def person_links() -> bool:
    """Whether there is a page of a person to link to."""
    return "people.person" in current_app.view_functions
