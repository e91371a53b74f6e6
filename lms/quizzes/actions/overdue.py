"""Closing attempts whose time is over."""

from datetime import datetime

from lms.catalogue import shelf
from lms.quizzes.actions.attempts import hand_in
from lms.quizzes.queries import limits as queries
from lms.quizzes.rules.time import time_is_up


def hand_in_late(attempt_id: int, now: datetime) -> None:
    """Hand in an attempt whose time and grace are over, as it stands; leave any other alone."""
    late = queries.held_open(attempt_id)
    if late is not None and time_is_up(late.due_at, shelf.edition(late.edition).quiz, now):
        hand_in(late, now)
