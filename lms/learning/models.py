"""Who learns what, how far they are, and what they completed."""

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model, key

WHOLE_COURSE = ""  # stands where a module's slug would: the course itself


class Enrolment(Model):
    """A person learns a course; from the first lesson opened or the first class joined.

    `path` is the programme they follow now; None for the course itself.
    """

    __tablename__ = "enrolment"
    __table_args__ = (sa.UniqueConstraint("person_id", "course"),)

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(sa.String(60), index=True)
    enrolled_at: Mapped[datetime]
    path: Mapped[str | None] = mapped_column(sa.String(60))


class LessonProgress(Model):
    """How far a person is in a lesson: the step to resume at, and when it was done.

    `skipped`: it counts as done because the person showed that they can do it, not because they read it.
    `local` is the hash of the unit's own version that they read; None for the course's own lesson.
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
    local: Mapped[str | None] = mapped_column(sa.String(32))


class Standing(Model):
    """What a person has shown for a module so far: the facts that completion is judged by.

    Each moment is the first at which the fact was true. Lessons are noted by
    learning itself; the quiz, attendance and skills are noted by the features
    that know them, through `learning.actions`. `class_met_at` says that
    attendance reached a cohort's minimum, `skills_met_at` that every required
    skill was observed at level 2 or 3. `edition` is the one the module was begun
    with, None before that; `edition_at` says when it was last settled.
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
    edition: Mapped[str | None] = mapped_column(sa.String(32))
    edition_at: Mapped[datetime | None]


class Track(enum.StrEnum):
    CLASS = "class"
    SELF_STUDY = "self_study"


class Completion(Model):
    """A person completed a module, or with `WHOLE_COURSE` the course. Written once.

    With `is_path` it is a path, whose id stands where a module's slug would. `through`
    names the module by which this one was completed: the one that stands for it.
    """

    __tablename__ = "completion"
    __table_args__ = (sa.UniqueConstraint("person_id", "course", "module"),)

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(sa.String(60), index=True)
    module: Mapped[str] = mapped_column(sa.String(60))
    track: Mapped[Track]
    edition: Mapped[str] = mapped_column(sa.ForeignKey("edition.hash"))
    completed_at: Mapped[datetime]
    through: Mapped[str | None] = mapped_column(sa.String(60))
    is_path: Mapped[bool] = mapped_column(server_default=sa.false())


_SHOWN = sa.text("ended_at IS NULL")


class LocalLesson(Model):
    """A unit's own version of a lesson, shown there and below from when it was published until it ended.

    `document` is one lesson as an edition holds it, `hash` names it. Never changed but for `ended_at`.
    """

    __tablename__ = "local_lesson"
    __table_args__ = (
        sa.Index(
            "uq_local_lesson_shown",
            "course",
            "module",
            "lesson",
            "unit_id",
            unique=True,
            sqlite_where=_SHOWN,
            postgresql_where=_SHOWN,
        ),
    )

    id: Mapped[key]
    course: Mapped[str] = mapped_column(sa.String(60))
    module: Mapped[str] = mapped_column(sa.String(60))
    lesson: Mapped[str] = mapped_column(sa.String(60))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    document: Mapped[dict[str, Any]]
    hash: Mapped[str] = mapped_column(sa.String(32), index=True)
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    published_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class OfferedCourse(Model):
    """A course that only the people of one unit and below learn. A course without such a row is for everybody."""

    __tablename__ = "offered_course"

    course: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    offered_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    offered_at: Mapped[datetime]
