"""The statements of `attempts`, built once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.core.db import db, insert
from lms.core.prepared import Inside, Stroke, given
from lms.quizzes.models.attempts import Answer, Attempt, AttemptState, AttemptWay
from lms.quizzes.queries.attempts import THEIRS
from lms.quizzes.rules import FULL

_attempt: Any = Attempt.__table__
_answer: Any = Answer.__table__
_OPEN = _attempt.c.state == AttemptState.OPEN


def _new() -> Any:
    every = [column.name for column in _attempt.c if column.name != "id"]
    new = insert(_attempt).values(given(_attempt, *every)).on_conflict_do_nothing()
    return new.returning(
        _attempt.c.id, _attempt.c.edition, _attempt.c.questions, _attempt.c.due_at, _attempt.c.started_at
    )


def _answered(*further: Any) -> Any:
    """Keeps an answer to an open attempt of this person that began at this moment, unless one was given before.

    Within a transaction, holding the attempt's row makes answers to one attempt pass one by one.
    """
    columns = ["position", "response", "credit", "right", "answered_at", "received_at"]
    started_at = sa.bindparam("started_at", type_=_attempt.c.started_at.type)
    theirs = (
        sa.select(_attempt.c.id, *given(_answer, *columns).values())
        .where(*THEIRS, _OPEN, _attempt.c.started_at == started_at, *further)
        .with_for_update(key_share=True)
    )
    return (
        insert(_answer)
        .from_select(["attempt_id", *columns], theirs)
        .on_conflict_do_nothing()
        .returning(_answer.c.position)
    )


def _answered_before_the_last() -> Any:
    """The same while fewer than `most` answers are there."""
    there = sa.select(sa.func.count()).where(_answer.c.attempt_id == _attempt.c.id).scalar_subquery()
    return _answered(there < sa.bindparam("most"))


NEW = Inside(_new)
# In the session's transaction, and as a transaction of its own.
ANSWER, ANSWER_AT_ONCE = Inside(_answered), Stroke(_answered_before_the_last)
SUBMIT = Inside(
    sa.update(_attempt)
    .where(_attempt.c.id == sa.bindparam("attempt_id"), _OPEN)
    .values(
        state=AttemptState.SUBMITTED,
        submitted_at=sa.bindparam("now", type_=_attempt.c.submitted_at.type),
        score=sa.bindparam("its_score"),
        passed=sa.bindparam("is_passed", type_=sa.Boolean()),
    )
)
HELPED = Inside(
    sa.update(_attempt)
    .where(_attempt.c.id == sa.bindparam("attempt_id"))
    .values(way=AttemptWay.ASSISTED, helped_by=sa.bindparam("helper"))
)


def add_answers(attempt_id: int, answers: Sequence[dict[str, Any]], now: datetime) -> None:
    """Answers (position, response, credit) to an attempt made in this transaction."""
    rows = [
        {**each, "attempt_id": attempt_id, "right": each["credit"] == FULL, "answered_at": now}
        for each in answers
    ]
    db.session.execute(sa.insert(_answer), rows)
