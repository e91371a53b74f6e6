"""What a person has learned. The asker is the person: every statement is about them alone."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue.content import Module
from lms.core.db import db
from lms.core.prepared import Glance, Lookup
from lms.learning.models import WHOLE_COURSE, Completion, Enrolment, LessonProgress, Standing
from lms.learning.progress import LessonAt, ModuleProgress, Progress, Stood
from lms.learning.rules import COACH

_progress, _standing = LessonProgress.__table__, Standing.__table__
_completion, _enrolment = Completion.__table__, Enrolment.__table__

_LESSON: tuple[Any, ...] = (
    _progress.c.lesson,
    _progress.c.step,
    _progress.c.done_at,
    _progress.c.updated_at,
    _progress.c.skipped,
    _progress.c.local,
)
_LESSONS = Glance(
    sa.select(_progress.c.course, _progress.c.module, *_LESSON).where(
        _progress.c.person_id == sa.bindparam("person_id")
    )
)

_BESIDE: tuple[Any, ...] = (
    _standing.c.quiz_passed_at,
    _standing.c.best_score,
    _standing.c.class_met_at,
    _standing.c.skills_met_at,
    _standing.c.edition,
    _standing.c.edition_at,
    _completion.c.track,
    _completion.c.completed_at,
    _completion.c.through,
    _completion.c.is_path,
    _enrolment.c.path,
)


def in_module(table: Any, *names: str) -> sa.ColumnElement[bool]:
    """About the person, the module, and whatever else is named, in the parameters of these names."""
    return sa.and_(
        *(table.c[name] == sa.bindparam(name) for name in ("person_id", "course", "module", *names))
    )


def _known_from(table: Any, module: Any) -> sa.Select[Any]:
    """What this table knows; the columns of the others are empty."""
    columns = (
        column if column.table is table else sa.cast(sa.null(), column.type).label(column.name)
        for column in _BESIDE
    )
    return sa.select(table.c.course, module, *columns).where(table.c.person_id == sa.bindparam("person_id"))


# One statement for all that is known of a person beside their lessons, because every first page asks it:
# what they have shown for modules, what they completed, and what they follow.
_FACTS = Glance(
    sa.union_all(
        _known_from(_standing, _standing.c.module),
        _known_from(_completion, _completion.c.module),
        _known_from(_enrolment, sa.literal(WHOLE_COURSE)).where(_enrolment.c.path.is_not(None)),
    )
)
_ONE_MODULE = Glance(
    sa.select(*_LESSON, *(column for column in _BESIDE if column.table is not _enrolment))
    .select_from(sa.select(sa.literal(1).label("one")).subquery())
    .outerjoin(_standing, in_module(_standing))
    .outerjoin(_completion, sa.and_(in_module(_completion), ~_completion.c.is_path))
    .outerjoin(_progress, in_module(_progress))
)
_PATH = Lookup(
    sa.select(_enrolment.c.path).where(
        _enrolment.c.person_id == sa.bindparam("person_id"), _enrolment.c.course == sa.bindparam("course")
    )
)
_COACH = sa.select(_completion.c.completed_at).where(
    _completion.c.person_id == sa.bindparam("person_id"), _completion.c.module == COACH, _completion.c.is_path
)

_STEP = sa.select(_progress.c.step, _progress.c.done_at, _progress.c.updated_at).where(
    in_module(_progress, "lesson")
)

_COMPLETIONS = (
    sa.select(
        _completion.c.id,
        _completion.c.course,
        _completion.c.module,
        _completion.c.track,
        _completion.c.edition,
        _completion.c.completed_at,
    )
    .where(_completion.c.person_id == sa.bindparam("person_id"))
    .order_by(_completion.c.completed_at, _completion.c.id)
)


def progress_by_course(person_id: int) -> dict[str, Progress]:
    """How far a person is in every course they began, by slug. Two statements, however many courses."""
    mine = {"person_id": person_id}
    lessons: defaultdict[str, dict[tuple[str, str], LessonAt]] = defaultdict(dict)
    for course, module, lesson, step, done_at, updated_at, skipped, local in _LESSONS.rows(**mine):
        lessons[course][module, lesson] = LessonAt(step, done_at is not None, updated_at, skipped, local)
    facts: defaultdict[str, list[Any]] = defaultdict(list)
    for row in _FACTS.rows(**mine):
        facts[row.course].append(row)
    return {
        course: _progress_from(lessons.get(course, {}), facts[course])
        for course in [*lessons, *(each for each in facts if each not in lessons)]
    }


def _progress_from(lessons: dict[tuple[str, str], LessonAt], rows: list[Any]) -> Progress:
    standings: dict[str, Stood] = {}
    paths_completed: dict[str, datetime] = {}
    course_completed_at = path = None
    for row in sorted(rows, key=lambda row: row.completed_at is not None):  # standings first
        if row.path:
            path = row.path
        elif row.completed_at is None:
            standings[row.module] = _stood(row)
        elif row.is_path:
            paths_completed[row.module] = row.completed_at
        elif row.module == WHOLE_COURSE:
            course_completed_at = row.completed_at
        else:
            standings[row.module] = _completed(standings.get(row.module) or Stood(), row)
    return Progress(lessons, standings, course_completed_at, path, paths_completed)


def progress_of(person_id: int, course_slug: str) -> Progress:
    """How far a person is in a course; an empty progress before the first step."""
    return progress_by_course(person_id).get(course_slug) or Progress()


def module_progress(person_id: int, course_slug: str, module: Module) -> ModuleProgress:
    """How far a person is in one module, as `progress_of` has it. One statement."""
    rows = _ONE_MODULE.rows(person_id=person_id, course=course_slug, module=module.slug)
    lessons = {
        (module.slug, row.lesson): LessonAt(
            row.step, row.done_at is not None, row.updated_at, row.skipped, row.local
        )
        for row in rows
        if row.lesson is not None
    }
    return Progress(lessons, {module.slug: _completed(_stood(rows[0]), rows[0])}).of(module)


def path_of(person_id: int, course_slug: str) -> str | None:
    """The path a person follows in a course; None for the course itself."""
    rows = _PATH.rows(person_id=person_id, course=course_slug)
    return rows[0][0] if rows else None


def coach_since(person_id: int) -> datetime | None:
    """When a person became a coach, in whichever course first; None for everybody else."""
    return min(db.session.scalars(_COACH, {"person_id": person_id}), default=None)


def completions_of(person_id: int) -> list[Any]:
    """What a person completed, oldest first: id, course, module ("" for a whole course), track, edition, completed_at."""
    return list(db.session.execute(_COMPLETIONS, {"person_id": person_id}))


def lesson_at(person_id: int, course_slug: str, module_slug: str, lesson_slug: str) -> LessonAt | None:
    """Where a person stopped in a lesson; None before the first step."""
    row = db.session.execute(
        _STEP,
        {"person_id": person_id, "course": course_slug, "module": module_slug, "lesson": lesson_slug},
    ).one_or_none()
    return LessonAt(row.step, row.done_at is not None, row.updated_at) if row else None


def _completed(stood: Stood, row: Any) -> Stood:
    return replace(stood, completed_by=row.track, completed_at=row.completed_at, through=row.through)


def _stood(row: Any) -> Stood:
    return Stood(
        quiz_passed=row.quiz_passed_at is not None,
        best_score=row.best_score,
        class_met=row.class_met_at is not None,
        skills_noted=row.skills_met_at is not None,
        edition=row.edition,
        edition_at=row.edition_at,
    )
