"""Helps tests sit a quiz: what is asked at a position, and which places on the page are right there."""

from typing import Any

import sqlalchemy as sa

from lms.catalogue import shelf
from lms.core.db import db
from lms.quizzes import rules
from lms.quizzes.models import Answer, Attempt

QUIZ = "/quizzes/thu/an-toan"


def last_attempt() -> Any:
    return db.session.scalars(sa.select(Attempt).order_by(Attempt.id.desc()).limit(1)).one()


def asked_on(app, path: str) -> rules.Asked:
    """The question that the page at this path (`/quizzes/attempts/1/2`) asks."""
    attempt_id, position = (int(part) for part in path.partition("?")[0].split("/")[3:5])
    with app.app_context():
        attempt = db.session.get_one(Attempt, attempt_id)
        module = shelf.edition(attempt.edition).module(attempt.module)
        return rules.asked_at(module, attempt.questions, position)


def right_places(asked: rules.Asked) -> list[str]:
    return [str(place) for place, number in enumerate(asked.order) if number in asked.question.body.right]


def wrong_place(asked: rules.Asked) -> str:
    return next(
        str(place) for place, number in enumerate(asked.order) if number not in asked.question.body.right
    )


def answer_right(reader) -> Any:
    return reader.press("Answer", choice=right_places(asked_on(reader.app, reader.path)))


def answer_wrong(reader) -> Any:
    return reader.press("Answer", choice=wrong_place(asked_on(reader.app, reader.path)))


def sit(reader, right: int, quiz: str = QUIZ) -> Any:
    """Start and answer this many questions right and the others wrong; ends on the result page."""
    reader.visit(quiz).press("Start")
    given = 0
    while True:
        answer_right(reader) if given < right else answer_wrong(reader)
        given += 1
        if "See the result" in reader.page.links:
            return reader.follow("See the result")
        reader.follow("Next question")


def answers(app) -> list[Any]:
    with app.app_context():
        return list(db.session.scalars(sa.select(Answer).order_by(Answer.attempt_id, Answer.position)))
