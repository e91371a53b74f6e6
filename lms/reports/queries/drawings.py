"""Drawings asked for: each is only for who asked."""

import sqlalchemy as sa

from lms.core.access import Asker
from lms.core.db import db, one
from lms.reports.models import DrawnReport


def drawing_name(asker: Asker, drawing_id: int) -> str:
    """The file name of a drawing that this person asked for.

    Raises:
        Missing: when they did not.
    """
    name: str = one(
        sa.select(DrawnReport.name).where(
            DrawnReport.id == drawing_id, DrawnReport.asked_by == asker.person_id
        )
    )
    return name


def drawn(drawing_id: int) -> bytes | None:
    """The finished drawing; None while no worker made it yet."""
    pdf: bytes | None = db.session.scalar(sa.select(DrawnReport.pdf).where(DrawnReport.id == drawing_id))
    return pdf


def page_to_draw(drawing_id: int) -> str | None:
    """The page a worker shall draw; None when it was fetched or dropped meanwhile."""
    page: str | None = db.session.scalar(
        sa.select(DrawnReport.page).where(DrawnReport.id == drawing_id, DrawnReport.pdf.is_(None))
    )
    return page
