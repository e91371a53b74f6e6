"""Who came, what was said about it, and the skills they showed."""

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import NO_ROWID, Model, Path, key


class Presence(enum.StrEnum):
    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"


class MarkSource(enum.StrEnum):
    """Who says so, and how: a tap on the register, the board's code, a walk-in, joining online,
    everybody at once, a file, the sheet of paper, the tablet at the door,
    or the learner's card before a trainer's phone.
    """

    REGISTER = "register"
    BOARD = "board"
    WALK_IN = "walk_in"
    ONLINE = "online"
    TOGETHER = "together"
    FILE = "file"
    PAPER = "paper"
    KIOSK = "kiosk"
    CARD = "card"


class MarkEvent(Model):
    """A statement about a person's presence; append-only. `id` is a UUID made by the client.

    Without a presence it takes back what was said: the person has no mark again. At the tablet it is somebody
    without a PIN who says "I am here" and whom the trainer has not yet looked at.
    """

    __tablename__ = "mark_event"
    __table_args__ = NO_ROWID

    id: Mapped[str] = mapped_column(Path, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    presence: Mapped[Presence | None]
    source: Mapped[MarkSource]
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    received_at: Mapped[datetime]


class Mark(Model):
    """The current presence computed from the events, None once it was taken back; can be rebuilt from them."""

    __tablename__ = "mark"
    __table_args__ = NO_ROWID

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    presence: Mapped[Presence | None]
    event_id: Mapped[str] = mapped_column(sa.ForeignKey("mark_event.id"))
    made_at: Mapped[datetime]


class Visit(Model):
    """One stay in an online meeting, from joining through the system to leaving or the last sign of life."""

    __tablename__ = "visit"
    __table_args__ = (sa.Index("ix_visit_meeting_person", "meeting_id", "person_id"),)

    id: Mapped[key]
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    joined_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class Observation(Model):
    """A trainer saw a skill: 1 with hands-on help, 2 with spoken help, 3 unaided. Append-only; the best counts."""

    __tablename__ = "observation"
    __table_args__ = (
        sa.Index("ix_observation_person", "person_id", "course", "module"),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name="level"),
    )

    id: Mapped[key]
    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohort.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(sa.String(60))
    module: Mapped[str] = mapped_column(sa.String(60))
    skill: Mapped[str] = mapped_column(sa.String(60))
    level: Mapped[int]
    observed_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    observed_at: Mapped[datetime]
