"""Typing what stands on the papers: one letter a cell, kept row by row."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classroom.actions.papers import keep_sheets
from lms.classroom.forms import read_sheets
from lms.classroom.models import PaperQuiz
from lms.classroom.queries import papers as find
from lms.classroom.queries.heap import Heap, Row, heap_of
from lms.classroom.views.blueprint import STAFF, in_edition, pages
from lms.core import audit, clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Missing

AT_ONCE = 60  # rows on one page


@pages.get("/classes/quizzes/paper/<int:paper_id>/answers")
@needs(*STAFF)
def answers(paper_id: int) -> ResponseReturnValue:
    made, cohort = find.paper_run_by(me(), paper_id)
    _course, module = in_edition(made)
    heap, page = heap_of(made, module), _page()
    audit.trace(me().person_id, Deed.SAW, "attempts", made.id, clock.now(), papers=len(heap.rows))
    here = heap.rows[(page - 1) * AT_ONCE : page * AT_ONCE]
    return render_template(
        "classroom/answers.html",
        made=made,
        cohort=cohort,
        module=module,
        rows=here,
        heap=heap,
        words={row.id: words_of(row) for row in here if row.problems},
        page=page,
        pages=-(-len(heap.rows) // AT_ONCE),
    )


@pages.post("/classes/quizzes/paper/<int:paper_id>/answers")
@needs(*STAFF)
def save_answers(paper_id: int) -> ResponseReturnValue:
    """Keep every row of the page, also what cannot be read; then on to marking, or back to what is unclear."""
    made, _cohort = find.paper_run_by(me(), paper_id)
    _course, module = in_edition(made)
    page = _page()
    heap = heap_of(made, module)
    too_late = _keep(made, heap)
    db.session.commit()
    for row in too_late:
        flash(_("The paper of %(name)s was marked meanwhile and stays as it was.", name=row.name), "stop")
    shown = {row.id for row in heap.rows[(page - 1) * AT_ONCE : page * AT_ONCE]}
    if any(row.id in shown for row in heap_of(made, module).unclear):
        return redirect(url_for(".answers", paper_id=paper_id, page=page if page > 1 else None), code=303)
    if page * AT_ONCE < len(heap.rows):
        return redirect(url_for(".answers", paper_id=paper_id, page=page + 1), code=303)
    return redirect(url_for(".mark", paper_id=paper_id), code=303)


@pages.post("/classes/quizzes/paper/<int:paper_id>/answers/<int:person_id>")
@needs(*STAFF)
def save_row(paper_id: int, person_id: int) -> ResponseReturnValue:
    """One row, sent by the page as soon as it is typed."""
    made, _cohort = find.paper_run_by(me(), paper_id)
    _course, module = in_edition(made)
    heap = heap_of(made, module)
    if person_id not in {row.id for row in heap.rows}:
        raise Missing
    _keep(made, Heap([row for row in heap.rows if row.id == person_id], heap.variants))
    db.session.commit()
    return {"saved": True}


def _keep(made: PaperQuiz, heap: Heap) -> list[Row]:
    """Keep what was typed where it is something new; answers the rows that are marked, where nothing is kept."""
    before = {row.id: (row.variant, list(row.cells)) for row in heap.rows}
    typed = read_sheets(request.form, before.keys(), len(made.drawn[0]), len(made.drawn))
    new = {person_id: sheet for person_id, sheet in typed.items() if sheet != before[person_id]}
    keep_sheets(made.id, new, me().person_id, clock.now())
    return [row for row in heap.marked if row.id in new]


def _page() -> int:
    text = request.args.get("page", "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def words_of(row: Row) -> list[str]:
    """What cannot be read in this row, in words."""
    return [
        _("%(name)s, question %(position)s: “%(cell)s” is no answer. Write %(letters)s or ?.",
          name=row.name, position=each.position, cell=each.cell, letters=", ".join(each.letters))
        if each.position
        else _("%(name)s: write the version of the sheet, 1 or 2.", name=row.name)
        for each in row.problems
    ]  # fmt: skip
