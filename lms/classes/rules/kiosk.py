"""Names on a tablet that strangers pass by: as short as they can be and still be told apart."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal
from lms.core.text import fold, given_name

OPEN_FOR = timedelta(hours=4)


class NoPin(Refusal):
    reason = _l("There is no PIN for this name yet. Ask the trainer to mark you.")


class WrongPin(Refusal):
    reason = _l("The PIN is not right. Try once more, or ask the trainer.")


class WrongSecret(Refusal):
    reason = _l("This is not the password or the PIN of the trainer who set up the tablet.")


def short_names(people: Iterable[Any]) -> dict[int, str]:
    """By id: the given name; where two are alike the first letters of the rest, then the whole name and year."""
    people = list(people)
    shown: dict[int, str] = {}
    left = people
    for spell in (_given, _initials, _whole):
        spelt = {person.id: spell(person) for person in left}
        often = Counter(fold(name) for name in spelt.values())
        alone = {person: name for person, name in spelt.items() if often[fold(name)] == 1}
        shown |= alone
        left = [person for person in left if person.id not in alone]
    return shown | {person.id: f"{person.name} ({person.birth_year})" for person in left}


def _given(person: Any) -> str:
    return given_name(person.name)


def _initials(person: Any) -> str:
    *before, last = person.name.split()
    return " ".join([last, *(f"{word[0]}." for word in before)])


def _whole(person: Any) -> str:
    return str(person.name)
