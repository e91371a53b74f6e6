"""What people do with quizzes."""

from lms.quizzes.actions.attempts import answer, start, submit

__all__ = ["answer", "start", "submit"]
