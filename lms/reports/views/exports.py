"""The same figures as a sheet: CSV, XLSX, PDF. Each one taken along is noted."""

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue.content import Course
from lms.core import clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.sheets import write_csv, write_xlsx
from lms.places.models import UnitKind
from lms.printing.handing import as_pdf
from lms.reports import pictures, queries, tables
from lms.reports.queries import STAFF, Head
from lms.reports.views.blueprint import chosen_course, columns, note, pages, slugs
from lms.reports.views.people import chosen_show, named_unit
from lms.reports.views.rates import described
from lms.ui.languages import language

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/reports/<code>.<any(csv, xlsx, pdf):kind>")
@needs(*STAFF)
def export(code: str, kind: str) -> ResponseReturnValue:
    """A unit's rates; of a village, its people."""
    course, now = chosen_course(), clock.now()
    head = queries.unit_in_scope(me(), code, course.slug, clock.today())
    if head.kind is UnitKind.VILLAGE:
        return _people(head, course, kind)
    rows = queries.children_of(head.id, course.slug, slugs(course))
    figures = pictures.figures_of(head, rows)
    table = tables.rates_table(head, figures, course, me().name, now)
    page = None
    if kind == "pdf":
        words = described(head, rows, course)
        page = render_template(
            "reports/print_rates.html",
            **words,
            table=table,
            language_now=language(),
            wide=len(course.modules) > 3,
        )
    note(Deed.EXPORTED, "report", head.code, rows=len(table.rows), form=kind)
    return _file(head, table, kind, page)


@pages.get("/reports/<code>/people.<any(csv, xlsx, pdf):kind>")
@needs(*STAFF)
def export_people(code: str, kind: str) -> ResponseReturnValue:
    """The people of a commune or village, or only those of whom something is missing."""
    course = chosen_course()
    return _people(named_unit(code, course), course, kind)


def _people(head: Head, course: Course, kind: str) -> ResponseReturnValue:
    show = chosen_show()
    learners = queries.people_in(head.path, course.slug, show)
    table = tables.people_table(head, learners, course, show, me().name, clock.now())
    page = None
    if kind == "pdf":
        page = render_template(
            "reports/print_people.html",
            unit=head,
            people=learners,
            table=table,
            columns=columns(course),
            modules=slugs(course),
            language_now=language(),
            wide=True,
        )
    note(Deed.EXPORTED, "report", head.code, people=len(learners), form=kind, show=show)
    return _file(head, table, kind, page)


def _file(head: Head, table: tables.Table, kind: str, page: str | None) -> ResponseReturnValue:
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
