"""Drawing questions, marking answers and judging attempts: decisions on values alone."""

from lms.quizzes.rules.drawing import Drawn, choice_order, draw, length
from lms.quizzes.rules.key import good_way, right_response, wrong_response
from lms.quizzes.rules.marking import FULL, Response, credit
from lms.quizzes.rules.outcomes import Outcome, outcome, parts_right
from lms.quizzes.rules.refusals import (
    HiddenCharacter,
    KnownAndUnknown,
    MatchedTwice,
    NoAttemptsLeft,
    NoQuestions,
    NotAllMatched,
    NotANumber,
    NothingChosen,
    NothingWritten,
    TimeIsUp,
    TooLong,
    Unclear,
    WrittenAndUnknown,
)
from lms.quizzes.rules.sitting import Asked, asked_at, needed, next_open, passed, score, to_read_again
from lms.quizzes.rules.time import time_is_up

__all__ = [
    "FULL",
    "Asked",
    "Drawn",
    "HiddenCharacter",
    "KnownAndUnknown",
    "MatchedTwice",
    "NoAttemptsLeft",
    "NoQuestions",
    "NotANumber",
    "NotAllMatched",
    "NothingChosen",
    "NothingWritten",
    "Outcome",
    "Response",
    "TimeIsUp",
    "TooLong",
    "Unclear",
    "WrittenAndUnknown",
    "asked_at",
    "choice_order",
    "credit",
    "draw",
    "good_way",
    "length",
    "needed",
    "next_open",
    "outcome",
    "parts_right",
    "passed",
    "right_response",
    "score",
    "time_is_up",
    "to_read_again",
    "wrong_response",
]
