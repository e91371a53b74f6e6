"""The same figures as a sheet: CSV, XLSX, PDF. Each one taken along is noted."""

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.core import clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.sheets import write_csv, write_xlsx
from lms.places.models import UnitKind
from lms.printing.handing import as_pdf
from lms.reports import pictures, queries, tables
from lms.reports.queries import STAFF, Head
from lms.reports.rules import Measure
from lms.reports.views.blueprint import chosen_measure, note, pages
from lms.reports.views.people import chosen_show, named_unit
from lms.reports.views.rates import described
from lms.ui.languages import language

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/reports/<code>.<any(csv, xlsx, pdf):kind>")
@needs(*STAFF)
def export(code: str, kind: str) -> ResponseReturnValue:
    """A unit's rates; of a village, its people."""
    measure, now = chosen_measure(), clock.now()
    course = measure.course
    head = queries.unit_in_scope(me(), code, course.slug, clock.today())
    if head.kind is UnitKind.VILLAGE:
        return _people(head, measure, kind)
    rows = queries.children_of(head.id, course.slug, measure.counted, measure.whole)
    figures = pictures.figures_of(head, rows)
    table = tables.rates_table(head, figures, measure, me().name, now)
    page = None
    if kind == "pdf":
        words = described(head, rows, measure)
        page = render_template(
            "reports/print_rates.html",
            **words,
            table=table,
            language_now=language(),
            wide=len(measure.counted) > 3,
        )
    note(Deed.EXPORTED, "report", head.code, rows=len(table.rows), form=kind)
    return handed_over(head, table, kind, page)


@pages.get("/reports/<code>/people.<any(csv, xlsx, pdf):kind>")
@needs(*STAFF)
def export_people(code: str, kind: str) -> ResponseReturnValue:
    """The people of a commune or village, or only those of whom something is missing."""
    measure = chosen_measure()
    return _people(named_unit(code, measure), measure, kind)


def _people(head: Head, measure: Measure, kind: str) -> ResponseReturnValue:
    show = chosen_show()
    learners = queries.people_in(head.path, measure.course.slug, show, whole=measure.whole)
    table = tables.people_table(head, learners, measure, show, me().name, clock.now())
    page = None
    if kind == "pdf":
        page = render_template(
            "reports/print_people.html",
            unit=head,
            people=learners,
            table=table,
            columns=pictures.people_columns(measure),
            modules=measure.slugs,
            language_now=language(),
            wide=True,
        )
    note(Deed.EXPORTED, "report", head.code, people=len(learners), form=kind, show=show)
    return handed_over(head, table, kind, page)


def handed_over(head: Head, table: tables.Table, kind: str, page: str | None) -> ResponseReturnValue:
    """The table in the form asked for; `page` is drawn as PDF."""
    if page is not None:
        return as_pdf(table.name, page, url_for(".unit", code=head.code))
    if kind == "csv":
        below = [[], *([each] for each in (table.title, *table.notes))]
        return _attached(write_csv(table.header, [*table.rows, *below]), "text/csv", f"{table.name}.csv")
    notes = [table.title, *table.notes]
    return _attached(write_xlsx(table.title, table.header, table.rows, notes), _XLSX, f"{table.name}.xlsx")


def _attached(content: bytes, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
