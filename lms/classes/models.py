"""Cohorts, their members and meetings, who came, and the skills they showed."""

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import NO_ROWID, Model, Path, key


class Cohort(Model):
    """A class: a course or some of its modules, taught in a unit by trainers to its members.

    `seats_taken` is kept by conditional update, so a full class stays full under
    any number of simultaneous joins.
    """

    __tablename__ = "cohort"
    __table_args__ = (
        sa.CheckConstraint("seats_taken >= 0 AND seats_taken <= capacity", name="capacity"),
        sa.CheckConstraint("minimum_attendance BETWEEN 0 AND 100", name="minimum"),
    )

    id: Mapped[key]
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    course: Mapped[str] = mapped_column(sa.String(60))
    modules: Mapped[list[Any]]
    name: Mapped[str] = mapped_column(sa.String(120))
    place: Mapped[str] = mapped_column(sa.String(200))
    capacity: Mapped[int]
    seats_taken: Mapped[int] = mapped_column(default=0)
    minimum_attendance: Mapped[int] = mapped_column(default=80)
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]


class CohortTrainer(Model):
    """Who teaches a cohort."""

    __tablename__ = "cohort_trainer"
    __table_args__ = NO_ROWID

    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohort.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)


class Membership(Model):
    """A person learns in a cohort. Leaving keeps the row: past registers must not change."""

    __tablename__ = "membership"
    __table_args__ = NO_ROWID

    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohort.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True, index=True)
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class Mode(enum.StrEnum):
    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class MeetingState(enum.StrEnum):
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class Meeting(Model):
    """One meeting of a cohort; `number` counts from 1 within it. Confirmed means the trainer closed the register."""

    __tablename__ = "meeting"
    __table_args__ = (
        sa.UniqueConstraint("cohort_id", "number"),
        sa.CheckConstraint("ends_at > starts_at", name="in_order"),
    )

    id: Mapped[key]
    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohort.id"))
    number: Mapped[int]
    mode: Mapped[Mode]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(sa.String(200))
    link: Mapped[str | None] = mapped_column(sa.String(500))
    modules: Mapped[list[Any]]
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PLANNED)
    head_count: Mapped[int | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))


class Presence(enum.StrEnum):
    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"


class MarkSource(enum.StrEnum):
    """Who says so, and how: a tap on the register, the board's code, a walk-in, or joining online."""

    REGISTER = "register"
    BOARD = "board"
    WALK_IN = "walk_in"
    ONLINE = "online"


class MarkEvent(Model):
    """A statement about a person's presence; append-only. `id` is a UUID made by the client."""

    __tablename__ = "mark_event"
    __table_args__ = NO_ROWID

    id: Mapped[str] = mapped_column(Path, primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    presence: Mapped[Presence]
    source: Mapped[MarkSource]
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    received_at: Mapped[datetime]


class Mark(Model):
    """The current presence computed from the events; can be rebuilt from them."""

    __tablename__ = "mark"
    __table_args__ = NO_ROWID

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    presence: Mapped[Presence]
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
