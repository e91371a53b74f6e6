"""Waiting for the worker, but not in everybody's way."""

import time
from dataclasses import dataclass

from flask import current_app

from lms.certificates import queries
from lms.certificates.jobs import draw
from lms.core.db import db

LONGEST_WAIT = 10.0  # seconds for the first reader who finds the worker slow
SHORT_WAIT = 0.3  # for those who come soon after: a stopped worker must not stop the web process
SLOW_FOR = 30.0


@dataclass(slots=True)
class _Patience:
    slow_until: float = 0.0


def for_pdf(certificate_id: int, origin: str) -> bytes | None:
    """Ask a worker to draw the paper and wait for it; None when it takes too long.

    Every download asks again, so a lost queue or a killed worker loses nothing.
    """
    patience: _Patience = current_app.extensions.setdefault("certificate_patience", _Patience())
    began = time.monotonic()
    longest = current_app.config.get("CERTIFICATE_WAIT", LONGEST_WAIT)
    until = began + (SHORT_WAIT if began < patience.slow_until else longest)
    db.session.rollback()  # neither asking nor waiting may hold a transaction open
    try:
        draw.later(certificate_id, origin)
    except Exception:  # whatever the queue's server answers: the next download asks again
        current_app.logger.exception("the queue did not take a certificate to draw")
        return None
    while (paper := _look(certificate_id)) is None:
        if time.monotonic() > until:
            patience.slow_until = time.monotonic() + SLOW_FOR
            return None
        time.sleep(0.05)
    patience.slow_until = 0.0
    return paper


def _look(certificate_id: int) -> bytes | None:
    paper = queries.kept_pdf(certificate_id)
    db.session.rollback()  # the next look must see what others have committed since
    return paper
