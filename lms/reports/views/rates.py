"""Completion rates of a unit. The page is kept as long as its figures stay the same."""

from typing import Any

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core import clock
from lms.core.access import me, needs
from lms.learning.editions import courses_in_charge
from lms.places.models import UnitKind
from lms.reports import pictures, queries
from lms.reports.queries import STAFF, Head
from lms.reports.rules import Measure
from lms.reports.views.blueprint import chosen_measure, course_in_links, measures, pages
from lms.reports.views.crumbs import crumbs, reach
from lms.reports.views.people import village
from lms.ui.languages import language, text_size_now
from lms.ui.mould import Moulds, slot
from lms.ui.pages import csp_nonce

_moulds = Moulds(at_most=200)


@pages.get("/reports/")
@needs(*STAFF)
def index() -> ResponseReturnValue:
    """Straight to the asker's unit; with several, a choice."""
    units = queries.top_units(me())
    if len(units) == 1:
        return redirect(url_for(".unit", code=units[0].code), code=303)
    return render_template("reports/index.html", units=units)


@pages.get("/reports/<code>")
@needs(*STAFF)
def unit(code: str) -> ResponseReturnValue:
    measure = chosen_measure()
    course = measure.course
    head = queries.unit_in_scope(me(), code, course.slug, clock.today())
    if head.kind is UnitKind.VILLAGE:
        return village(head, measure)
    rows = queries.children_of(head.id, course.slug, measure.counted, measure.whole)
    if "_flashes" in session:
        return _page(head, rows, measure, as_of=pictures.moment(clock.now()))
    kept = (
        head,
        rows,
        course.edition,
        measure.whole,
        reach(head),
        frozenset(grant.role for grant in me().grants),
        tuple((each.slug, each.edition) for each in courses_in_charge(me())),
        tuple(course_in_links()),
        language(),
        text_size_now(),
    )
    mould = _moulds.get(kept, lambda: _draw(head, rows, measure))
    return mould.fill(nonce=csp_nonce(), as_of=pictures.moment(clock.now()))


def _draw(head: Head, rows: Any, measure: Measure) -> str:
    """The page with slots for what differs between two readers of the same figures."""
    return _page(
        head,
        rows,
        measure,
        csp_nonce=lambda: slot("nonce"),
        get_flashed_messages=lambda **_how: (),
        as_of=slot("as_of"),
    )


def _page(head: Head, rows: Any, measure: Measure, **more: Any) -> str:
    return render_template("reports/unit.html", **described(head, rows, measure), **more)


def described(head: Head, rows: Any, measure: Measure) -> dict[str, Any]:
    """What the page and its print form say."""
    figures = pictures.figures_of(head, rows)
    by_part, part = pictures.part_words(head.kind)
    return {
        "unit": head,
        "crumbs": crumbs(head),
        "title": pictures.titled(_("%(unit)s: completion rates", unit=head.name), measure),
        "cards": pictures.cards(head, figures, measure),
        "all_modules": pictures.all_modules(measure),
        "words": pictures.words(measure),
        "lines": [pictures.drawn(line, measure) for line in figures.lines],
        "total": pictures.total(figures, measure),
        "by_part": by_part,
        "part": part,
        "columns": pictures.columns(measure),
        "course": measure.course,
        "path": measure.path,
        "measures": measures(measure.course),
        "courses": courses_in_charge(me()),
        "carried": course_in_links(),
        "may_set_target": reach(head)[1] and not measure.path,
        "lists_people": head.kind is UnitKind.COMMUNE,
        "unknown_adults": sum(line.adults is None for line in figures.below),
    }
