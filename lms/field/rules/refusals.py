"""Why an event cannot be taken, in words for the trainer who made it."""

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal


class Unreadable(Refusal):
    reason = _l("This was not kept whole on the phone. Note it once more in the register.")


class NotYours(Refusal):
    reason = _l("This meeting is not there any more, or its class is not yours now.")


class NotInClass(Refusal):
    reason = _l("This person is not in the class any more.")


class NoSuchSkill(Refusal):
    reason = _l("This skill is not taught in the class any more.")


class SaidOtherwise(Refusal):
    reason = _l("Under the same number something else was sent before. Look at the register.")


class WaitsInLine(Refusal):
    reason = _l(
        "The class is full, so this person waits in line. Put in a seat on the page of the class, then press “Try again”."
    )


class NobodyLikeThat(Refusal):
    reason = _l("The person you chose is not there any more. Add them once more in the register.")
