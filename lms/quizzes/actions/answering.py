"""Answering a question of an attempt."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from lms.catalogue.content import Course
from lms.core.access import Asker
from lms.core.db import writers_pass_one_by_one
from lms.core.short import alone, as_one, at_once
from lms.quizzes import rules
from lms.quizzes.actions import statements
from lms.quizzes.actions.attempts import submit
from lms.quizzes.queries import attempts as queries
from lms.quizzes.queries.begun import Sheet
from lms.quizzes.queries.corrections import in_force
from lms.quizzes.rules import corrections as corrected

GivenAway = tuple[rules.Asked, rules.Response, datetime]  # and when, by our clock


def answer(
    asker: Asker, sheet: Sheet, asked: rules.Asked, response: rules.Response, course: Course, now: datetime
) -> bool:
    """Keep the answer as given; with the last one the attempt is submitted.

    A part of the transaction that runs; where none does, kept when this returns.
    False, and nothing kept, where one was given before, or the attempt is closed or not the asker's.

    Args:
        sheet: of any age; the statements look for themselves.
        course: the edition the attempt was made with.

    Raises:
        TimeIsUp: the quiz has a time limit, and it is over.
    """
    if sheet.due_at and rules.time_is_up(sheet.due_at, course.quiz, now):
        raise rules.TimeIsUp
    given = _given(asker, sheet, asked, response, course, now)
    leaves_some = asked.position < asked.total and sheet.answered + 1 < asked.total
    if leaves_some and alone() and statements.ANSWER_AT_ONCE.rows(most=asked.total - 1, **given):
        # Where many write at the same moment, two phones may have given the last two answers:
        # whoever then finds every question answered submits.
        if not writers_pass_one_by_one() and queries.answers_kept(sheet.id) == asked.total:
            at_once(partial(submit, sheet, course, now))
        return True
    return as_one(partial(_keep, sheet, [given], course, now))


def answer_later(
    asker: Asker, sheet: Sheet, answers: Iterable[GivenAway], course: Course, now: datetime
) -> None:
    """Keep answers that were given without a network, all of them together; what was answered before stays.

    As `answer` for the rest; for quizzes without a time limit.
    """
    given = [
        {**_given(asker, sheet, asked, response, course, given_at), "received_at": now}
        for asked, response, given_at in answers
    ]
    as_one(partial(_keep, sheet, given, course, now))


def _keep(sheet: Sheet, given: Sequence[dict[str, Any]], course: Course, now: datetime) -> bool:
    """Whether any was new. One may be the last: what is told of the whole attempt is kept together with it."""
    new = [bool(statements.ANSWER.rows(**each)) for each in given]
    if any(new):
        submit(sheet, course, now)
    return any(new)


def _given(
    asker: Asker, sheet: Sheet, asked: rules.Asked, response: rules.Response, course: Course, at: datetime
) -> dict[str, Any]:
    corrections = in_force(course.edition, sheet.module)
    earned = corrected.credit(asked.question, response, course.quiz.marking, corrections)
    return {
        "id": sheet.id,
        "started_at": sheet.started_at,
        "person_id": asker.person_id,
        "position": asked.position,
        "response": response,
        "credit": earned,
        "right": earned == rules.FULL,
        "answered_at": at,
        "received_at": None,
    }
