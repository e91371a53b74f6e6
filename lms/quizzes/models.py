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


class Attempt(Model):
    """A row from the start; it fixes the questions drawn and the order of their choices.

    `questions` is a list of {"id": question id, "order": [choice numbers as shown]}.
    At most one attempt of a person at a module's quiz is open.
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
        sa.Index("ix_attempt_person", "person_id", "course", "module"),
    )

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(sa.String(60))
    module: Mapped[str] = mapped_column(sa.String(60))
    edition: Mapped[str] = mapped_column(sa.ForeignKey("edition.hash"))
    state: Mapped[AttemptState]
    questions: Mapped[list[Any]]
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    score: Mapped[int | None]
    passed: Mapped[bool | None]


class Answer(Model):
    """What was answered to the question at `position` (from 1); given once, kept as given.

    `choices` holds the choice numbers as in the edition; an empty list is "I don't know yet".
    """

    __tablename__ = "answer"
    __table_args__ = NO_ROWID

    attempt_id: Mapped[int] = mapped_column(sa.ForeignKey("attempt.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    choices: Mapped[list[Any]]
    right: Mapped[bool]
    answered_at: Mapped[datetime]
