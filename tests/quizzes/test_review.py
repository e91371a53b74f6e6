"""Repeating what was missed: boxes, the day it is due, and each answer once."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from lms.core.db import db
from lms.quizzes.actions import review as actions
from lms.quizzes.models import ReviewCard
from lms.quizzes.queries import review as queries
from lms.quizzes.rules import review as rules
from tests import world as make

ASKED = "an-toan-single-1"
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)  # noon in the hall


def kept(person_id: int) -> dict[str, tuple[int, datetime | None]]:
    rows = db.session.execute(
        sa.select(ReviewCard.question_id, ReviewCard.box, ReviewCard.due_at).where(
            ReviewCard.person_id == person_id
        )
    )
    return {row.question_id: (row.box, row.due_at) for row in rows}


def morning_in(days: int) -> datetime:
    return datetime(2026, 11, 20, 17, tzinfo=UTC) - timedelta(days=1) + timedelta(days=days)


def test_boxes_rest_for_1_3_7_16_and_35_days_and_then_a_question_is_known():
    assert [rules.due_after(box, NOON) for box in range(1, 6)] == [morning_in(n) for n in (1, 3, 7, 16, 35)]
    assert rules.due_after(rules.KNOWN, NOON) is None
    late = datetime(2026, 11, 20, 16, 59, tzinfo=UTC)  # a minute before midnight there
    assert rules.due_after(1, late) == morning_in(1)


@given(st.integers(1, 6), st.booleans())
def test_right_moves_up_one_box_and_anything_else_back_to_the_first(box, right):
    assert rules.box_after(box, right) == (min(box + 1, rules.KNOWN) if right else 1)


@pytest.mark.both
def test_an_attempt_is_noted_with_one_statement_whatever_its_length(world, inside, count_queries):
    hoa, minh = world.people["hoa"], world.people["minh"]
    actions.note_attempt(minh, "thu", "an-toan", [("a", False)], NOON)
    for number in (1, 30):
        with count_queries() as asked:
            actions.note_attempt(hoa, "thu", "an-toan", [(f"q{n}", n % 2 == 0) for n in range(number)], NOON)
        assert asked.total == 1, asked.statements
    db.session.commit()
    assert not kept(hoa).keys() & {f"q{n}" for n in range(0, 30, 2)}, "what was right gets no card"
    assert {kept(hoa)[f"q{n}"] for n in range(1, 30, 2)} == {(1, morning_in(1))}
    assert kept(minh) == {"a": (1, morning_in(1))}


@pytest.mark.both
def test_a_later_attempt_moves_cards_up_to_known_and_back(world, inside):
    hoa = world.people["hoa"]
    actions.note_attempt(hoa, "thu", "an-toan", [("a", False), ("b", False)], NOON)
    boxes = []
    for _ in range(6):
        actions.note_attempt(hoa, "thu", "an-toan", [("a", True)], NOON)
        boxes.append(kept(hoa)["a"])
    rests = [(box, morning_in(days)) for box, days in ((2, 3), (3, 7), (4, 16), (5, 35))]
    assert boxes == [*rests, (6, None), (6, None)]
    assert kept(hoa)["b"] == (1, morning_in(1))
    actions.note_attempt(hoa, "thu", "an-toan", [("a", False), ("c", True)], NOON)
    assert kept(hoa) == {"a": (1, morning_in(1)), "b": (1, morning_in(1))}
    actions.note_attempt(hoa, "thu", "an-toan", [], NOON)


@pytest.mark.both
def test_an_answer_counts_once_however_often_it_is_sent(world, inside):
    hoa = world.people["hoa"]
    actions.note_attempt(hoa, "thu", "an-toan", [(ASKED, False)], NOON)
    db.session.commit()
    who, later = make.asker(hoa), NOON + timedelta(days=2)
    [card] = queries.cards(who)
    assert card.is_due(later) and not card.is_due(NOON)
    assert actions.repeat(hoa, card, [1], True, later)
    assert not actions.repeat(hoa, card, [0], False, later)
    db.session.commit()
    after, _question, response = queries.card(who, "thu", "an-toan", ASKED)
    assert (after.box, after.reviews, response) == (2, 1, [1])
    assert actions.repeat(hoa, after, [], False, later)
    assert kept(hoa)[ASKED][0] == 1
