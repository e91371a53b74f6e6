"""Editions and versions for stories: the small course changed, and lessons as a unit wants them."""

import copy
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Flask

from lms.catalogue import actions as catalogue
from lms.catalogue import shelf
from lms.catalogue.queries import current_editions
from lms.core import clock
from lms.core.db import db
from lms.learning import editions
from tests.course_document import COURSE, _lesson, _step, text

PAY, SAFE = "thanh-toan", "an-toan"
FIRST, SECOND, THIRD = f"{PAY}-mot", f"{PAY}-hai", f"{PAY}-ba"
LESSON = f"/learn/thu/{PAY}/{FIRST}"


def changed(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """The small course after `change` was done to its first module."""
    document = copy.deepcopy(COURSE)
    change(document["modules"][0])
    return document


def shorter_step(module: dict[str, Any]) -> None:
    """The first lesson loses its last step and its first one is written anew."""
    lesson = module["lessons"][0]
    lesson["steps"] = lesson["steps"][:2]
    lesson["steps"][0]["title"] = text("Bước viết lại")


def one_lesson_more(module: dict[str, Any]) -> None:
    shorter_step(module)
    module["lessons"].append(_lesson(THIRD))


def one_lesson_less(module: dict[str, Any]) -> None:
    shorter_step(module)
    del module["lessons"][1]
    module["skills"] = module["skills"][:1]


def publish(app: Flask, document: dict[str, Any], now: datetime | None = None, urgent: bool = False) -> str:
    """Make this the current edition as an author would; answers its hash."""
    with app.app_context():
        catalogue.publish([document], now or clock.now())
        if urgent:
            editions.must_be_seen("thu", None, now or clock.now())
        db.session.commit()
        shelf.forget()
        return current_editions()["thu"]


def version(words: str, steps: int = 5) -> dict[str, Any]:
    """The first lesson with other words and this many steps."""
    return {**_lesson(FIRST), "title": text(words), "steps": [_step(words, n + 1) for n in range(steps)]}


def offer(app: Flask, unit_id: int, words: str, by: int) -> str:
    with app.app_context():
        name = editions.offer_lesson("thu", PAY, FIRST, unit_id, version(words), by, clock.now())
        db.session.commit()
        shelf.forget_beside()
        return name


def end(app: Flask, unit_id: int, by: int) -> None:
    with app.app_context():
        editions.end_lesson("thu", PAY, FIRST, unit_id, by, clock.now())
        db.session.commit()
        shelf.forget_beside()
