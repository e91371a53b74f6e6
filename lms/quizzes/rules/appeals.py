"""When a trainee may say that an answer is right, and what is refused."""

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal
from lms.quizzes.rules.marking import Response


class NothingToAppeal(Refusal):
    reason = _l("This answer counts as right, or nothing was answered. There is nothing to look at again.")


class AlreadySettled(Refusal):
    reason = _l("Somebody else has answered this already.")


class SameCorrection(Refusal):
    reason = _l("This question has this correction already.")


def check_can_appeal(response: Response | None, right: bool) -> None:
    """
    Raises:
        NothingToAppeal: the answer is right, or is "I don't know yet".
    """
    if not response or right:
        raise NothingToAppeal
