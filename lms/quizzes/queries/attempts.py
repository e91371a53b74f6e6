"""Attempts and answers of one person. Statements are built once: compiling costs more than running."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from lms.core.access import Asker
from lms.core.db import in_one_text, moment
from lms.core.errors import Missing
from lms.core.prepared import Glance, Inside, Lookup, at_most
from lms.quizzes.models.attempts import Allowance, Answer, Attempt, AttemptState
from lms.quizzes.queries.begun import Sheet, remember

_attempt, _answer = Attempt.__table__.c, Answer.__table__.c

# An attempt is for whoever takes it, and for whoever taps for them.
THEIRS = (
    _attempt.id == sa.bindparam("id"),
    sa.or_(_attempt.person_id == sa.bindparam("person_id"), _attempt.helped_by == sa.bindparam("person_id")),
)
_THEIR_ATTEMPT = sa.select(
    _attempt.id,
    _attempt.person_id,
    _attempt.course,
    _attempt.module,
    _attempt.edition,
    _attempt.state,
    _attempt.way,
    _attempt.questions,
    _attempt.score,
    _attempt.passed,
    _attempt.due_at,
).where(*THEIRS)
_ATTEMPT = Glance(_THEIR_ATTEMPT)
_RESULT = Glance(
    lambda: _THEIR_ATTEMPT.add_columns(
        sa.select(in_one_text(_answer.position, _answer.right, _answer.credit, _answer.response))
        .where(_answer.attempt_id == _attempt.id)
        .scalar_subquery()
        .label("answers")
    )
)
# A question page is read more than any other: it goes the shortest way.
_SHEET = Lookup(
    sa.select(
        _attempt.person_id,
        _attempt.course,
        _attempt.module,
        _attempt.edition,
        _attempt.state,
        _attempt.due_at,
        _attempt.started_at,
        _attempt.questions,
        sa.select(_answer.response)
        .where(_answer.attempt_id == _attempt.id, _answer.position == sa.bindparam("position"))
        .scalar_subquery(),
        sa.select(sa.func.count()).where(_answer.attempt_id == _attempt.id).scalar_subquery(),
    ).where(*THEIRS)
)
_ANSWERED = Lookup(sa.select(_answer.position).where(_answer.attempt_id == sa.bindparam("attempt_id")))
_ANSWERS = Glance(
    sa.select(_answer.position, _answer.response, _answer.credit, _answer.right)
    .where(_answer.attempt_id == sa.bindparam("attempt_id"))
    .order_by(_answer.position)
)
_MARKS = Inside(
    sa.select(_answer.position, _answer.credit, _answer.right).where(
        _answer.attempt_id == sa.bindparam("attempt_id")
    )
)
_ALLOWANCE = Inside(
    sa.select(Allowance.extra_minutes, Allowance.extra_attempts).where(
        Allowance.person_id == sa.bindparam("person_id"),
        Allowance.course == sa.bindparam("course"),
        Allowance.module == sa.bindparam("module"),
    )
)
_OF_MODULE = (
    _attempt.person_id == sa.bindparam("person_id"),
    _attempt.course == sa.bindparam("course"),
    _attempt.module == sa.bindparam("module"),
)
_OPEN = Inside(
    sa.select(_attempt.id, _attempt.edition, _attempt.questions, _attempt.due_at, _attempt.started_at).where(
        *_OF_MODULE, _attempt.state == AttemptState.OPEN
    )
)
_TRIES = Inside(
    sa.select(
        _attempt.id,
        _attempt.edition,
        _attempt.questions,
        _attempt.due_at,
        _attempt.started_at,
        _attempt.state,
        _attempt.number,
    ).where(*_OF_MODULE)
)
_LAST_NUMBER = Inside(
    sa.select(sa.func.coalesce(sa.func.max(_attempt.number), 0).label("latest")).where(*_OF_MODULE)
)
_PAST = Inside(
    sa.select(
        _attempt.id,
        _attempt.edition,
        _attempt.questions,
        _attempt.submitted_at,
        _attempt.passed,
        _attempt.way,
        sa.select(sa.func.count())
        .where(_answer.attempt_id == _attempt.id, _answer.right)
        .scalar_subquery()
        .label("right"),
    )
    .where(*_OF_MODULE, _attempt.state == AttemptState.SUBMITTED)
    .order_by(_attempt.submitted_at.desc(), _attempt.id.desc())
    .limit(at_most(20))
)


def attempt_of(asker: Asker, attempt_id: int) -> Any:
    """An attempt the asker takes or helps with: whose, course, module, edition, state, way, questions, result, due_at."""
    rows = _ATTEMPT.rows(id=attempt_id, person_id=asker.person_id)
    if not rows:
        raise Missing
    return rows[0]


def sheet_at(asker: Asker, attempt_id: int, position: int) -> Sheet:
    """An attempt the asker takes or helps with, and what was answered at this position."""
    rows = _SHEET.rows(id=attempt_id, person_id=asker.person_id, position=position)
    if not rows:
        raise Missing
    person_id, course, module, edition, state, due_at, started_at, questions, response, answered = rows[0]
    sheet = Sheet(
        attempt_id,
        person_id,
        course,
        module,
        edition,
        state == AttemptState.OPEN,
        moment(due_at),
        _list(questions),
        _list(response),
        answered,
        cast("datetime", moment(started_at)),
    )
    if sheet.is_open:
        remember(sheet)
    return sheet


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
    return {row.position: row for row in _ANSWERS.rows(attempt_id=attempt_id)}


def result_of(asker: Asker, attempt_id: int) -> tuple[Any, dict[int, str]]:
    """As `attempt_of`, and how each question answered went, by position: "right", "partly", "wrong" or "unknown"."""
    rows = _RESULT.rows(id=attempt_id, person_id=asker.person_id)
    if not rows:
        raise Missing
    return rows[0], {
        position: "right" if right else "partly" if credit else "unknown" if response in _NOTHING else "wrong"
        for position, right, credit, response in json.loads(rows[0].answers or "[]")
    }


_NOTHING: tuple[Any, ...] = ([], "[]")  # JSON within JSON is a list on PostgreSQL and text on SQLite


def marks_of(attempt_id: int) -> list[Any]:
    """The answers (position, credit, right) to an attempt, as this transaction sees them."""
    return _MARKS.rows(attempt_id=attempt_id)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a person has beyond what the quiz gives everybody."""

    minutes: int = 0
    attempts: int = 0


def allowance(person_id: int, course: str, module: str) -> Allowed:
    rows = _ALLOWANCE.rows(person_id=person_id, course=course, module=module)
    return Allowed(*rows[0]) if rows else Allowed()


def open_attempt(person_id: int, course: str, module: str) -> Any | None:
    """The attempt (id, edition, questions, due_at, started_at) this person has open at a module's quiz, if any."""
    rows = _OPEN.rows(person_id=person_id, course=course, module=module)
    return rows[0] if rows else None


@dataclass(frozen=True, slots=True)
class Tries:
    """A person's attempts at a module's quiz: the open one (id, edition, questions, due_at, started_at) if any,
    the ids of all questions they were ever asked, in any edition, and the latest number; 0 before the first.
    """

    open: Any | None
    seen: frozenset[str]
    latest: int


def tries_at(person_id: int, course: str, module: str) -> Tries:
    rows = _TRIES.rows(person_id=person_id, course=course, module=module)
    return Tries(
        next((row for row in rows if row.state is AttemptState.OPEN), None),
        frozenset(drawn["id"] for row in rows for drawn in row.questions),
        max((row.number for row in rows), default=0),
    )


def last_number(person_id: int, course: str, module: str) -> int:
    """The number of this person's latest attempt at a module's quiz; 0 before the first."""
    return int(_LAST_NUMBER.rows(person_id=person_id, course=course, module=module)[0].latest)


def past_attempts(asker: Asker, course: str, module: str) -> list[Any]:
    """The asker's last twenty submitted attempts, newest first, each with how many were right."""
    return _PAST.rows(person_id=asker.person_id, course=course, module=module)
