"""When a call is solved, what to say in it, and who may make it."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal
from lms.keeping.models import NextStep, Outcome, Why

KEPT = timedelta(days=90)
MOST_TRIES = 3

SCRIPT = {
    Why.ABSENT: _l(
        "Hello, this is the class “%(name)s”. We missed you on %(when)s. Are you well? "
        "You are welcome at any time, also late. Can we help you to come?"
    ),
    Why.MOVED: _l(
        "Hello, this is the class “%(name)s”. The meeting is now on %(when)s, %(place)s. Can you come?"
    ),
    Why.CANCELLED: _l("Hello, this is the class “%(name)s”. The meeting on %(when)s does not take place."),
}
OUTCOMES = {
    Outcome.REACHED: _l("Reached"),
    Outcome.COMING: _l("Will come"),
    Outcome.NOT_REACHED: _l("Not reached"),
    Outcome.CANNOT: _l("Cannot come"),
    Outcome.MOVED_AWAY: _l("Moved away"),
    Outcome.VISIT: _l("No phone: visit"),
}
STEPS = {
    NextStep.NONE: _l("Nothing more"),
    NextStep.CALL_AGAIN: _l("Call again"),
    NextStep.VISIT: _l("Visit at home"),
    NextStep.MAKE_UP: _l("Offer a make-up meeting"),
    NextStep.TELL_TRAINER: _l("The trainer talks to them"),
}


class NobodyToCall(Refusal):
    reason = _l("This person cannot take the calls of this class. Choose a trainer, an official or a member.")


def solves(outcome: Outcome, step: NextStep) -> bool:
    """Whether nobody needs to do anything more: reached, and no next step."""
    return step is NextStep.NONE and outcome is not Outcome.NOT_REACHED


def may_see_phone(is_staff: bool, agreed: bool) -> bool:
    """Staff of the class see a number they need; a helper only when the person agreed to that."""
    return is_staff or agreed
