"""Photographs of paper sheets: for who runs the class, or answers for its unit."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from lms.classes.models import SheetPhoto
from lms.core.db import db
from lms.core.errors import Missing


def photos_of(meeting_id: int) -> Sequence[Any]:
    """The photographs of a meeting's sheet without their bodies: id and made_at."""
    return db.session.execute(
        sa.select(SheetPhoto.id, SheetPhoto.made_at)
        .where(SheetPhoto.meeting_id == meeting_id)
        .order_by(SheetPhoto.id)
    ).all()


def photo_body(meeting: Any, photo_id: int) -> bytes:
    """One photograph of a meeting that was found for its asker.

    Raises:
        Missing: when it is none of this meeting's.
    """
    body = db.session.scalar(
        sa.select(SheetPhoto.body).where(SheetPhoto.id == photo_id, SheetPhoto.meeting_id == meeting.id)
    )
    if body is None:
        raise Missing
    return bytes(body)
