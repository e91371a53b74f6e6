"""Repeating what was missed, in boxes after Leitner (Sebastian Leitner, "So lernt man lernen", 1972).

A missed question goes into the first box. Answered right when it is due, it moves up one box;
answered otherwise, it goes back to the first. The further up, the longer it rests. Right once more
in the last box, it is known: it is not asked again unless it is missed again.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from lms.catalogue.questions import Question
from lms.core import clock
from lms.quizzes.rules.corrections import can_be_key
from lms.quizzes.rules.drawing import choice_order
from lms.quizzes.rules.marking import Response
from lms.quizzes.rules.sitting import Asked

RESTS = (1, 3, 7, 16, 35)  # days, for box 1 to 5
KNOWN = len(RESTS) + 1
SITTING = 10  # questions at most, so that an end is always in sight


@dataclass(frozen=True, slots=True)
class Card:
    """A missed question as one person keeps it; `reviews` counts how often it was repeated."""

    course: str
    module: str
    question_id: str
    box: int
    due_at: datetime | None
    reviews: int

    def is_due(self, now: datetime) -> bool:
        return self.due_at is not None and self.due_at <= now


def box_after(box: int, right: bool) -> int:
    return min(box + 1, KNOWN) if right else 1


def due_after(box: int, now: datetime) -> datetime | None:
    """When a card that comes into this box today is due: the morning of a later day; None when it is known."""
    if box >= KNOWN:
        return None
    return clock.at_local(clock.local(now).date() + timedelta(days=RESTS[box - 1]), 0)


def fits(question: Question, response: Response) -> bool:
    """Whether a response kept some time ago can be one to the question as it is asked today."""
    return not response or can_be_key(question, response)


def sitting_length(turn: int, left: int) -> int:
    """How many questions a sitting has that is at its `turn`th with `left` more to come after it."""
    return max(turn, min(turn + left, SITTING))


def asked(person_id: int, card: Card, question: Question, number: int, position: int, total: int) -> Asked:
    """The question as it is shown for the `number`th time: each time in another order, and in
    the same to its answer and its explanation, on every machine."""
    luck = random.Random(f"{person_id}/{card.course}/{card.module}/{card.question_id}/{number}")
    return Asked(question, choice_order(question, luck), position, total)
