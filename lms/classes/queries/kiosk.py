"""The tablet at the door: which meeting it stands for, and who may be standing in front of it."""

import hashlib
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Kiosk, Mark, MarkEvent, MarkSource
from lms.core.db import db
from lms.core.errors import Missing
from lms.people.models import Person, SignIn


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def kiosk_with(token: str, now: datetime) -> Any:
    """The tablet with this token, while it is in use: id, meeting_id, by_look, started_by, ends_at.

    Raises:
        Missing: when there is none, or its time is over.
    """
    found = db.session.execute(
        sa.select(Kiosk.id, Kiosk.meeting_id, Kiosk.by_look, Kiosk.started_by, Kiosk.ends_at).where(
            Kiosk.token_hash == hash_of(token), Kiosk.ended_at.is_(None), Kiosk.ends_at > now
        )
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def pin_of(person_id: int) -> str | None:
    """What is kept of somebody's PIN; None without one, or when they are disabled."""
    return db.session.scalar(
        sa.select(Person.pin_hash).where(Person.id == person_id, Person.disabled_at.is_(None))
    )


def said_here(meeting_id: int) -> list[tuple[int, str, datetime]]:
    """Who said at the tablet, without a PIN, that they are here, and has no mark yet; by which event, and when."""
    rows = db.session.execute(
        sa.select(Mark.person_id, Mark.event_id, Mark.made_at)
        .join(MarkEvent, MarkEvent.id == Mark.event_id)
        .where(Mark.meeting_id == meeting_id, Mark.presence.is_(None), MarkEvent.source == MarkSource.KIOSK)
    )
    return [(person, event, at) for person, event, at in rows]


def secrets_of(person_id: int) -> tuple[str | None, str | None]:
    """What is kept of a trainer's password and PIN."""
    row = db.session.execute(
        sa.select(Person.password_hash, Person.pin_hash).where(
            Person.id == person_id, Person.disabled_at.is_(None)
        )
    ).one_or_none()
    return (None, None) if row is None else (row.password_hash, row.pin_hash)


def end_of(sign_in_id: int) -> datetime | None:
    """When the trainer's own session would have ended: leaving the tablet gives no longer one."""
    return db.session.scalar(sa.select(SignIn.expires_at).where(SignIn.id == sign_in_id))
