"""What a quiz refuses, in the reader's words."""

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal


class NoQuestions(Refusal):
    reason = _l("This module has no questions yet. Read the lessons first.")


class NoAttemptsLeft(Refusal):
    reason = _l("You have used all your tries at this quiz. Ask your trainer for one more.")


class TimeIsUp(Refusal):
    reason = _l("The time for this quiz is over. What you answered is kept.")


class Unclear(Refusal):
    """An answer that cannot be kept yet; the question is asked once more."""


class NothingChosen(Unclear):
    reason = _l("You have not chosen yet. Touch one box.")


class KnownAndUnknown(Unclear):
    reason = _l('You chose answers and also "I don\'t know yet". Keep only one of the two.')
