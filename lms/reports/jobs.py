"""Drawing reports, which requests do not do themselves."""

from lms.core import clock
from lms.core.db import db
from lms.core.jobs import job
from lms.reports import actions, queries


@job
def draw_report(drawing_id: int) -> None:
    """Draw a report that was asked for; nothing when it is drawn already."""
    page = queries.page_to_draw(drawing_id)
    db.session.rollback()  # drawing takes a second, in which nobody shall wait for us
    if page is None:
        return
    from lms.reports.drawing import pdf_of

    actions.keep_drawing(drawing_id, pdf_of(page), clock.now())
    db.session.commit()
