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


class NothingWritten(Unclear):
    reason = _l("You have not written anything yet. Write your answer, or choose: I don't know yet.")


class WrittenAndUnknown(Unclear):
    reason = _l('You wrote an answer and also chose "I don\'t know yet". Keep only one of the two.')


class NotANumber(Unclear):
    reason = _l("Write the number in digits, such as 50000 or 50.000. You can also write 50 nghìn.")


class TooLong(Unclear):
    reason = _l("This is too long. Use at most %(max)d letters.", max=200)


class HiddenCharacter(Unclear):
    reason = _l("This text has a hidden character. Type it again instead of pasting it.")


class NotAllMatched(Unclear):
    reason = _l("Some are still without a match. Match them all, or choose: I don't know yet.")


class MatchedTwice(Unclear):
    reason = _l("You chose the same match twice. Choose a different one for each.")
