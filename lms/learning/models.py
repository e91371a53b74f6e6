"""Who learns what, how far they are, and what they completed."""

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model, key

WHOLE_COURSE = ""  # stands where a module's slug would: the course itself


class Enrolment(Model):
    """A person learns a course; from the first lesson opened or the first class joined."""

    __tablename__ = "enrolment"
    __table_args__ = (sa.UniqueConstraint("person_id", "course"),)

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(sa.String(60), index=True)
    enrolled_at: Mapped[datetime]


class LessonProgress(Model):
    """How far a person is in a lesson: the step to resume at, and when it was done.

    `skipped`: it counts as done because the person showed that they can do it, not because they read it.
    """

    __tablename__ = "lesson_progress"
    __table_args__ = (sa.UniqueConstraint("person_id", "course", "module", "lesson"),)

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(sa.String(60))
    module: Mapped[str] = mapped_column(sa.String(60))
    lesson: Mapped[str] = mapped_column(sa.String(60))
    step: Mapped[int]
    updated_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    skipped: Mapped[bool] = mapped_column(server_default=sa.false())


class Standing(Model):
    """What a person has shown for a module so far: the facts that completion is judged by.

    Each moment is the first at which the fact was true. Lessons are noted by
    learning itself; the quiz, attendance and skills are noted by the features
    that know them, through `learning.actions`. `class_met_at` says that
    attendance reached a cohort's minimum, `skills_met_at` that every required
    skill was observed at level 2 or 3.
    """

    __tablename__ = "standing"
    __table_args__ = (sa.UniqueConstraint("person_id", "course", "module"),)

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(sa.String(60))
    module: Mapped[str] = mapped_column(sa.String(60))
    lessons_done_at: Mapped[datetime | None]
    quiz_passed_at: Mapped[datetime | None]
    best_score: Mapped[int | None]
    class_met_at: Mapped[datetime | None]
    skills_met_at: Mapped[datetime | None]


class Track(enum.StrEnum):
    CLASS = "class"
    SELF_STUDY = "self_study"


class Completion(Model):
    """A person completed a module, or with `WHOLE_COURSE` the course. Written once."""

    __tablename__ = "completion"
    __table_args__ = (sa.UniqueConstraint("person_id", "course", "module"),)

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(sa.String(60), index=True)
    module: Mapped[str] = mapped_column(sa.String(60))
    track: Mapped[Track]
    edition: Mapped[str] = mapped_column(sa.ForeignKey("edition.hash"))
    completed_at: Mapped[datetime]
