"""Classes, their members and their meetings."""

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import NO_ROWID, Model, key


class Cohort(Model):
    """A class: a course or some of its modules, taught in a unit by trainers to its members.

    `seats_taken` is kept by conditional update, so a full class stays full under
    any number of simultaneous joins. `open_door`: people of the commune find it and join by themselves.
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
    correction_days: Mapped[int] = mapped_column(default=7)
    open_door: Mapped[bool] = mapped_column(default=False)
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


class Kind(enum.StrEnum):
    """A lesson is for everybody and counts; the others are for those invited, and count for what these missed."""

    LESSON = "lesson"
    MAKE_UP = "make_up"
    VISIT = "visit"
    COACHING = "coaching"


class Meeting(Model):
    """One meeting of a cohort; `number` counts from 1 within it.

    Confirmed means the trainer closed the register; `flags` is what was worth a second look then.
    """

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
    kind: Mapped[Kind] = mapped_column(default=Kind.LESSON)
    speakers: Mapped[str | None] = mapped_column(sa.String(200))
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PLANNED)
    head_count: Mapped[int | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    flags: Mapped[list[Any] | None]
