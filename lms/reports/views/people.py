"""The people of a village or commune by name; each look at them is noted."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core import clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.errors import Missing
from lms.places.models import UnitKind
from lms.reports import pictures, queries
from lms.reports.queries import STAFF, Head
from lms.reports.rules import Measure
from lms.reports.views.blueprint import (
    chosen_measure,
    course_in_links,
    measures,
    note,
    pages,
    person_links,
)
from lms.reports.views.crumbs import crumbs, reach

AT_ONCE = 200
SHOWS = ("all", "missing", "done", "unplaced")


def chosen_show() -> str:
    """Which of the people: everybody unless the address says otherwise."""
    asked = request.args.get("show", "all")
    if asked not in SHOWS:
        raise Missing
    return asked


def named_unit(code: str, measure: Measure) -> Head:
    """A commune or village in the asker's scope: wider units have no list of names.

    Raises:
        Missing: out of scope, or too wide.
    """
    head = queries.unit_in_scope(me(), code, measure.course.slug, clock.today())
    if head.kind not in {UnitKind.COMMUNE, UnitKind.VILLAGE}:
        raise Missing
    return head


@pages.get("/reports/<code>/people")
@needs(*STAFF)
def people(code: str) -> ResponseReturnValue:
    measure = chosen_measure()
    head = named_unit(code, measure)
    listed = listed_people(head, measure)
    note(Deed.SAW, "report", head.code, people=len(listed["people"]), show=listed["show"])
    return render_template("reports/people.html", **listed)


def village(head: Head, measure: Measure) -> ResponseReturnValue:
    """A village is small: its figures, its classes and its people on one page."""
    course = measure.course
    rows = queries.children_of(head.id, course.slug, measure.counted, measure.whole)
    figures = pictures.figures_of(head, rows)
    cohorts, _more = queries.cohorts_in(head.path, course.slug)
    listed = listed_people(head, measure)
    note(Deed.SAW, "report", head.code, people=len(listed["people"]), show=listed["show"])
    return render_template(
        "reports/village.html",
        title=pictures.titled(_("%(unit)s: completion rates", unit=head.name), measure),
        cards=pictures.cards(head, figures, measure),
        all_modules=pictures.all_modules(measure),
        rates=pictures.columns(measure),
        own=pictures.drawn(figures.own, measure),
        cohorts=cohorts,
        **listed,
    )


def listed_people(head: Head, measure: Measure) -> dict[str, Any]:
    show, page, slug = chosen_show(), page_number(), measure.course.slug
    count = queries.count_people_in(head.path, slug, show, measure.whole)
    return {
        "unit": head,
        "crumbs": crumbs(head),
        "may_set_target": reach(head)[1] and not measure.path,
        "people": queries.people_in(head.path, slug, show, AT_ONCE, (page - 1) * AT_ONCE, measure.whole),
        "count": count,
        "page": page,
        "pages": max(1, -(-count // AT_ONCE)),
        "show": show,
        "shows": _shows(head),
        "columns": pictures.people_columns(measure),
        "modules": measure.slugs,
        "words": pictures.words(measure),
        "course": measure.course,
        "path": measure.path,
        "measures": measures(measure.course),
        "carried": course_in_links(),
        "person_links": person_links(),
        "as_of": pictures.moment(clock.now()),
    }


def _shows(head: Head) -> list[tuple[str, str, str]]:
    """The filters: name, address and words of each."""
    endpoint = ".unit" if head.kind is UnitKind.VILLAGE else ".people"
    return [
        (each, url_for(endpoint, code=head.code, show=each, **course_in_links()), words)
        for each, words in pictures.show_words(head.kind).items()
    ]


def page_number() -> int:
    asked = request.args.get("page", "1")
    if not (asked.isascii() and asked.isdigit() and int(asked[:6]) > 0 and len(asked) < 7):
        raise Missing
    return int(asked)
