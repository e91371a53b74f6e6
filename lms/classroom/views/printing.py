"""Handing a page to the worker and waiting a little for its PDF."""

import time

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from lms.classroom import jobs
from lms.classroom.actions import printouts as act
from lms.classroom.queries import printouts as find
from lms.classroom.views.blueprint import STAFF, pages
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db, intend_to_write

PATIENCE = 9.0  # seconds a reader waits before a kind page answers


def as_pdf(name: str, page: str) -> ResponseReturnValue:
    """The page as PDF; it is forgotten once it was handed over."""
    db.session.rollback()  # end the reading transaction: one that turns writer halfway may be refused
    intend_to_write(True)
    printout_id = act.ask_for_printout(me().person_id, name, page, clock.now())
    db.session.commit()
    jobs.draw_printout.later(printout_id)
    intend_to_write(False)
    until = time.monotonic() + PATIENCE
    while (answer := _finished(printout_id, name)) is None and time.monotonic() < until:
        time.sleep(0.05)
    return answer or _wait(printout_id)


@pages.get("/classes/quizzes/printouts/<int:printout_id>")
@needs(*STAFF)
def printout(printout_id: int) -> ResponseReturnValue:
    """One that took longer, only for who asked for it."""
    return _finished(printout_id, find.printout_name(me(), printout_id)) or _wait(printout_id)


def _wait(printout_id: int) -> ResponseReturnValue:
    return render_template("classroom/being_drawn.html", printout_id=printout_id), 202


def _finished(printout_id: int, name: str) -> Response | None:
    pdf = find.drawn(printout_id)
    db.session.rollback()  # the next look shall see what the worker wrote meanwhile
    if pdf is None:
        return None
    intend_to_write(True)
    act.forget_printout(printout_id)
    db.session.commit()
    intend_to_write(False)
    answer = Response(pdf, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
