"""Time limits, for the few quizzes that have one. The server's clock counts."""

from datetime import datetime, timedelta

from lms.catalogue.content import Quizzing


def time_is_up(due_at: datetime | None, quiz: Quizzing, now: datetime) -> bool:
    """Whether the limit, extensions included, and the grace for a slow network are over."""
    return due_at is not None and now > due_at + timedelta(seconds=quiz.grace_seconds)
