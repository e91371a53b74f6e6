"""The life of a class: who waits for a seat, whom a meeting is for, excuses told beforehand, notices, the last summary."""

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import NO_ROWID, Model, key


class Waiting(Model):
    """A person waits for a seat; who has the lowest `turn` gets the next one. The row goes when they get it or give up."""

    __tablename__ = "waiting"
    __table_args__ = (sa.UniqueConstraint("cohort_id", "turn"), NO_ROWID)

    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohort.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
    turn: Mapped[int]
    asked_at: Mapped[datetime]


class Invited(Model):
    """A meeting beside the lessons is for this person. Coming to it makes up for `missed_id`, if one is named."""

    __tablename__ = "invited"
    __table_args__ = NO_ROWID

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    missed_id: Mapped[int | None] = mapped_column(sa.ForeignKey("meeting.id"), index=True)


class Excuse(Model):
    """A person said before the meeting that they cannot come. No reason is asked or kept."""

    __tablename__ = "excuse"
    __table_args__ = NO_ROWID

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    said_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    said_at: Mapped[datetime]


class News(enum.StrEnum):
    """What a notice tells a learner (the first five), a trainer, or a member who helps with the calls (the last)."""

    SEAT = "seat"
    MOVED = "moved"
    CANCELLED = "cancelled"
    BACK = "back"
    EXTRA = "extra"
    SEAT_TAKEN = "seat_taken"
    WITHDREW = "withdrew"
    CALLS = "calls"


class Notice(Model):
    """One line on a person's first page, until they have seen it. `about_id` is whom it tells of, `before` the old time."""

    __tablename__ = "notice"
    __table_args__ = (sa.Index("ix_notice_person_id_made_at", "person_id", "made_at"),)

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    kind: Mapped[News]
    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohort.id"))
    meeting_id: Mapped[int | None] = mapped_column(sa.ForeignKey("meeting.id"))
    about_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"), info={"told": ("kind", "cohort_id", "meeting_id", "made_at")}
    )
    before: Mapped[datetime | None]
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class Summary(Model):
    """What a trainer signed when the class was closed: numbers, and by person what is finished or lacking. Ids, not names."""

    __tablename__ = "summary"

    id: Mapped[key]
    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohort.id"), index=True)
    document: Mapped[dict[str, Any]]
    signed_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    signed_at: Mapped[datetime]
    reopened_at: Mapped[datetime | None]
    reopened_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
