"""What changes in reports: the roll-ups, targets, and drawings asked for."""

from lms.reports.actions.drawings import ask_for_drawing, forget_drawing, keep_drawing
from lms.reports.actions.rebuilding import Difference, rebuild
from lms.reports.actions.tallies import count_completion, count_enrolment, count_move, settle
from lms.reports.actions.targets import set_target

__all__ = [
    "Difference",
    "ask_for_drawing",
    "count_completion",
    "count_enrolment",
    "count_move",
    "forget_drawing",
    "keep_drawing",
    "rebuild",
    "set_target",
    "settle",
]
