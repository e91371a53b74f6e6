"""Where two trainers said different things of one person: put side by side, with the word that stands.

Which statement is heavier is decided by `rules.attendance.weight` alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.classes.models import MarkSource, Presence
from lms.classes.rules.attendance import LIGHT, weight

Place = tuple[int, int]  # a meeting and a person
SAID: Mapping[Presence | None, Any] = {
    Presence.PRESENT: _l("present"),
    Presence.LATE: _l("late"),
    Presence.EXCUSED: _l("excused"),
    Presence.ABSENT: _l("absent"),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said of a person's presence."""

    id: str
    meeting_id: int
    person_id: int
    presence: Presence | None
    source: MarkSource
    made_by: int
    made_at: datetime

    @property
    def place(self) -> Place:
        return self.meeting_id, self.person_id

    @property
    def weight(self) -> Any:
        return weight(self.source, self.made_at, self.id)


@dataclass(frozen=True, slots=True)
class Conflict:
    """`stands` is the heaviest word on somebody, `other` the last word of somebody else, which differs."""

    stands: Statement
    other: Statement

    def seen_by(self, person_id: int) -> tuple[Statement, Statement]:
        """This person's own word, and the one that they did not say."""
        own_stands = self.stands.made_by == person_id
        return (self.stands, self.other) if own_stands else (self.other, self.stands)

    def words(self, names: Mapping[int, str], reader: int) -> Any:
        """Who said what and what stands, told to `reader`, who may be one of the two."""
        said = {"before": SAID[self.other.presence], "after": SAID[self.stands.presence]}
        first, second = names[self.other.made_by], names[self.stands.made_by]
        if reader == self.stands.made_by:
            return _l(
                "%(name)s said %(before)s, you said %(after)s later. What stands: %(after)s.",
                name=first,
                **said,
            )
        if reader == self.other.made_by:
            return _l(
                "You said %(before)s, %(name)s said %(after)s later. What stands: %(after)s.",
                name=second,
                **said,
            )
        return _l(
            "%(first)s said %(before)s, %(second)s said %(after)s later. What stands: %(after)s.",
            first=first,
            second=second,
            **said,
        )


def side_by_side(said: Iterable[Statement]) -> list[Conflict]:
    """One for each trainer whose last word on somebody is not the one that stands, oldest first.

    What learners say of themselves and what was said of everybody at once is no word
    on anybody, and what was taken back is none any more.
    """
    by_place: dict[Place, list[Statement]] = defaultdict(list)
    for each in said:
        by_place[each.place].append(each)
    found = []
    for words in by_place.values():
        if len(words) < 2:
            continue
        last = {each.made_by: each for each in sorted(words, key=lambda each: each.weight)}
        stands = max(last.values(), key=lambda each: each.weight)
        if stands.presence is not None:
            found += [Conflict(stands, each) for each in last.values() if _differs(each, stands)]
    return sorted(found, key=lambda each: (each.stands.made_at, each.stands.id, each.other.weight))


def _differs(word: Statement, stands: Statement) -> bool:
    return word.source not in LIGHT and word.presence not in (None, stands.presence)


def between(found: Iterable[Conflict], person_id: int) -> list[Conflict]:
    """Those in which this person spoke; of several who said otherwise than they, the last to speak."""
    mine = {}
    for each in found:
        own, _other = each.seen_by(person_id)
        if own.made_by == person_id:
            mine[own.place] = each
    return list(mine.values())


def outweighed(found: Iterable[Conflict], person_id: int) -> list[Conflict]:
    """Those in which this person's word gave way."""
    return [each for each in found if each.other.made_by == person_id]
