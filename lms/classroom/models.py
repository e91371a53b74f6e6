"""Quizzes taken by a whole class: hands counted on the projector, papers entered in a grid, and what is printed for them."""

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import NO_ROWID, Model, key


class GroupWay(enum.StrEnum):
    """How the class answers."""

    HANDS = "hands"
    CARDS = "cards"


class GroupQuiz(Model):
    """A quiz on the wall; `questions` is as in an attempt, `position` (from 1) what is shown now.

    It says something about the class and never about a person.
    """

    __tablename__ = "group_quiz"

    id: Mapped[key]
    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohort.id"), index=True)
    course: Mapped[str] = mapped_column(sa.String(60))
    module: Mapped[str] = mapped_column(sa.String(60))
    edition: Mapped[str] = mapped_column(sa.ForeignKey("edition.hash"))
    way: Mapped[GroupWay]
    questions: Mapped[list[Any]]
    position: Mapped[int] = mapped_column(default=1)
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class GroupCount(Model):
    """How many answered each letter, in the order shown, and last how many did not know. With it the answer is shown."""

    __tablename__ = "group_count"
    __table_args__ = NO_ROWID

    quiz_id: Mapped[int] = mapped_column(sa.ForeignKey("group_quiz.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    counts: Mapped[list[Any]]
    counted_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    counted_at: Mapped[datetime]


class PaperQuiz(Model):
    """A quiz printed for a class. `drawn` holds one list of questions, as in an attempt, for each variant.

    `code` stands on every sheet, so that a heap of papers is known again.
    """

    __tablename__ = "paper_quiz"

    id: Mapped[key]
    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohort.id"), index=True)
    course: Mapped[str] = mapped_column(sa.String(60))
    module: Mapped[str] = mapped_column(sa.String(60))
    edition: Mapped[str] = mapped_column(sa.ForeignKey("edition.hash"))
    drawn: Mapped[list[Any]]
    code: Mapped[str] = mapped_column(sa.String(12), unique=True)
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]


class PaperSheet(Model):
    """One person's paper as typed, also what cannot be read; once marked it is an attempt and stays as it is."""

    __tablename__ = "paper_sheet"
    __table_args__ = NO_ROWID

    paper_id: Mapped[int] = mapped_column(sa.ForeignKey("paper_quiz.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    variant: Mapped[str] = mapped_column(sa.String(10))
    letters: Mapped[list[Any]]
    saved_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    saved_at: Mapped[datetime]
    marked_at: Mapped[datetime | None]
    attempt_id: Mapped[int | None] = mapped_column(sa.ForeignKey("attempt.id"))
