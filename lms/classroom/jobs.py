"""Drawing what is printed for a class, which requests do not do themselves."""

from lms.classroom.actions import printouts as act
from lms.classroom.queries import printouts as find
from lms.core import clock
from lms.core.db import db
from lms.core.jobs import job


@job
def draw_printout(printout_id: int) -> None:
    """Draw a page that was asked for; nothing when it is drawn already."""
    page = find.page_to_draw(printout_id)
    db.session.rollback()  # drawing takes a second, in which nobody shall wait for us
    if page is None:
        return
    from lms.classroom.drawing import pdf_of

    act.keep_printout(printout_id, pdf_of(page), clock.now())
    db.session.commit()
