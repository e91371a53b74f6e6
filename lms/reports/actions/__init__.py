"""What changes in reports: the roll-ups and the targets."""

from lms.reports.actions.classes import count_all_classes, count_classes, note_class_change
from lms.reports.actions.rebuilding import Difference, rebuild
from lms.reports.actions.tallies import (
    count_completion,
    count_enrolment,
    count_move,
    count_taking,
    settle,
    settle_short,
)
from lms.reports.actions.targets import set_target

__all__ = [
    "Difference",
    "count_all_classes",
    "count_classes",
    "count_completion",
    "count_enrolment",
    "count_move",
    "count_taking",
    "note_class_change",
    "rebuild",
    "set_target",
    "settle",
    "settle_short",
]
