"""When a class is over: what somebody still lacks, and when it may be opened again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.classes.rules.attendance import Attendance
from lms.core.errors import Refusal

REOPENED_WITHIN = timedelta(days=7)


class RegistersOpen(Refusal):
    reason = _l(
        "Some registers are still open. Close them first, or cancel meetings that did not take place."
    )


class ClosedForGood(Refusal):
    reason = _l(
        "This class was closed more than 7 days ago, so it stays closed. Marks can be corrected with a reason."
    )


class ReasonNeeded(Refusal):
    reason = _l("This class is closed. Write why you correct the register.")


def check_reopenable(closed_at: datetime, now: datetime) -> None:
    """A class can be opened again for a week.

    Raises:
        ClosedForGood: afterwards.
    """
    if now > closed_at + REOPENED_WITHIN:
        raise ClosedForGood


def lacking(modules_left: Sequence[str], attendance: Attendance, minimum: int) -> list[str]:
    """What keeps somebody from having finished the class, in words; empty when nothing does."""
    words = [_("not completed: %(modules)s", modules=", ".join(modules_left))] if modules_left else []
    if modules_left and attendance.counted and not attendance.met(minimum):
        words.append(
            _("came to %(attended)d of %(counted)d", attended=attendance.attended, counted=attendance.counted)
        )
    return words
