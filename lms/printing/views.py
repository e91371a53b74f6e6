"""A drawing that took longer."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from lms.core.access import me, signed_in
from lms.core.db import db
from lms.printing import handing, jobs, queries

pages = Blueprint("printing", __name__, template_folder="templates")


@pages.get("/printouts/<int:drawing_id>")
@signed_in
def drawing(drawing_id: int) -> ResponseReturnValue:
    """Only for who asked for it; asks once more, so that a lost queue or a killed worker loses nothing."""
    asked = queries.asked_by(me(), drawing_id)
    pdf = queries.drawn(drawing_id)
    db.session.rollback()
    if pdf is not None:
        return handing.handed_over(drawing_id, asked.name, pdf)
    jobs.draw_page.later(drawing_id)
    return handing.awaited(drawing_id, asked.name, asked.back)
