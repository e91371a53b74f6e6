"""Keeping the photograph of a sheet, and forgetting what was kept long enough."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from lms.classes.models import DeviceScan, Kiosk, OnlineGuest, SheetPhoto
from lms.classes.queries.photos import photos_of
from lms.core import audit
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Refusal

MOST_PHOTOS = 6
PHOTOS_KEPT = timedelta(days=730)
GUESTS_KEPT = timedelta(days=365)
SCANS_KEPT = timedelta(days=30)
KIOSKS_KEPT = timedelta(days=30)


class EnoughPhotos(Refusal):
    reason = _l("There are six photographs of this sheet already.")


def keep_photo(meeting: Any, body: bytes, made_by: int, now: datetime) -> None:
    """Keep a photograph that was drawn anew; the same one again is one.

    Raises:
        EnoughPhotos: a sheet of forty fits on two.
    """
    digest = hashlib.blake2b(body, digest_size=16).hexdigest()
    known = db.session.scalar(
        sa.select(sa.exists().where(SheetPhoto.meeting_id == meeting.id, SheetPhoto.digest == digest))
    )
    if known:
        return
    if len(photos_of(meeting.id)) >= MOST_PHOTOS:
        raise EnoughPhotos
    db.session.add(SheetPhoto(meeting_id=meeting.id, body=body, digest=digest, made_by=made_by, made_at=now))
    audit.record(made_by, Deed.CREATED, "sheet_photo", meeting.id, now, bytes=len(body))


def forget_old(now: datetime) -> int:
    """Photographs after two years, guests after one, devices and tablets after 30 days; answers how many rows."""
    gone = 0
    for model, column, kept in (
        (SheetPhoto, SheetPhoto.made_at, PHOTOS_KEPT),
        (OnlineGuest, OnlineGuest.added_at, GUESTS_KEPT),
        (DeviceScan, DeviceScan.made_at, SCANS_KEPT),
        (Kiosk, Kiosk.ends_at, KIOSKS_KEPT),
    ):
        deleted: Any = db.session.execute(sa.delete(model).where(column < now - kept))
        gone += int(deleted.rowcount)
    return gone
