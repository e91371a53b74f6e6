"""What one person has to repeat. Every question of a sitting asks here, so it goes the shortest way."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue import shelf
from lms.catalogue.questions import Question
from lms.core.access import Asker
from lms.core.db import moment
from lms.core.errors import Missing
from lms.core.prepared import Lookup
from lms.quizzes.models import Attempt, AttemptState, AttemptWay
from lms.quizzes.models.placement import Placement
from lms.quizzes.models.review import ReviewCard
from lms.quizzes.queries.corrections import in_force
from lms.quizzes.rules.review import Card

_card, _placement, _attempt = ReviewCard.__table__.c, Placement.__table__.c, Attempt.__table__.c
_COLUMNS = (_card.course, _card.module, _card.question_id, _card.box, _card.due_at, _card.reviews)
_MINE = _card.person_id == sa.bindparam("person_id")
_CARDS = Lookup(
    sa.select(*_COLUMNS)
    .where(_MINE, _card.due_at.is_not(None))
    .order_by(_card.due_at, _card.box, _card.course, _card.module, _card.question_id)
)
_ONE = Lookup(
    sa.select(*_COLUMNS, _card.response).where(
        _MINE,
        _card.course == sa.bindparam("course"),
        _card.module == sa.bindparam("module"),
        _card.question_id == sa.bindparam("question_id"),
    )
)
# One statement for all three, because every first page of every learner asks it.
_AT_HOME = Lookup(
    sa.select(sa.literal_column("'card'"), _card.course, _card.module, _card.question_id)
    .where(_MINE, _card.due_at <= sa.bindparam("now", type_=_card.due_at.type))
    .union_all(
        sa.select(
            sa.literal_column("'placement'"), _placement.course, _placement.state, sa.literal_column("''")
        ).where(_placement.person_id == sa.bindparam("person_id")),
        sa.select(
            sa.literal_column("'quiz'"), _attempt.course, _attempt.module, sa.literal_column("''")
        ).where(
            _attempt.person_id == sa.bindparam("person_id"),
            # Written out, so that the index of open attempts serves.
            _attempt.state == sa.literal_column(f"'{AttemptState.OPEN.value}'"),
            _attempt.way == AttemptWay.SELF,
        ),
    )
)


class NoLongerAsked(Missing):
    """A card whose question is gone from the course, or left out as faulty."""


@dataclass(frozen=True, slots=True)
class AtHome:
    """What waits on a learner's first page: how many questions are due, by course how far a
    placement is ("open" or "ended"), and the quizzes in the middle of which they stopped (course, module)."""

    due: int
    placements: dict[str, str]
    quizzes: list[tuple[str, str]]


def at_home(person_id: int, now: datetime) -> AtHome:
    due, placements, quizzes = 0, dict[str, str](), list[tuple[str, str]]()
    for kind, course, module, question_id in _AT_HOME.rows(person_id=person_id, now=now):
        if kind == "card":
            due += question_of(course, module, question_id) is not None
        elif kind == "quiz":
            quizzes.append((course, module))
        elif placements.get(course) != "open":
            placements[course] = module  # in this place its state stands
    return AtHome(due, placements, quizzes)


def question_of(course: str, module: str, question_id: str) -> Question | None:
    """The question as it is asked today; None when it is gone from the course, or left out as faulty."""
    try:
        edition = shelf.course(course)
    except Missing:
        return None
    its_module = edition.module(module)
    if its_module is None or in_force(edition.edition, module).leaves_out(question_id):
        return None
    return its_module.question(question_id)


def cards(asker: Asker) -> list[Card]:
    """The asker's cards that are due some day and can still be asked, the longest due first."""
    kept = [_of(row) for row in _CARDS.rows(person_id=asker.person_id)]
    return [each for each in kept if question_of(each.course, each.module, each.question_id)]


def due_cards(asker: Asker, now: datetime) -> list[Card]:
    return [each for each in cards(asker) if each.is_due(now)]


def card(asker: Asker, course: str, module: str, question_id: str) -> tuple[Card, Question, list[Any] | None]:
    """One of the asker's cards with its question, and the latest response to it when it was repeated.

    Raises:
        Missing: there is no such card.
        NoLongerAsked: there is, but its question is not asked any more.
    """
    place = {"course": course, "module": module, "question_id": question_id}
    rows = _ONE.rows(person_id=asker.person_id, **place)
    if not rows:
        raise Missing
    question = question_of(**place)
    if question is None:
        raise NoLongerAsked
    *row, response = rows[0]
    return _of(row), question, json.loads(response) if isinstance(response, str) else response


def _of(row: Any) -> Card:
    course, module, question_id, box, due_at, reviews = row
    return Card(course, module, question_id, box, moment(due_at), reviews)
