"""What is asked of the database about quizzes."""

from lms.quizzes.queries.attempts import (
    Sheet,
    answered_in,
    answers_kept,
    answers_to,
    attempt_of,
    last_number,
    marks_of,
    open_attempt,
    past_attempts,
    seen,
    sheet_at,
)

__all__ = [
    "Sheet",
    "answered_in",
    "answers_kept",
    "answers_to",
    "attempt_of",
    "last_number",
    "marks_of",
    "open_attempt",
    "past_attempts",
    "seen",
    "sheet_at",
]
