"""Attempts and answers of one person. Statements are built once: compiling costs more than running."""

import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from lms.core.access import Asker
from lms.core.db import db
from lms.core.errors import Missing
from lms.core.prepared import Lookup
from lms.quizzes.models.attempts import Answer, Attempt, AttemptState

_attempt, _answer = Attempt.__table__.c, Answer.__table__.c

_ATTEMPT = sa.select(
    _attempt.id,
    _attempt.course,
    _attempt.module,
    _attempt.edition,
    _attempt.state,
    _attempt.questions,
    _attempt.score,
    _attempt.passed,
).where(_attempt.id == sa.bindparam("id"), _attempt.person_id == sa.bindparam("person_id"))
# A question page is read more than any other: it goes the shortest way.
_SHEET = Lookup(
    sa.select(
        _attempt.course,
        _attempt.module,
        _attempt.edition,
        _attempt.state,
        _attempt.questions,
        sa.select(_answer.response)
        .where(_answer.attempt_id == _attempt.id, _answer.position == sa.bindparam("position"))
        .scalar_subquery(),
        sa.select(sa.func.count()).where(_answer.attempt_id == _attempt.id).scalar_subquery(),
    ).where(_attempt.id == sa.bindparam("id"), _attempt.person_id == sa.bindparam("person_id"))
)
_ANSWERED = Lookup(sa.select(_answer.position).where(_answer.attempt_id == sa.bindparam("attempt_id")))
_ANSWERS = (
    sa.select(_answer.position, _answer.response, _answer.credit, _answer.right)
    .where(_answer.attempt_id == sa.bindparam("attempt_id"))
    .order_by(_answer.position)
)
_TALLY = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(_answer.credit), 0)).where(
    _answer.attempt_id == sa.bindparam("attempt_id")
)
_OF_MODULE = (
    _attempt.person_id == sa.bindparam("person_id"),
    _attempt.course == sa.bindparam("course"),
    _attempt.module == sa.bindparam("module"),
)
_OPEN = sa.select(_attempt.id, _attempt.edition, _attempt.questions).where(
    *_OF_MODULE, _attempt.state == AttemptState.OPEN
)
_SEEN = sa.select(_attempt.questions).where(*_OF_MODULE)
_LAST_NUMBER = sa.select(sa.func.coalesce(sa.func.max(_attempt.number), 0)).where(*_OF_MODULE)
_PAST = (
    sa.select(
        _attempt.id,
        _attempt.questions,
        _attempt.submitted_at,
        _attempt.passed,
        sa.select(sa.func.count())
        .where(_answer.attempt_id == _attempt.id, _answer.right)
        .scalar_subquery()
        .label("right"),
    )
    .where(*_OF_MODULE, _attempt.state == AttemptState.SUBMITTED)
    .order_by(_attempt.submitted_at.desc(), _attempt.id.desc())
    .limit(20)
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """An attempt as one of its question pages needs it.

    `response` is what was answered there, None before; `answered` counts all its answers.
    """

    id: int
    course: str
    module: str
    edition: str
    is_open: bool
    questions: list[Any]
    response: list[Any] | None
    answered: int


def attempt_of(asker: Asker, attempt_id: int) -> Any:
    """The asker's own attempt: id, course, module, edition, state, questions, score, passed."""
    row = (
        db.session.connection()
        .execute(_ATTEMPT, {"id": attempt_id, "person_id": asker.person_id})
        .one_or_none()
    )
    if row is None:
        raise Missing
    return row


def sheet_at(asker: Asker, attempt_id: int, position: int) -> Sheet:
    """The asker's own attempt, and what was answered at this position."""
    rows = _SHEET.rows(id=attempt_id, person_id=asker.person_id, position=position)
    if not rows:
        raise Missing
    course, module, edition, state, questions, response, answered = rows[0]
    return Sheet(
        attempt_id,
        course,
        module,
        edition,
        state == AttemptState.OPEN,
        _list(questions),
        _list(response),
        answered,
    )


def answered_in(attempt_id: int) -> set[int]:
    """The positions answered in an attempt that was fetched for its person."""
    return {position for (position,) in _ANSWERED.rows(attempt_id=attempt_id)}


def answers_kept(attempt_id: int) -> int:
    """How many answers to an attempt are committed."""
    return len(_ANSWERED.rows(attempt_id=attempt_id))


def _list(value: Any) -> Any:
    """A JSON column as the driver gives it: text on SQLite, ready on PostgreSQL."""
    return json.loads(value) if isinstance(value, str) else value


def answers_to(attempt_id: int) -> dict[int, Any]:
    """The answers (response, credit, right) to an attempt that was fetched for its person, by position."""
    rows = db.session.connection().execute(_ANSWERS, {"attempt_id": attempt_id})
    return {row.position: row for row in rows}


def tally(attempt_id: int) -> tuple[int, int]:
    """How many questions of an attempt are answered, and the credit of these answers."""
    answered, earned = db.session.connection().execute(_TALLY, {"attempt_id": attempt_id}).one()
    return answered, int(earned)


def open_attempt(person_id: int, course: str, module: str) -> Any | None:
    """The attempt (id, edition, questions) this person has open at a module's quiz, if any."""
    return (
        db.session.connection()
        .execute(_OPEN, {"person_id": person_id, "course": course, "module": module})
        .one_or_none()
    )


def seen(person_id: int, course: str, module: str) -> set[str]:
    """The ids of all questions this person was ever asked about a module, in any edition."""
    rows = db.session.connection().execute(
        _SEEN, {"person_id": person_id, "course": course, "module": module}
    )
    return {drawn["id"] for (questions,) in rows for drawn in questions}


def last_number(person_id: int, course: str, module: str) -> int:
    """The number of this person's latest attempt at a module's quiz; 0 before the first."""
    of = {"person_id": person_id, "course": course, "module": module}
    return int(db.session.connection().execute(_LAST_NUMBER, of).scalar_one())


def past_attempts(asker: Asker, course: str, module: str) -> list[Any]:
    """The asker's last twenty submitted attempts, newest first, each with how many were right."""
    rows = db.session.connection().execute(
        _PAST, {"person_id": asker.person_id, "course": course, "module": module}
    )
    return list(rows)
