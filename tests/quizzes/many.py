"""Helps tests have many quizzes handed in: attempts and answers put into the tables as pages would."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.learning import actions as learning
from lms.quizzes import rules
from lms.quizzes.models import Answer, Attempt, AttemptState, AttemptWay
from tests.world import World, person

QUESTIONS = ("an-toan-single-1", "an-toan-single-2", "an-toan-multiple", "an-toan-tf-1", "an-toan-tf-2")


def hand_in(
    world: World,
    person_id: int,
    responses: Sequence[Sequence[Any]],
    *,
    questions: Sequence[str] = QUESTIONS,
    number: int = 1,
    seconds: int = 20,
    edition: str = "",
    state: AttemptState = AttemptState.SUBMITTED,
    way: AttemptWay = AttemptWay.SELF,
) -> int:
    """One attempt with these answers, marked as usual; answers its id."""
    course = shelf.edition(edition or world.edition)
    module = course.module("an-toan")
    start = clock.now() - timedelta(hours=1)
    credits = [
        rules.credit(module.question(each), response, course.quiz.marking)
        for each, response in zip(questions, responses, strict=False)
    ]
    score = rules.score(sum(credits), len(questions))
    done = state is AttemptState.SUBMITTED
    attempt = Attempt(
        person_id=person_id,
        course=course.slug,
        module=module.slug,
        edition=course.edition,
        state=state,
        number=number,
        way=way,
        questions=[{"id": each, "order": []} for each in questions],
        started_at=start,
        submitted_at=clock.now() if done else None,
        score=score if done else None,
        passed=rules.passed(score, course.pass_mark) if done else None,
    )
    db.session.add(attempt)
    db.session.flush()
    db.session.add_all(
        Answer(
            attempt_id=attempt.id,
            position=at,
            response=list(response),
            credit=earned,
            right=earned == rules.FULL,
            answered_at=start + at * timedelta(seconds=seconds),
        )
        for at, (response, earned) in enumerate(zip(responses, credits, strict=True), start=1)
    )
    if done:
        learning.enrol(person_id, course.slug, clock.now())
        learning.note_quiz(person_id, course, module.slug, score, bool(attempt.passed), clock.now())
    db.session.commit()
    return attempt.id


def people(world: World, count: int, unit: str = "village", language: str = "vi") -> list[int]:
    made = [person(f"Học Viên {n}", world.units[unit]) for n in range(count)]
    for each in made:
        each.language = language
    db.session.commit()
    return [each.id for each in made]


# Which answers are right and which are wrong, in the order of QUESTIONS.
RIGHT = ([1], [1], [0, 1], [1], [1])
WRONG = ([0], [0], [2], [0], [0])


def answered(right: Iterable[int]) -> list[list[int]]:
    """Right at these positions (from 1), wrong elsewhere."""
    wanted = set(right)
    return [list(RIGHT[at]) if at + 1 in wanted else list(WRONG[at]) for at in range(5)]
