"""What trainees say about questions: their own, and those an author may settle."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from lms.core.access import Asker
from lms.core.db import db
from lms.core.errors import Missing
from lms.people.models import Person
from lms.places.models import Unit
from lms.places.queries import within
from lms.quizzes.models.attempts import Answer, Attempt
from lms.quizzes.models.corrections import Appeal, AppealState
from lms.quizzes.queries.corrections import AUTHORS

PAGE = 30


def appeal_at(asker: Asker, attempt_id: int, position: int) -> Appeal | None:
    """What the asker said about this answer of theirs, if anything."""
    return db.session.scalar(
        sa.select(Appeal)
        .join(Attempt, Attempt.id == Appeal.attempt_id)
        .where(
            Appeal.attempt_id == attempt_id, Appeal.position == position, Attempt.person_id == asker.person_id
        )
    )


def is_right(attempt_id: int, position: int) -> bool:
    """Whether an answer of an attempt that was fetched for its person earned everything."""
    return bool(
        db.session.scalar(
            sa.select(Answer.right).where(Answer.attempt_id == attempt_id, Answer.position == position)
        )
    )


def news(asker: Asker, course: str, module: str) -> Sequence[Any]:
    """The asker's last five appeals at a quiz: attempt_id, position, question_id, edition, state, reply."""
    return db.session.execute(
        sa.select(
            Appeal.attempt_id,
            Appeal.position,
            Appeal.question_id,
            Attempt.edition,
            Appeal.state,
            Appeal.reply,
        )
        .join(Attempt, Attempt.id == Appeal.attempt_id)
        .where(Attempt.person_id == asker.person_id, Attempt.course == course, Attempt.module == module)
        .order_by(Appeal.id.desc())
        .limit(5)
    ).all()


def open_appeals(asker: Asker, page: int = 1) -> tuple[list[Any], bool]:
    """A page of what waits in the asker's units, the oldest first, and whether more follow.

    Rows tell the question, the answer and the unit, never who it is.
    """
    rows = db.session.execute(
        _told(asker)
        .where(Appeal.state == AppealState.OPEN)
        .order_by(Appeal.id)
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return list(rows[:PAGE]), len(rows) > PAGE


def count_open(asker: Asker) -> int:
    waiting = _told(asker).where(Appeal.state == AppealState.OPEN).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(waiting)) or 0


def appeal_in_scope(asker: Asker, appeal_id: int) -> Any:
    """One appeal as `open_appeals` tells it; Missing when it is not in the asker's units."""
    row = db.session.execute(_told(asker).where(Appeal.id == appeal_id)).one_or_none()
    if row is None:
        raise Missing
    return row


def open_by_question(asker: Asker, course: str, module: str) -> dict[str, int]:
    """How many wait, by question."""
    waiting = (
        _told(asker)
        .where(Appeal.state == AppealState.OPEN, Appeal.course == course, Appeal.module == module)
        .subquery()
    )
    rows = db.session.execute(
        sa.select(waiting.c.question_id, sa.func.count()).group_by(waiting.c.question_id)
    )
    return {row.question_id: row[1] for row in rows}


def open_at(
    course: str, module: str, question_id: str, editions: Iterable[str], *, only_right: bool
) -> set[int]:
    """Open appeals at a question of these editions; or only those whose answers have full credit by now."""
    statement = (
        sa.select(Appeal.id)
        .join(Attempt, Attempt.id == Appeal.attempt_id)
        .join(Answer, sa.and_(Answer.attempt_id == Appeal.attempt_id, Answer.position == Appeal.position))
        .where(
            Appeal.state == AppealState.OPEN,
            Appeal.course == course,
            Appeal.module == module,
            Appeal.question_id == question_id,
            Attempt.edition.in_(editions),
        )
    )
    return set(db.session.scalars(statement.where(Answer.right) if only_right else statement))


def _told(asker: Asker) -> sa.Select[Any]:
    return (
        sa.select(
            Appeal.id,
            Appeal.course,
            Appeal.module,
            Appeal.question_id,
            Appeal.words,
            Appeal.made_at,
            Appeal.state,
            Appeal.reply,
            Attempt.edition,
            Answer.response,
            Unit.name.label("unit_name"),
        )
        .join(Attempt, Attempt.id == Appeal.attempt_id)
        .join(Answer, sa.and_(Answer.attempt_id == Appeal.attempt_id, Answer.position == Appeal.position))
        .join(Person, Person.id == Attempt.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(within(asker.paths(*AUTHORS)))
    )
