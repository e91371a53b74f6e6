"""Drawing questions, marking answers and judging attempts: decisions on values alone."""

from lms.quizzes.rules.drawing import Drawn, choice_order, draw, length
from lms.quizzes.rules.key import right_response, wrong_response
from lms.quizzes.rules.marking import FULL, Response, credit
from lms.quizzes.rules.refusals import (
    KnownAndUnknown,
    NoAttemptsLeft,
    NoQuestions,
    NothingChosen,
    TimeIsUp,
    Unclear,
)
from lms.quizzes.rules.sitting import Asked, asked_at, needed, next_open, passed, score, to_read_again
from lms.quizzes.rules.time import time_is_up

__all__ = [
    "FULL",
    "Asked",
    "Drawn",
    "KnownAndUnknown",
    "NoAttemptsLeft",
    "NoQuestions",
    "NothingChosen",
    "Response",
    "TimeIsUp",
    "Unclear",
    "asked_at",
    "choice_order",
    "credit",
    "draw",
    "length",
    "needed",
    "next_open",
    "passed",
    "right_response",
    "score",
    "time_is_up",
    "to_read_again",
    "wrong_response",
]
