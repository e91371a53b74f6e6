"""Where two people said different things of one person, and which of it stands.

Which statement is heavier is decided by `classes` (`rules.attendance.weight`); here it is only put side by side.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lms.classes.models import MarkSource, Presence
from lms.classes.rules.attendance import LIGHT, weight

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said of a person's presence."""

    id: str
    person_id: int
    presence: Presence | None
    source: MarkSource
    made_by: int
    made_at: datetime

    @property
    def weight(self) -> Any:
        return weight(self.source, self.made_at, self.id)


@dataclass(frozen=True, slots=True)
class Conflict:
    """`mine` is the asker's own heaviest word, `other` the heaviest that differs."""

    mine: Statement
    other: Statement

    @property
    def mine_stands(self) -> bool:
        return self.mine.weight > self.other.weight


def by_place(said: Mapping[int, Mapping[str, Statement]]) -> dict[Place, list[Statement]]:
    """Statements by meeting and person, from those by meeting and id."""
    found: dict[Place, list[Statement]] = defaultdict(list)
    for meeting, by_id in said.items():
        for each in by_id.values():
            found[meeting, each.person_id].append(each)
    return found


def conflicts(mine: Mapping[Place, Statement], others: Mapping[Place, Iterable[Statement]]) -> list[Conflict]:
    """One for each person of whom another member of staff said something else.

    What a learner's own phone or the tablet says is no conflict: a trainer's word always outweighs it.
    """
    found = []
    for place, own in mine.items():
        differing = [
            each
            for each in others.get(place, ())
            if each.made_by != own.made_by
            and each.source not in LIGHT
            and each.presence is not None
            and own.presence is not None
            and each.presence is not own.presence
        ]
        if differing:
            found.append(Conflict(own, max(differing, key=lambda each: each.weight)))
    return found


def outweighed(by: Mapping[Place, Sequence[Statement]], person_id: int) -> list[Conflict]:
    """Where this trainer's last word on somebody gave way to another one's, oldest first.

    What was said of everybody at once is no word on anybody, and what was taken back is none any more.
    """
    found = []
    for said in by.values():
        if len(said) < 2:
            continue
        stands = max(said, key=lambda each: each.weight)
        if stands.made_by == person_id or stands.presence is None:
            continue
        own = max(
            (each for each in said if each.made_by == person_id), key=lambda each: each.weight, default=None
        )
        if own and own.source not in LIGHT and own.presence not in (None, stands.presence):
            found.append(Conflict(own, stands))
    return sorted(found, key=lambda each: (each.other.made_at, each.other.id))
