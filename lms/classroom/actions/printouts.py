"""Pages asked for as PDF: kept only until they are fetched."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from lms.classroom.models import Printout
from lms.core.db import db

KEPT_FOR = timedelta(days=1)


def ask_for_printout(asked_by: int, name: str, page: str, now: datetime) -> int:
    """Put a page where a worker finds it; drops what nobody fetched for a day."""
    db.session.execute(sa.delete(Printout).where(Printout.asked_at < now - KEPT_FOR))
    made = Printout(asked_by=asked_by, asked_at=now, name=name, page=page)
    db.session.add(made)
    db.session.flush()
    return made.id


def keep_printout(printout_id: int, pdf: bytes, now: datetime) -> None:
    """Put the drawing beside its page; drawn twice, the same stands there."""
    db.session.execute(sa.update(Printout).where(Printout.id == printout_id).values(pdf=pdf, drawn_at=now))


def forget_printout(printout_id: int) -> None:
    db.session.execute(sa.delete(Printout).where(Printout.id == printout_id))
