"""More time or more tries for one person."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from lms.catalogue import shelf
from lms.catalogue.content import Course
from lms.core.db import db, insert
from lms.quizzes.models.attempts import Allowance, Attempt, AttemptState
from lms.quizzes.queries import open_attempt

_GIVEN = ("extra_minutes", "extra_attempts", "reason", "given_by", "given_at")


def allow(
    person_id: int,
    course: Course,
    module: str,
    *,
    extra_minutes: int,
    extra_attempts: int,
    reason: str,
    given_by: int,
    now: datetime,
) -> None:
    """Give this much beyond what the quiz gives everybody; it replaces what was given before.

    More minutes also count for the attempt that is open now.
    """
    given = insert(Allowance).values(
        person_id=person_id,
        course=course.slug,
        module=module,
        extra_minutes=extra_minutes,
        extra_attempts=extra_attempts,
        reason=reason,
        given_by=given_by,
        given_at=now,
    )
    db.session.execute(
        given.on_conflict_do_update(
            index_elements=["person_id", "course", "module"],
            set_={name: given.excluded[name] for name in _GIVEN},
        )
    )
    opened = open_attempt(person_id, course.slug, module)
    if opened and opened.due_at is not None:
        minutes = (shelf.edition(opened.edition).quiz.minutes or 0) + extra_minutes
        _move_end(opened.id, timedelta(minutes=minutes))


def _move_end(attempt_id: int, length: timedelta) -> None:
    mine = Attempt.id == attempt_id, Attempt.state == AttemptState.OPEN
    begun = db.session.scalar(sa.select(Attempt.started_at).where(*mine))
    if begun is not None:
        db.session.execute(sa.update(Attempt).where(*mine).values(due_at=begun + length))
