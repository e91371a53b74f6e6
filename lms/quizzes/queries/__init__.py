"""What is asked of the database about quizzes."""

from lms.quizzes.queries.attempts import (
    Tries,
    answered_in,
    answers_kept,
    answers_to,
    attempt_of,
    last_number,
    marks_of,
    open_attempt,
    past_attempts,
    result_of,
    sheet_at,
    tries_at,
)
from lms.quizzes.queries.begun import Sheet, begun, remember

__all__ = [
    "Sheet",
    "Tries",
    "answered_in",
    "answers_kept",
    "answers_to",
    "attempt_of",
    "begun",
    "last_number",
    "marks_of",
    "open_attempt",
    "past_attempts",
    "remember",
    "result_of",
    "sheet_at",
    "tries_at",
]
