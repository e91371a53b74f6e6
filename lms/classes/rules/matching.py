"""Whose name a file means: sure only where one member alone can be meant, proposed where it is near."""

import enum
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from flask_babel import gettext as _

from lms.classes.rules.files import Seen
from lms.core.text import fold
from lms.people.rules.naming import name_key

NEAR = 0.82
MOST_PROPOSED = 4
_BESIDE = re.compile(r"[(\[{|/]|\s[-–—]\s|,")


class Sure(enum.StrEnum):
    """How sure: matched, only near, or nobody of this class."""

    MATCHED = "matched"
    NEAR = "near"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class Match:
    """A name of a file beside the members it may mean, and why."""

    seen: Seen
    sure: Sure
    members: Sequence[Any]
    why: str

    @property
    def member(self) -> Any | None:
        """The one member that is meant; None while a person has to say."""
        return self.members[0] if self.sure is Sure.MATCHED else None


def matched(people: Iterable[Seen], members: Sequence[Any]) -> list[Match]:
    """Each name of the file beside the members (id, name, birth_year, phone)."""
    by_key: dict[str, list[Any]] = {}
    for member in members:
        by_key.setdefault(name_key(member.name), []).append(member)
    return [_match(seen, by_key, members) for seen in people]


def by_member(placed: Iterable[tuple[int, Seen]]) -> dict[int, Seen]:
    """What is known of each member, several names of one joined: two phones are one person."""
    found: dict[int, Seen] = {}
    for person_id, seen in placed:
        before = found.get(person_id)
        found[person_id] = seen if before is None else before.with_stays_of(seen)
    return found


def _spellings(name: str) -> list[str]:
    """The name, and what stands before, in and after brackets: "Hoa (Bùi Thị Hoa)"."""
    parts = [name, *(_BESIDE.split(name.rstrip(")]}")))]
    return list(dict.fromkeys(key for part in parts if len((key := name_key(part)).split()) > 1))


def _match(seen: Seen, by_key: dict[str, list[Any]], members: Sequence[Any]) -> Match:
    same = {member.id: member for key in _spellings(seen.name) for member in by_key.get(key, ())}
    named = list(same.values())
    fitting = [member for member in named if _fits(seen, member)]
    if len(fitting) == 1:
        return Match(seen, Sure.MATCHED, fitting, _why(seen, fitting[0]))
    if len(fitting) > 1:
        return Match(seen, Sure.NEAR, fitting, _("Several members have this name."))
    if named:
        return Match(seen, Sure.NEAR, named, _("Same name, but another birth year or phone."))
    near = _near(seen, members)
    if near:
        return Match(seen, Sure.NEAR, near, _("A similar name."))
    return Match(seen, Sure.GUEST, (), _("Nobody in this class has this name."))


def _fits(seen: Seen, member: Any) -> bool:
    """Nothing that the file tells of them speaks against it. A phone decides only where both are known."""
    year = seen.birth_year is None or seen.birth_year == member.birth_year
    return year and (seen.phone is None or member.phone is None or seen.phone == member.phone)


def _why(seen: Seen, member: Any) -> str:
    if seen.birth_year is not None:
        return _("Same name and birth year.")
    if seen.phone is not None and seen.phone == member.phone:
        return _("Same name and phone.")
    return _("Same name, and nobody else in the class has it.")


def _near(seen: Seen, members: Sequence[Any]) -> list[Any]:
    """Members whose name is spelt much alike, or holds all the words of this one; the nearest first."""
    words, text = set(fold(seen.name).split()), fold(seen.name)
    found = []
    for member in members:
        theirs = fold(member.name)
        alike = SequenceMatcher(None, text, theirs).ratio()
        given = theirs.split()[-1] if theirs else ""
        if (
            alike >= NEAR
            or (given in words and len(words & set(theirs.split())) >= min(2, len(words)))
            or (seen.phone is not None and seen.phone == member.phone)
        ):
            found.append((-alike, member.id, member))
    return [member for _alike, _id, member in sorted(found, key=lambda each: each[:2])][:MOST_PROPOSED]
