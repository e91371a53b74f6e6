"""What a person has learned. The asker is the person: every statement is about them alone."""

from typing import Any

import sqlalchemy as sa

from lms.core.db import db
from lms.learning.models import WHOLE_COURSE, Completion, LessonProgress, Standing
from lms.learning.progress import LessonAt, Progress, Stood

_progress, _standing = LessonProgress.__table__, Standing.__table__
_completion = Completion.__table__
_whole = _completion.alias("whole")

_LESSONS = sa.select(
    _progress.c.course,
    _progress.c.module,
    _progress.c.lesson,
    _progress.c.step,
    _progress.c.done_at,
    _progress.c.updated_at,
    _progress.c.skipped,
).where(_progress.c.person_id == sa.bindparam("person_id"))

_STANDINGS = (
    sa.select(
        _standing.c.course,
        _standing.c.module,
        _standing.c.quiz_passed_at,
        _standing.c.best_score,
        _standing.c.class_met_at,
        _standing.c.skills_met_at,
        _completion.c.track,
        _completion.c.completed_at,
        _whole.c.completed_at.label("course_completed_at"),
    )
    .outerjoin(
        _completion,
        sa.and_(
            _completion.c.person_id == _standing.c.person_id,
            _completion.c.course == _standing.c.course,
            _completion.c.module == _standing.c.module,
        ),
    )
    .outerjoin(
        _whole,
        sa.and_(
            _whole.c.person_id == _standing.c.person_id,
            _whole.c.course == _standing.c.course,
            _whole.c.module == WHOLE_COURSE,
        ),
    )
    .where(_standing.c.person_id == sa.bindparam("person_id"))
)
_STANDING = _STANDINGS.where(
    _standing.c.course == sa.bindparam("course"), _standing.c.module == sa.bindparam("module")
)

_STEP = sa.select(_progress.c.step, _progress.c.done_at, _progress.c.updated_at).where(
    _progress.c.person_id == sa.bindparam("person_id"),
    _progress.c.course == sa.bindparam("course"),
    _progress.c.module == sa.bindparam("module"),
    _progress.c.lesson == sa.bindparam("lesson"),
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
    lessons: dict[str, dict[tuple[str, str], LessonAt]] = {}
    for course, module, lesson, step, done_at, updated_at, skipped in db.session.execute(_LESSONS, mine):
        at = LessonAt(step, done_at is not None, updated_at, skipped)
        lessons.setdefault(course, {})[module, lesson] = at
    standings: dict[str, dict[str, Stood]] = {}
    whole = {}
    for row in db.session.execute(_STANDINGS, mine):
        standings.setdefault(row.course, {})[row.module] = _stood(row)
        whole[row.course] = row.course_completed_at
    return {
        course: Progress(lessons.get(course, {}), standings.get(course, {}), whole.get(course))
        for course in lessons.keys() | standings.keys()
    }


def progress_of(person_id: int, course_slug: str) -> Progress:
    """How far a person is in a course; an empty progress before the first step."""
    return progress_by_course(person_id).get(course_slug) or Progress()


def standing_of(person_id: int, course_slug: str, module_slug: str) -> Stood:
    """What is noted for a person in a module; nothing noted is a standing too."""
    row = db.session.execute(
        _STANDING, {"person_id": person_id, "course": course_slug, "module": module_slug}
    ).one_or_none()
    return _stood(row) if row else Stood()


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


def _stood(row: Any) -> Stood:
    return Stood(
        quiz_passed=row.quiz_passed_at is not None,
        best_score=row.best_score,
        class_met=row.class_met_at is not None,
        skills_noted=row.skills_met_at is not None,
        completed_by=row.track,
        completed_at=row.completed_at,
    )
