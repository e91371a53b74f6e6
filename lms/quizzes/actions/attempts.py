"""Starting an attempt and answering its questions."""

import random
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from lms.catalogue.content import Course, Module
from lms.core.access import Asker
from lms.core.db import db, in_transaction, insert
from lms.core.prepared import Stroke
from lms.learning import actions as learning
from lms.quizzes import rules
from lms.quizzes.models.attempts import Answer, Attempt, AttemptState
from lms.quizzes.queries import attempts as queries

_SUBMIT = (
    sa.update(Attempt.__table__)  # type: ignore[arg-type]
    .where(Attempt.id == sa.bindparam("attempt_id"), Attempt.state == AttemptState.OPEN)
    .values(
        state=AttemptState.SUBMITTED,
        submitted_at=sa.bindparam("now"),
        score=sa.bindparam("its_score"),
        passed=sa.bindparam("is_passed"),
    )
)


@cache
def _keep_answer(_dialect: str) -> tuple[Any, Stroke]:
    """Keeps an answer to an open attempt of this person, unless one was given before.

    Two ways to run it: in the session's transaction, where holding the attempt's row
    makes answers to one attempt pass one by one, or as a transaction of its own.
    """
    attempt, answer = Attempt.__table__.c, Answer.__table__.c
    given = [
        sa.bindparam(name, type_=answer[name].type)
        for name in ("position", "response", "credit", "right", "answered_at")
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
    columns = ["attempt_id", "position", "response", "credit", "right", "answered_at"]
    statement = (
        insert(Answer.__table__)
        .from_select(columns, theirs)
        .on_conflict_do_nothing()
        .returning(answer.position)
    )
    return statement, Stroke(statement)


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
    drawn = rules.draw(module.questions, course.quiz.count, seen, rng)
    db.session.execute(
        insert(Attempt)
        .values(
            person_id=person_id,
            course=course.slug,
            module=module.slug,
            edition=course.edition,
            state=AttemptState.OPEN,
            number=queries.last_number(person_id, course.slug, module.slug) + 1,
            questions=[each.as_kept() for each in drawn],
            started_at=now,
        )
        .on_conflict_do_nothing()
    )


def answer(
    asker: Asker,
    sheet: queries.Sheet,
    asked: rules.Asked,
    response: rules.Response,
    course: Course,
    now: datetime,
) -> None:
    """Keep the answer as given, unless one was given before; with the last one the attempt is submitted.

    An answer that leaves questions open may be a transaction of its own, kept when this
    returns. The last one is kept together with the result, by the edge's commit.

    Args:
        course: the edition the attempt was made with.
    """
    earned = rules.credit(asked.question, response, course.quiz.marking)
    in_session, at_once = _keep_answer(db.engine.dialect.name)
    given = {
        "id": sheet.id,
        "person_id": asker.person_id,
        "position": asked.position,
        "response": response,
        "credit": earned,
        "right": earned == rules.FULL,
        "answered_at": now,
    }
    if sheet.answered + 1 < asked.total and not in_transaction():
        # Two phones may give the last two answers in the same moment: whoever then finds
        # every question answered submits.
        if at_once.rows(**given) and queries.answers_kept(sheet.id) == asked.total:
            submit(asker, sheet, course, now)
    elif db.session.connection().execute(in_session, given).one_or_none():
        submit(asker, sheet, course, now)


def submit(asker: Asker, sheet: queries.Sheet, course: Course, now: datetime) -> None:
    """Close an attempt whose questions are all answered, once, and tell learning; else do nothing."""
    answered, earned = queries.tally(sheet.id)
    total = len(sheet.questions)
    if answered < total:
        return
    score = rules.score(earned, total)
    passed = rules.passed(score, course.pass_mark)
    submitted = db.session.connection().execute(
        _SUBMIT, {"attempt_id": sheet.id, "now": now, "its_score": score, "is_passed": passed}
    )
    if submitted.rowcount:
        learning.note_quiz(asker.person_id, course, sheet.module, score, passed, now)
