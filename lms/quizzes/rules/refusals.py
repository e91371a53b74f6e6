"""What a quiz refuses, in the reader's words."""

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal


class NoQuestions(Refusal):
    reason = _l("This module has no questions yet. Read the lessons first.")


class Unclear(Refusal):
    """An answer that cannot be kept yet; the question is asked once more."""


class NothingChosen(Unclear):
    reason = _l("You have not chosen yet. Touch one box.")


class KnownAndUnknown(Unclear):
    reason = _l('You chose answers and also "I don\'t know yet". Keep only one of the two.')
