"""The code on a printed attendance sheet: which meeting it is, with a digit that catches a slip of the pen."""

import re

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal

# Damm's table: one wrong digit, or two neighbours swapped, never gives a right code.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_WRITTEN = re.compile(r"[0-9]{5,19}")


class WrongSheetCode(Refusal):
    reason = _l("This is not the code of a sheet. Look at the digits under the square and type them again.")


def paper_code(meeting_id: int) -> str:
    """Digits in groups that a person can read out and type: the meeting, and last a digit that checks it.

    >>> paper_code(42)
    '0042-7'
    """
    digits = f"{meeting_id:04d}"
    return f"{digits}-{_check(digits)}"


def meeting_from_code(code: str) -> int:
    """The meeting a code stands for, however its groups are separated.

    Raises:
        WrongSheetCode: when a digit is wrong or missing. That the asker runs this meeting is not said.
    """
    digits = re.sub(r"[\s.–-]", "", code)
    if not (digits.isascii() and _WRITTEN.fullmatch(digits)) or _check(digits) != 0:
        raise WrongSheetCode
    return int(digits[:-1])


def _check(digits: str) -> int:
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return state
