"""The classes of a unit, and one class person by person."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.catalogue import shelf
from lms.core import clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.reports import pictures, queries
from lms.reports.queries import STAFF
from lms.reports.rules import Measure
from lms.reports.views.blueprint import (
    chosen_course,
    course_in_links,
    note,
    pages,
    person_links,
)
from lms.reports.views.crumbs import crumbs
from lms.reports.views.people import page_number
from lms.ui.languages import language


@pages.get("/reports/<code>/classes")
@needs(*STAFF)
def classes(code: str) -> ResponseReturnValue:
    """Every class held in the unit or below: who learns there, who finished, who came."""
    course, page = chosen_course(), page_number()
    head = queries.unit_in_scope(me(), code, course.slug, clock.today())
    cohorts, more = queries.cohorts_in(head.path, course.slug, (page - 1) * queries.PAGE)
    return render_template(
        "reports/classes.html",
        unit=head,
        crumbs=crumbs(head),
        cohorts=cohorts,
        page=page,
        more=more,
        all_modules=pictures.all_modules(Measure(course)),
        carried=course_in_links(),
    )


@pages.get("/reports/classes/<int:cohort_id>")
@needs(*STAFF)
def cohort(cohort_id: int) -> ResponseReturnValue:
    """Person by person: attendance and what each completed."""
    found = queries.cohort_in_scope(me(), cohort_id)
    course = shelf.course(found.course)
    members = queries.learners_of(found.id, course.slug)
    # A class may also teach what the course does not require.
    modules = [each for each in course.modules if each in course.required or each.slug in found.modules]
    note(Deed.SAW, "cohort", found.id, people=len(members))
    return render_template(
        "reports/cohort.html",
        cohort=found,
        members=members,
        columns=[(module.short.in_(language()), module.competency) for module in modules],
        modules=[module.slug for module in modules],
        person_links=person_links(),
    )
