"""Attempts at quizzes, and what is kept beside them."""

from lms.quizzes.models.attempts import Allowance, Answer, Attempt, AttemptState, AttemptWay
from lms.quizzes.models.corrections import Appeal, AppealState, Correction, CorrectionKind
from lms.quizzes.models.placement import Placement, PlacementState
from lms.quizzes.models.review import ReviewCard

__all__ = [
    "Allowance",
    "Answer",
    "Appeal",
    "AppealState",
    "Attempt",
    "AttemptState",
    "AttemptWay",
    "Correction",
    "CorrectionKind",
    "Placement",
    "PlacementState",
    "ReviewCard",
]
