"""The same figures as a sheet: CSV, XLSX, PDF. Each one taken along is noted."""

import time

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from lms.catalogue.content import Course
from lms.core import clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.db import db, intend_to_write
from lms.core.sheets import write_csv, write_xlsx
from lms.places.models import UnitKind
from lms.reports import actions, jobs, pictures, queries, tables
from lms.reports.queries import STAFF, Head
from lms.reports.views.blueprint import chosen_course, columns, note, pages, slugs
from lms.reports.views.people import chosen_show, named_unit
from lms.reports.views.rates import described
from lms.ui.languages import language

PATIENCE = 9.0  # seconds a reader waits for a drawing before a kind page answers
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
    return _file(table, kind, page)


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
    return _file(table, kind, page)


def _file(table: tables.Table, kind: str, page: str | None) -> ResponseReturnValue:
    if page is not None:
        return _pdf(table.name, page)
    if kind == "csv":
        below = [[], *([each] for each in (table.title, *table.notes))]
        return _attached(write_csv(table.header, [*table.rows, *below]), "text/csv", f"{table.name}.csv")
    notes = [table.title, *table.notes]
    return _attached(write_xlsx(table.title, table.header, table.rows, notes), _XLSX, f"{table.name}.xlsx")


def _attached(content: bytes, mimetype: str, name: str, how: str = "attachment") -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    return answer


def _pdf(name: str, page: str) -> ResponseReturnValue:
    """Ask a worker for the drawing and wait a little; it is forgotten once it was handed over."""
    db.session.rollback()  # end the reading transaction: one that turns writer halfway may be refused
    intend_to_write(True)
    drawing_id = actions.ask_for_drawing(me().person_id, name, page, clock.now())
    db.session.commit()
    jobs.draw_report.later(drawing_id)
    intend_to_write(False)
    until = time.monotonic() + PATIENCE
    while (answer := _finished(drawing_id, name)) is None and time.monotonic() < until:
        time.sleep(0.05)
    return answer or (render_template("reports/being_drawn.html", drawing_id=drawing_id), 202)


@pages.get("/reports/drawings/<int:drawing_id>")
@needs(*STAFF)
def drawing(drawing_id: int) -> ResponseReturnValue:
    """A drawing that took longer, only for who asked for it."""
    answer = _finished(drawing_id, queries.drawing_name(me(), drawing_id))
    return answer or (render_template("reports/being_drawn.html", drawing_id=drawing_id), 202)


def _finished(drawing_id: int, name: str) -> Response | None:
    pdf = queries.drawn(drawing_id)
    db.session.rollback()  # the next look shall see what the worker wrote meanwhile
    if pdf is None:
        return None
    intend_to_write(True)
    actions.forget_drawing(drawing_id)
    db.session.commit()
    intend_to_write(False)
    return _attached(pdf, "application/pdf", f"{name}.pdf", "inline")
