"""Answering a question of an attempt."""

from datetime import datetime

from lms.catalogue.content import Course
from lms.core.access import Asker
from lms.core.db import in_transaction, writers_pass_one_by_one
from lms.quizzes import rules
from lms.quizzes.actions import statements
from lms.quizzes.actions.attempts import submit
from lms.quizzes.queries import attempts as queries
from lms.quizzes.queries.begun import Sheet
from lms.quizzes.queries.corrections import in_force
from lms.quizzes.rules import corrections as corrected


def answer(
    asker: Asker,
    sheet: Sheet,
    asked: rules.Asked,
    response: rules.Response,
    course: Course,
    now: datetime,
    given_at: datetime | None = None,
) -> bool:
    """Keep the answer as given; with the last one the attempt is submitted.

    An answer that leaves questions open may be a transaction of its own, kept when this
    returns. The last one is kept together with the result, by the edge's commit.
    False, and nothing kept, where one was given before, or the attempt is closed or not the asker's.

    Args:
        sheet: of any age; the statements look for themselves.
        course: the edition the attempt was made with.
        given_at: when it was given, for an answer given without a network.

    Raises:
        TimeIsUp: the quiz has a time limit, and it is over.
    """
    if sheet.due_at and rules.time_is_up(sheet.due_at, course.quiz, now):
        raise rules.TimeIsUp
    corrections = in_force(course.edition, sheet.module)
    earned = corrected.credit(asked.question, response, course.quiz.marking, corrections)
    given = {
        "id": sheet.id,
        "started_at": sheet.started_at,
        "person_id": asker.person_id,
        "position": asked.position,
        "response": response,
        "credit": earned,
        "right": earned == rules.FULL,
        "answered_at": given_at or now,
        "received_at": now if given_at else None,
    }
    leaves_some = sheet.answered + 1 < asked.total and not in_transaction()
    if leaves_some and statements.ANSWER_AT_ONCE.rows(most=asked.total - 1, **given):
        # Where many write at the same moment, two phones may have given the last two answers:
        # whoever then finds every question answered submits.
        if not writers_pass_one_by_one() and queries.answers_kept(sheet.id) == asked.total:
            submit(sheet, course, now)
        return True
    if statements.ANSWER.rows(**given):
        submit(sheet, course, now)
        return True
    return False
