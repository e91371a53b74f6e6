"""Handing a page to a worker and its PDF to the reader."""

from flask import Response, current_app, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.core import clock
from lms.core.access import me
from lms.core.db import db, intend_to_write
from lms.printing import actions, jobs, queries
from lms.printing.patience import await_pdf

AGAIN_IN = "5"


def as_pdf(name: str, page: str, back: str) -> ResponseReturnValue:
    """The page as PDF, shown in the browser; a kind page with 202 when drawing takes longer.

    Args:
        name: the file's name without its ending.
        back: where the reader came from, an address within the system.
    """
    db.session.rollback()  # end the reading transaction: one that turns writer halfway may be refused
    intend_to_write(True)
    drawing_id = actions.ask(me().person_id, name, page, back, clock.now())
    db.session.commit()
    intend_to_write(False)
    try:
        jobs.draw_page.later(drawing_id)
    except Exception:  # whatever the queue's server answers: looking again asks again
        current_app.logger.exception("the queue did not take a page to draw")
        return being_drawn(drawing_id, back)
    return awaited(drawing_id, name, back)


def to_fetch(name: str, page: str, back: str) -> ResponseReturnValue:
    """For a form that changes something: keeps that together with the page asked for, then sends the reader
    to fetch the drawing, so that loading it again changes nothing again.
    """
    drawing_id = actions.ask(me().person_id, name, page, back, clock.now())
    db.session.commit()
    try:
        jobs.draw_page.later(drawing_id)
    except Exception:  # as above: fetching asks again
        current_app.logger.exception("the queue did not take a page to draw")
    return redirect(url_for("printing.drawing", drawing_id=drawing_id), code=303)


def awaited(drawing_id: int, name: str, back: str) -> ResponseReturnValue:
    """A drawing that was asked for, after waiting a little for its worker."""
    pdf = await_pdf(lambda: queries.drawn(drawing_id))
    return being_drawn(drawing_id, back) if pdf is None else handed_over(drawing_id, name, pdf)


def being_drawn(drawing_id: int, back: str) -> ResponseReturnValue:
    page = render_template("printing/being_drawn.html", drawing_id=drawing_id, back=back)
    answer = make_response(page, 202)
    # For scripts: where the drawing will be, and in how many seconds to look there again.
    answer.headers["Location"] = url_for("printing.drawing", drawing_id=drawing_id)
    answer.headers["Retry-After"] = AGAIN_IN
    return answer


def handed_over(drawing_id: int, name: str, pdf: bytes) -> Response:
    """The finished drawing, which is kept no longer."""
    intend_to_write(True)
    actions.forget(drawing_id)
    db.session.commit()
    intend_to_write(False)
    answer = Response(pdf, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
