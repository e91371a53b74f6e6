"""What people do with quizzes."""

from lms.quizzes.actions.answering import answer, answer_later
from lms.quizzes.actions.attempts import hand_in, start, submit, take_whole

__all__ = ["answer", "answer_later", "hand_in", "start", "submit", "take_whole"]
