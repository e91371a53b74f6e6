"""Private addresses of calendars, and how often a meeting was moved."""

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model, Path, key


class Purpose(enum.StrEnum):
    """Whose meetings a feed tells: those of one's classes as a learner, as a trainer, or a unit's."""

    LEARNING = "learning"
    TEACHING = "teaching"
    UNIT = "unit"


class CalendarFeed(Model):
    """A private address that a calendar looks at. `token_hash` is its SHA-256; of each purpose one is in force.

    It tells what its owner may know at the moment of looking; nothing is kept of who looks.
    """

    __tablename__ = "calendar_feed"

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    purpose: Mapped[Purpose]
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    language: Mapped[str] = mapped_column(sa.String(5))
    token_hash: Mapped[str] = mapped_column(Path, unique=True)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class MeetingChange(Model):
    """How often a meeting got another time, place or state, and when last; none while it is as planned."""

    __tablename__ = "meeting_change"

    meeting_id: Mapped[int] = mapped_column(
        sa.ForeignKey("meeting.id"), primary_key=True, autoincrement=False
    )
    sequence: Mapped[int]
    changed_at: Mapped[datetime]
