"""Starting an attempt and answering its questions."""

import random
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from lms.catalogue.content import Course, Module
from lms.core.db import db, insert
from lms.learning import actions as learning
from lms.quizzes import queries, rules
from lms.quizzes.models import Answer, Attempt, AttemptState

_SUBMIT = (
    sa.update(Attempt.__table__)  # type: ignore[arg-type]
    .where(Attempt.id == sa.bindparam("attempt_id"))
    .values(
        state=AttemptState.SUBMITTED,
        submitted_at=sa.bindparam("now"),
        score=sa.bindparam("its_score"),
        passed=sa.bindparam("is_passed"),
    )
)


@cache
def _keep_answer(_dialect: str) -> Any:
    """Keeps an answer to an open attempt of this person, unless one was given before.

    Holding the attempt's row lets answers to one attempt pass one by one, so that
    the last of them knows that it is the last.
    """
    attempt, answer = Attempt.__table__.c, Answer.__table__.c
    given = [
        sa.bindparam(name, type_=answer[name].type)
        for name in ("position", "choices", "right", "answered_at")
    ]
    theirs = (
        sa.select(attempt.id, *given)
        .where(
            attempt.id == sa.bindparam("id"),
            attempt.person_id == sa.bindparam("person_id"),
            attempt.state == AttemptState.OPEN,
        )
        .with_for_update(key_share=True)
    )
    columns = ["attempt_id", "position", "choices", "right", "answered_at"]
    return (
        insert(Answer.__table__)
        .from_select(columns, theirs)
        .on_conflict_do_nothing()
        .execution_options(preserve_rowcount=True)
    )


def start(person_id: int, course: Course, module: Module, rng: random.Random, now: datetime) -> Any:
    """The person's open attempt (id, questions) at this quiz; made now when there is none.

    Two starts at the same moment get the same attempt.
    """
    if not module.questions:
        raise rules.NoQuestions
    learning.enrol(person_id, course.slug, now)
    while True:
        found = queries.open_attempt(person_id, course.slug, module.slug)
        if found:
            return found
        _open(person_id, course, module, rng, now)


def _open(person_id: int, course: Course, module: Module, rng: random.Random, now: datetime) -> None:
    seen = queries.seen(person_id, course.slug, module.slug)
    drawn = rules.draw(module.questions, course.questions_per_quiz, seen, rng)
    db.session.execute(
        insert(Attempt)
        .values(
            person_id=person_id,
            course=course.slug,
            module=module.slug,
            edition=course.edition,
            state=AttemptState.OPEN,
            questions=[each.as_kept() for each in drawn],
            started_at=now,
        )
        .on_conflict_do_nothing()
    )


def answer(
    person_id: int,
    attempt_id: int,
    asked: rules.Asked,
    choices: Iterable[int],
    course: Course,
    module: Module,
    now: datetime,
) -> None:
    """Keep the answer as given, unless one was given before; with the last one the attempt is submitted.

    Args:
        course: the edition the attempt was made with.
    """
    chosen = sorted(choices)
    connection = db.session.connection()
    kept = connection.execute(
        _keep_answer(connection.dialect.name),
        {
            "id": attempt_id,
            "person_id": person_id,
            "position": asked.position,
            "choices": chosen,
            "right": rules.mark(asked.question, chosen),
            "answered_at": now,
        },
    )
    if not kept.rowcount:
        return
    answered, right = queries.tally(attempt_id)
    if answered < asked.total:
        return
    score = rules.score(right, asked.total)
    passed = rules.passed(score, course.pass_mark)
    connection.execute(
        _SUBMIT, {"attempt_id": attempt_id, "now": now, "its_score": score, "is_passed": passed}
    )
    learning.note_quiz(person_id, course, module.slug, score, passed, now)
