"""Where the views of this feature hang, and what they share."""

from typing import Any

from flask import Blueprint, current_app, request
from flask_babel import gettext as _

from lms.catalogue.content import Course
from lms.core import audit, clock
from lms.core.access import me
from lms.core.errors import Missing
from lms.learning.editions import course_for, courses_in_charge
from lms.reports.rules import Measure, whole_per_cent
from lms.ui.languages import language

pages = Blueprint("reports", __name__, template_folder="../templates")
pages.add_app_template_global(whole_per_cent)


def chosen_course() -> Course:
    """The course asked for in the address, else the first on the shelf.

    Raises:
        Missing: no such course, or none published yet.
    """
    asked = request.args.get("course", "")
    if asked:
        return course_for(me(), asked)
    courses = courses_in_charge(me())
    if not courses:
        raise Missing
    return courses[0]


def chosen_measure() -> Measure:
    """What is counted: the course, or the path of it asked for in the address.

    Raises:
        Missing: no such course or path.
    """
    course, asked = chosen_course(), request.args.get("path", "")
    path = course.path(asked) if asked else None
    if asked and path is None:
        raise Missing
    return Measure(course, path)


def course_in_links() -> dict[str, Any]:
    """What links carry on: the course and the path, where they are not the usual ones."""
    return {name: asked for name in ("course", "path") if (asked := request.args.get(name, ""))}


def measures(course: Course) -> list[tuple[str, str]]:
    """What can be counted, the course first: path id and words; empty where there is no choice."""
    if not course.paths:
        return []
    return [("", _("Whole course")), *((path.id, path.title.in_(language())) for path in course.paths)]


def note(deed: audit.Deed, subject: str, subject_id: object, **detail: Any) -> None:
    """Leave a trace that named people were seen or a sheet was taken along."""
    audit.trace(me().person_id, deed, subject, subject_id, clock.now(), **detail)


def person_links() -> bool:
    """Whether there is a page of a person to link to."""
    return "people.person" in current_app.view_functions
