"""Drawing, which requests do not do themselves."""

from lms.core import clock
from lms.core.db import db
from lms.core.jobs import job
from lms.printing import actions, queries


@job
def draw_page(drawing_id: int) -> None:
    """Draw a page that was asked for; nothing when it is drawn already."""
    page = queries.page_to_draw(drawing_id)
    pictures = queries.pictures_on(page) if page else {}
    db.session.rollback()  # drawing takes a second, in which nobody shall wait for us
    if page is None:
        return
    from lms.printing.press import pdf_of

    actions.keep(drawing_id, pdf_of(page, pictures), clock.now())
    db.session.commit()
