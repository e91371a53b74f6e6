"""Drawings asked for: each is only for who asked."""

import re
from typing import Any

import sqlalchemy as sa

from lms.catalogue.models import Picture
from lms.core.access import Asker
from lms.core.db import db
from lms.core.errors import Missing
from lms.printing.models import Drawing

_PICTURE = re.compile(r"asset:([0-9a-f]{32}\.(?:svg|webp))", re.ASCII)


def asked_by(asker: Asker, drawing_id: int) -> Any:
    """The `name` and `back` of a drawing that this person asked for.

    Raises:
        Missing: when they did not.
    """
    row = db.session.execute(
        sa.select(Drawing.name, Drawing.back).where(
            Drawing.id == drawing_id, Drawing.asked_by == asker.person_id
        )
    ).first()
    if row is None:
        raise Missing
    return row


def drawn(drawing_id: int) -> bytes | None:
    """The finished drawing; None while no worker made it yet."""
    pdf: bytes | None = db.session.scalar(sa.select(Drawing.pdf).where(Drawing.id == drawing_id))
    return pdf


def page_to_draw(drawing_id: int) -> str | None:
    """The page a worker shall draw; None when it was drawn, fetched or dropped meanwhile."""
    page: str | None = db.session.scalar(
        sa.select(Drawing.page).where(Drawing.id == drawing_id, Drawing.pdf.is_(None))
    )
    return page


def pictures_on(page: str) -> dict[str, bytes]:
    """The published pictures that a page shows as `asset:<name>`, by that address."""
    names = set(_PICTURE.findall(page))
    rows = db.session.execute(sa.select(Picture.name, Picture.body).where(Picture.name.in_(names)))
    return {f"asset:{row.name}": bytes(row.body) for row in rows} if names else {}
