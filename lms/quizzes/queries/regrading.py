"""The attempts that a correction touches, as kept, a batch at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.core.db import db
from lms.quizzes.models.attempts import Answer, Attempt, AttemptState
from lms.quizzes.queries.corrections import Rule
from lms.quizzes.rules.regrading import Given, Taken

BATCH = 500
_attempt, _answer = Attempt.__table__.c, Answer.__table__.c
_PLAIN = (
    _attempt.id,
    _attempt.person_id,
    _attempt.edition,
    _attempt.state,
    _attempt.questions,
    _attempt.score,
    _attempt.passed,
)


def editions_touched(rule: Rule) -> list[str]:
    """The editions of attempts at this quiz in which the correction holds."""
    seen = sa.select(_attempt.edition).where(*_of_quiz(rule)).distinct()
    return sorted(edition for edition in db.session.scalars(seen) if rule.holds_in(edition))


def count_touched(rule: Rule, editions: Sequence[str]) -> int:
    counted = sa.select(sa.func.count()).select_from(Attempt).where(*_asking(rule, editions))
    return db.session.scalar(counted) or 0


def touched(
    rule: Rule, editions: Sequence[str], after: int = 0, since: datetime | None = None
) -> Iterator[list[Taken]]:
    """All attempts that were asked the question, open ones too, in batches by rising id.

    With `since` only those that were handed in from then on, or are open.
    """
    asking = sa.select(*_PLAIN).where(*_asking(rule, editions)).order_by(_attempt.id).limit(BATCH)
    if since is not None:
        asking = asking.where(sa.or_(_attempt.submitted_at.is_(None), _attempt.submitted_at >= since))
    while True:
        rows = db.session.execute(asking.where(_attempt.id > after)).all()
        if not rows:
            return
        after = rows[-1].id
        yield _with_answers(rows)


def passed_already(rule: Rule) -> set[int]:
    """Who has a passed attempt at this quiz, in whatever edition."""
    return set(
        db.session.scalars(sa.select(_attempt.person_id).where(*_of_quiz(rule), _attempt.passed).distinct())
    )


def _of_quiz(rule: Rule) -> tuple[sa.ColumnElement[bool], ...]:
    return _attempt.course == rule.course, _attempt.module == rule.module


def _asking(rule: Rule, editions: Sequence[str]) -> tuple[sa.ColumnElement[bool], ...]:
    """Ids stand between quotation marks in the kept text and nothing else there does but names of fields."""
    written = sa.cast(_attempt.questions, sa.Text)
    return (
        *_of_quiz(rule),
        _attempt.edition.in_(editions),
        written.contains(f'"{rule.question_id}"', autoescape=True),
    )


def _with_answers(rows: Sequence[Any]) -> list[Taken]:
    answers: dict[int, dict[int, Given]] = defaultdict(dict)
    for row in db.session.execute(
        sa.select(
            _answer.attempt_id, _answer.position, _answer.response, _answer.credit, _answer.right
        ).where(_answer.attempt_id.in_([row.id for row in rows]))
    ):
        answers[row.attempt_id][row.position] = Given(row.response, row.credit, row.right)
    return [
        Taken(
            row.id,
            row.person_id,
            row.edition,
            row.state is AttemptState.OPEN,
            tuple(each["id"] for each in row.questions),
            row.score,
            row.passed,
            answers[row.id],
        )
        for row in rows
    ]
