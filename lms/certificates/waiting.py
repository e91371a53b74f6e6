"""Having a worker draw a certificate while its holder waits a little."""

from flask import current_app

from lms.certificates import queries
from lms.certificates.jobs import draw
from lms.core.db import db
from lms.printing.patience import await_pdf


def for_pdf(certificate_id: int, origin: str) -> bytes | None:
    """Ask a worker to draw the paper and wait for it; None when it takes too long.

    Every download asks again, so a lost queue or a killed worker loses nothing.
    """
    db.session.rollback()  # asking may hold no transaction open
    try:
        draw.later(certificate_id, origin)
    except Exception:  # whatever the queue's server answers: the next download asks again
        current_app.logger.exception("the queue did not take a certificate to draw")
        return None
    return await_pdf(lambda: queries.kept_pdf(certificate_id))
