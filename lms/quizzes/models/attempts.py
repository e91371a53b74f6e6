"""Attempts at a module's quiz and the answers given."""

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import NO_ROWID, Model, key


class AttemptState(enum.StrEnum):
    OPEN = "open"
    SUBMITTED = "submitted"


class AttemptWay(enum.StrEnum):
    """How it was taken: alone on a phone, with a trainer's finger on the glass, or on paper."""

    SELF = "self"
    ASSISTED = "assisted"
    PAPER = "paper"


class Attempt(Model):
    """A row from the start; it fixes the questions drawn and the order of their choices.

    `questions` is a list of {"id": question id, "order": [choice numbers as shown]}.
    At most one attempt of a person at a module's quiz is open. `number` counts a person's
    attempts at it from 1; no two share one, so no limit on attempts can be raced.
    `due_at` is set where the quiz has a time limit, extensions included, grace not.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        sa.Index(
            "uq_attempt_open",
            "person_id",
            "course",
            "module",
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        ),
        sa.Index("uq_attempt_number", "person_id", "course", "module", "number", unique=True),
    )

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(sa.String(60))
    module: Mapped[str] = mapped_column(sa.String(60))
    edition: Mapped[str] = mapped_column(sa.ForeignKey("edition.hash"))
    state: Mapped[AttemptState]
    number: Mapped[int]
    way: Mapped[AttemptWay] = mapped_column(default=AttemptWay.SELF)
    helped_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    due_at: Mapped[datetime | None]
    questions: Mapped[list[Any]]
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    score: Mapped[int | None]
    passed: Mapped[bool | None]


class Answer(Model):
    """What was answered to the question at `position` (from 1); given once, kept as given.

    `response` is as `catalogue.questions` says for each kind; an empty list is "I don't know yet".
    `credit` is what it earned in thousandths, `right` whether that is all. `answered_at` is the
    server's clock; for an answer given without a network it is when it was given, and
    `received_at` says when it came.
    """

    __tablename__ = "answer"
    __table_args__ = NO_ROWID

    attempt_id: Mapped[int] = mapped_column(sa.ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    response: Mapped[list[Any]]
    credit: Mapped[int]
    right: Mapped[bool]
    answered_at: Mapped[datetime]
    received_at: Mapped[datetime | None]


class Allowance(Model):
    """More time or more attempts for one person at one quiz; the latest word counts."""

    __tablename__ = "quiz_allowance"
    __table_args__ = NO_ROWID

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    course: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    module: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    extra_minutes: Mapped[int] = mapped_column(default=0)
    extra_attempts: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(sa.String(200))
    given_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    given_at: Mapped[datetime]
