"""Beginning drafts, saving files of theirs, and deciding on them."""

from lms.studio.actions.beginning import begin, begin_from_edition, begin_lesson
from lms.studio.actions.deciding import ask, bring_back, publish, roll_back, send_back, take_back, withdraw
from lms.studio.actions.files import Outcome, forget_copy, keep_copy, put, save, take_newer_edition

__all__ = [
    "Outcome",
    "ask",
    "begin",
    "begin_from_edition",
    "begin_lesson",
    "bring_back",
    "forget_copy",
    "keep_copy",
    "publish",
    "put",
    "roll_back",
    "save",
    "send_back",
    "take_back",
    "take_newer_edition",
    "withdraw",
]
