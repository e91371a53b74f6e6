"""Names and birth years."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal
from lms.core.text import fold

OLDEST, YOUNGEST = 115, 10


class UnlikelyBirthYear(Refusal):
    """A year in which nobody who learns here can have been born."""

    reason = _l("Write the birth year with four digits, such as 1957.")


class UnlikelyName(Refusal):
    """Not a name, or one with letters that only look Vietnamese."""

    reason = _l("Write the name in letters.")


def name_key(name: str) -> str:
    """The words of a name without accents, in alphabetical order: finds a name written the other way round."""
    return " ".join(sorted(fold(name).split()))[:120]


def as_shown(matches: Iterable[Any]) -> str:
    """Who was shown as perhaps the same, as the page sends it back with "none of these".

    Whoever was added since, perhaps by that very page sent twice, is shown before anybody is added.
    """
    return " ".join(str(each.id) for each in matches)


def check_name(name: str) -> None:
    """Accept a name in Latin letters, as on official papers.

    Raises:
        UnlikelyName: no letter at all, or one of another alphabet: Ð (eth) looks like Đ and finds nobody.
    """
    letters = [c for c in name if c.isalpha()]
    if not letters:
        raise UnlikelyName
    for letter in letters:
        said = unicodedata.name(letter, "")
        if "ETH" in said.split() or not (said.startswith("LATIN") or unicodedata.category(letter) == "Lm"):
            raise UnlikelyName(
                _l("The letter %(letter)s comes from another alphabet. Type it again.", letter=letter)
            )


def check_birth_year(year: int | None, this_year: int) -> int:
    """The year, if somebody alive and old enough to learn can have been born in it.

    Raises:
        UnlikelyBirthYear: otherwise.
    """
    if year is None or not this_year - OLDEST <= year <= this_year - YOUNGEST:
        raise UnlikelyBirthYear
    return year
