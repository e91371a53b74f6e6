"""Attempts at quizzes, and what is kept beside them."""

from lms.quizzes.models.attempts import Allowance, Answer, Attempt, AttemptState, AttemptWay

__all__ = ["Allowance", "Answer", "Attempt", "AttemptState", "AttemptWay"]
