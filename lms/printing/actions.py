"""Asking for a drawing, keeping it, and forgetting it."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from lms.core.db import db
from lms.printing.models import Drawing

KEPT_FOR = timedelta(days=1)


def ask(asked_by: int, name: str, page: str, back: str, now: datetime) -> int:
    """Put a page where a worker finds it; drops drawings nobody fetched for a day."""
    db.session.execute(sa.delete(Drawing).where(Drawing.asked_at < now - KEPT_FOR))
    drawing = Drawing(asked_by=asked_by, asked_at=now, name=name, back=back, page=page)
    db.session.add(drawing)
    db.session.flush()
    return drawing.id


def keep(drawing_id: int, pdf: bytes, now: datetime) -> None:
    """Put the drawing beside its page; drawn twice, the same stands there."""
    db.session.execute(sa.update(Drawing).where(Drawing.id == drawing_id).values(pdf=pdf, drawn_at=now))


def forget(drawing_id: int) -> None:
    db.session.execute(sa.delete(Drawing).where(Drawing.id == drawing_id))
