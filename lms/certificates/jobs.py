"""Drawing certificates, so that no web process ever loads WeasyPrint."""

from lms.certificates import actions, queries
from lms.core import clock
from lms.core.db import db, reading
from lms.core.jobs import job


@job
def draw(certificate_id: int, origin: str) -> None:
    """Draw the paper of a certificate unless it is there; `origin` is the address its QR code leads to."""
    with reading():
        printed = queries.printed_on(certificate_id)
        db.session.rollback()  # writers need not wait while we draw
    if printed is None:
        return
    from lms.certificates.paper import drawn

    actions.keep_pdf(certificate_id, drawn(printed, origin), clock.now())
