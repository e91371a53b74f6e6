"""What may be a PIN or a password, and the wording that people consent to."""

import secrets
from itertools import pairwise

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal
from lms.core.text import fold

CONSENT_PURPOSE = "learning"
# The words of people/_consent.html in all languages. They call trainees "bác" and staff "anh/chị" (`ui.manners`): that
# one word for the reader makes no other version, for what is kept, who sees it and how it ends are the same sentences.
# Whoever changes anything else gives it a new name; test_consent.py knows the words of this one.
CONSENT_VERSION = "2026-11"

_USUAL = {
    "123123", "112233", "121212", "696969", "131313", "159753", "147258", "258369", "123321", "520520",
    "102030", "010203", "686868", "868686", "113114", "789456", "456789", "147852", "159357", "246810",
    "135790", "123457", "111222", "100000", "200000", "141414", "252525", "123654",
}  # fmt: skip
_USUAL_PASSWORDS = (
    "password", "matkhau", "123456789", "qwertyuiop", "abcdefgh", "iloveyou", "administrator", "binhdanhocvu",
    "vietnam2025", "vietnam2026", "letmein", "welcome", "11111111",
)  # fmt: skip


class WeakPin(Refusal):
    """A PIN that a stranger would try first."""

    reason = _l("This PIN is too easy to guess. Choose six other digits.")


class WeakPassword(Refusal):
    """A password that is short or usual."""

    reason = _l("This password is too easy to guess. Use at least 12 characters, such as four words.")


def check_pin(pin: str, birth_year: int | None = None) -> None:
    """Accept six digits that are not among those everybody tries.

    Raises:
        WeakPin: repeated digits or pairs, steps up or down, a date, the birth year.
    """
    digits = [int(c) for c in pin]
    steps = {(b - a) % 10 for a, b in pairwise(digits)}
    repeated = pin == pin[:1] * 6 or pin == pin[:2] * 3 or pin == pin[:3] * 2 or pin[:3] == pin[:2:-1]
    if repeated or len(steps) == 1 or pin in _USUAL or len(set(pin)) < 3 or _is_date(pin):
        raise WeakPin
    if birth_year and (str(birth_year) in pin or (pin.endswith(f"{birth_year % 100:02}") and _is_month(pin))):
        raise WeakPin


def _is_date(pin: str) -> bool:
    """Day, month, year of two digits in the order written in Vietnam, or year first; or month and full year."""
    a, b, c = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    day_first = 1 <= a <= 31 and 1 <= b <= 12
    year_first = 1 <= b <= 12 and 1 <= c <= 31
    month_and_year = 1 <= a <= 12 and 1900 <= int(pin[2:]) <= 2030
    return day_first or year_first or month_and_year


def _is_month(pin: str) -> bool:
    return 1 <= int(pin[:2]) <= 31


def random_pin(birth_year: int | None = None) -> str:
    """Six digits that no rule refuses."""
    while True:
        pin = f"{secrets.randbelow(1_000_000):06}"
        try:
            check_pin(pin, birth_year)
        except WeakPin:
            continue
        return pin


def check_password(password: str, *known: str) -> None:
    """Accept twelve characters or more that hold neither a usual password nor the person's own name or phone.

    Raises:
        WeakPassword: otherwise.
    """
    plain = fold(password).replace(" ", "")
    if not 12 <= len(password) <= 200 or len(set(plain)) < 5:
        raise WeakPassword
    names = [fold(each).replace(" ", "") for each in known if each]
    if any(each in plain for each in (*_USUAL_PASSWORDS, *names) if len(each) > 3):
        raise WeakPassword
