"""Marking a heap of papers: asked first, then each becomes an attempt of its person."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.classroom.actions.papers import mark_sheets
from lms.classroom.queries import papers as find
from lms.classroom.queries.heap import heap_of, number_of
from lms.classroom.views.blueprint import STAFF, in_edition, pages
from lms.classroom.views.entry import words_of
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db


@pages.route("/classes/quizzes/paper/<int:paper_id>/mark", methods=["GET", "POST"])
@needs(*STAFF)
def mark(paper_id: int) -> ResponseReturnValue:
    made, cohort = find.paper_run_by(me(), paper_id)
    course, module = in_edition(made)
    heap = heap_of(made, module)
    if request.method == "GET":
        words = [word for row in heap.unclear for word in words_of(row)]
        return render_template("classroom/mark.html", made=made, cohort=cohort, heap=heap, words=words)
    variants = len(made.drawn)
    ready = {row.id: (number_of(row.variant, variants) or 0, list(row.cells)) for row in heap.ready}
    marked, refused = mark_sheets(made, course, module, ready, me().person_id, clock.now())
    db.session.commit()
    if marked:
        flash(ngettext("%(num)d paper is marked.", "%(num)d papers are marked.", marked), "good")
    for row in heap.ready:
        if row.id in refused:
            flash(_("%(name)s: %(reason)s", name=row.name, reason=str(refused[row.id])), "stop")
    return redirect(url_for(".paper", paper_id=paper_id), code=303)
