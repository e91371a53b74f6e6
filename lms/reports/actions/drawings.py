"""Reports asked for as PDF: kept only until they are fetched."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from lms.core.db import db
from lms.reports.models import DrawnReport

KEPT_FOR = timedelta(days=1)


def ask_for_drawing(asked_by: int, name: str, page: str, now: datetime) -> int:
    """Put a page where a worker finds it; drops drawings nobody fetched for a day."""
    db.session.execute(sa.delete(DrawnReport).where(DrawnReport.asked_at < now - KEPT_FOR))
    drawing = DrawnReport(asked_by=asked_by, asked_at=now, name=name, page=page)
    db.session.add(drawing)
    db.session.flush()
    return drawing.id


def keep_drawing(drawing_id: int, pdf: bytes, now: datetime) -> None:
    """Put the drawing beside its page; drawn twice, the same stands there."""
    db.session.execute(
        sa.update(DrawnReport).where(DrawnReport.id == drawing_id).values(pdf=pdf, drawn_at=now)
    )


def forget_drawing(drawing_id: int) -> None:
    db.session.execute(sa.delete(DrawnReport).where(DrawnReport.id == drawing_id))
