"""Waiting for a worker, but not in everybody's way."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app

from lms.core.db import db

LONGEST_WAIT = 9.0  # seconds for the first reader who finds the worker slow
SHORT_WAIT = 0.3  # for those who come soon after: a stopped worker must not stop the web process
SLOW_FOR = 30.0


@dataclass(slots=True)
class _Patience:
    slow_until: float = 0.0


def await_pdf(look: Callable[[], bytes | None]) -> bytes | None:
    """What `look` finds once a worker has made it; None when that takes too long.

    No transaction is held open meanwhile, so each look sees what others have committed.
    """
    patience: _Patience = current_app.extensions.setdefault("patience", _Patience())
    began = time.monotonic()
    longest = current_app.config.get("LONGEST_WAIT", LONGEST_WAIT)
    until = began + (SHORT_WAIT if began < patience.slow_until else longest)
    while True:
        pdf = look()
        db.session.rollback()
        if pdf is not None:
            patience.slow_until = 0.0
            return pdf
        if time.monotonic() > until:
            patience.slow_until = time.monotonic() + SLOW_FOR
            return None
        time.sleep(0.05)
