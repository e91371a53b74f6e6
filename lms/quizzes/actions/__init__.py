"""What people do with quizzes."""

from lms.quizzes.actions.answering import answer
from lms.quizzes.actions.attempts import hand_in, start, submit, take_whole

__all__ = ["answer", "hand_in", "start", "submit", "take_whole"]
