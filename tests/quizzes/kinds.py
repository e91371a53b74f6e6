"""Helps tests answer questions of every kind."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask import Flask

from lms.catalogue import shelf
from lms.catalogue.models import Picture
from lms.core.db import db
from lms.quizzes import rules
from lms.quizzes.models import Attempt
from tests.quizzes.kinds_document import (
    COURSE_SLUG,
    KINDS_QUIZ,
    MODULE_SLUG,
    PICTURE,
    PICTURE_NAME,
    filled_in,
    kinds_course,
)
from tests.quizzes.sitting import asked_on
from tests.world import publish


def publish_kinds(app: Flask, marking: str = "exact", questions: list[dict[str, Any]] | None = None) -> str:
    """Put the course of all kinds on the shelf, with its picture."""
    with app.app_context():
        db.session.merge(Picture(name=PICTURE_NAME, kind="image/svg+xml", body=PICTURE))
        return publish(kinds_course(marking, questions))


def path_of(app: Flask, attempt: str, kind: str) -> str:
    """The address of the question of this kind in an attempt (`/quizzes/attempts/1`)."""
    with app.app_context():
        questions = db.session.scalars(
            sa.select(Attempt.questions).where(Attempt.id == int(attempt.rsplit("/", 1)[1]))
        ).one()
    ids = [each["id"] for each in questions]
    return f"{attempt}/{ids.index(f'cau-{kind}') + 1}"


def started(reader: Any) -> str:
    """Start the quiz of all kinds; answers the attempt's address."""
    reader.visit(KINDS_QUIZ)
    label = " ".join(reader.page.forms[0]["buttons"][0]["label"].split())
    return str(reader.press(label).path.rsplit("/", 1)[0])


def respond(reader: Any, response: Callable[[Any], rules.Response]) -> rules.Asked:
    """Answer the question on the page through its form, step by step, with the response chosen for it."""
    asked, here = asked_on(reader.app, reader.path), reader.path.partition("?")[0]
    for form in filled_in(asked, response(asked.question)):
        fields: dict[str, Any] = {name: form.getlist(name) for name in form}
        reader.press("Go on" if asked.question.kind == "scenario" else "Answer", **fields)
    assert reader.path == here
    return asked


def module_of(app: Flask) -> Any:
    with app.app_context():
        return shelf.course(COURSE_SLUG).module(MODULE_SLUG)
