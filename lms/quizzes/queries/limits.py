"""How long and how often one person may take a quiz, and what they were given beyond that."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from lms.catalogue.content import Course
from lms.core.db import db
from lms.core.prepared import Inside
from lms.people.models import Person
from lms.quizzes.models.attempts import Allowance, Attempt
from lms.quizzes.queries import attempts
from lms.quizzes.queries.begun import Sheet
from lms.quizzes.rules.limits import Limits

_STILL_OPEN = sa.text("state = 'open'")  # spelled out, so that the index of open attempts is used
_GIVER = aliased(Person)
_attempt: Any = Attempt.__table__
_HELD_OPEN = Inside(
    sa.select(
        _attempt.c.person_id,
        _attempt.c.course,
        _attempt.c.module,
        _attempt.c.edition,
        _attempt.c.due_at,
        _attempt.c.questions,
        _attempt.c.started_at,
        _attempt.c.id,
    )
    .where(_attempt.c.id == sa.bindparam("attempt_id"), _attempt.c.due_at.is_not(None), _STILL_OPEN)
    .with_for_update(key_share=True)
)


def limits_of(person_id: int, course: Course, module: str) -> Limits:
    """Asks the database only where the course sets a limit."""
    quiz = course.quiz
    if quiz.minutes is None and quiz.attempts is None:
        return Limits()
    extra = attempts.allowance(person_id, course.slug, module)
    return Limits(
        quiz.minutes + extra.minutes if quiz.minutes is not None else None,
        quiz.attempts + extra.attempts if quiz.attempts is not None else None,
        attempts.last_number(person_id, course.slug, module),
    )


def allowances_of(person_id: int) -> Sequence[Any]:
    """What this person was given, newest first, each with the name of who gave it."""
    return db.session.execute(
        sa.select(
            Allowance.course,
            Allowance.module,
            Allowance.extra_minutes,
            Allowance.extra_attempts,
            Allowance.reason,
            Allowance.given_at,
            _GIVER.name.label("giver"),
        )
        .join(_GIVER, _GIVER.id == Allowance.given_by)
        .where(Allowance.person_id == person_id)
        .order_by(Allowance.given_at.desc())
    ).all()


def overdue(now: datetime, after: int = 0) -> Sequence[int]:
    """Open attempts whose time was over before `now`, grace not counted; some of them, by rising id."""
    late = (
        sa.select(Attempt.id)
        .where(_STILL_OPEN, Attempt.due_at < now, Attempt.id > after)
        .order_by(Attempt.id)
        .limit(200)
    )
    return db.session.scalars(late).all()


def held_open(attempt_id: int) -> Sheet | None:
    """An open attempt with a time limit, held so that no answer comes in meanwhile; None once it is closed."""
    rows = _HELD_OPEN.rows(attempt_id=attempt_id)
    return Sheet.begun(rows[0].person_id, rows[0].course, rows[0].module, rows[0]) if rows else None
