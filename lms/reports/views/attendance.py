"""Attendance across classes and courses: a unit, its parts, down to the class; the same as a sheet."""

from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.catalogue.content import Course
from lms.core import clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.learning.editions import course_for, courses_in_charge
from lms.places.models import UnitKind
from lms.reports import attendance_tables as tables
from lms.reports import pictures, queries
from lms.reports.queries import STAFF, Head
from lms.reports.queries import attendance as find
from lms.reports.rules import Turnout
from lms.reports.views.blueprint import note, pages
from lms.reports.views.crumbs import crumbs
from lms.reports.views.exports import handed_over
from lms.reports.views.people import page_number
from lms.ui.languages import language

SMALL = (UnitKind.COMMUNE, UnitKind.VILLAGE)


@pages.get("/reports/<code>/attendance")
@needs(*STAFF)
def attendance(code: str) -> ResponseReturnValue:
    course, page = _course(), page_number()
    head = queries.unit_in_scope(me(), code, course.slug if course else "", clock.today())
    classes, more = _classes(head, course, page)
    return render_template(
        "reports/attendance.html", classes=classes, more=more, page=page, **_figures(head, course)
    )


@pages.get("/reports/<code>/attendance.<any(csv, xlsx, pdf):kind>")
@needs(*STAFF)
def export_attendance(code: str, kind: str) -> Response | ResponseReturnValue:
    """Class by class in a commune or village; unit by unit above."""
    course, now = _course(), clock.now()
    head = queries.unit_in_scope(me(), code, course.slug if course else "", clock.today())
    shown = _figures(head, course)
    classes = find.classes_turnout(head.path, shown["asked"], limit=None)[0] if head.kind in SMALL else []
    table = tables.attendance_table(head, shown, classes, me().name, now)
    page = None
    if kind == "pdf":
        page = render_template(
            "reports/print_attendance.html", table=table, language_now=language(), wide=True, **shown
        )
    note(Deed.EXPORTED, "report", head.code, rows=len(table.rows), form=kind, attendance=True)
    return handed_over(head, table, kind, page)


def _course() -> Course | None:
    """The course asked for; all of them where none is."""
    asked = request.args.get("course", "")
    return course_for(me(), asked) if asked else None


def _classes(head: Head, course: Course | None, page: int) -> tuple[Any, bool]:
    if head.kind not in SMALL:
        return [], False
    return find.classes_turnout(head.path, course.slug if course else None, (page - 1) * find.PAGE)


def _figures(head: Head, course: Course | None) -> dict[str, Any]:
    asked = course.slug if course else None
    rows = find.turnout_of(head.id, asked)
    nothing = Turnout(head.name, head.code, *([0] * 12))
    return {
        "unit": head,
        "own": next((each for unit, _key, each in rows if unit == head.id), nothing),
        "parts": [each for unit, _key, each in rows if unit != head.id],
        "part_words": pictures.part_words(head.kind),
        "title": _("%(unit)s: attendance", unit=head.name),
        "crumbs": crumbs(head, "reports.attendance"),
        "courses": courses_in_charge(me()),
        "course": course,
        "asked": asked,
        "carried": {"course": asked} if asked else {},
        "as_of": pictures.moment(find.counted_until() or clock.now()),
    }
