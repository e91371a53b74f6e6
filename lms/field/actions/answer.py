"""What a phone is told of each event it sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lms.classes.rules.conflicts import Conflict
from lms.core.errors import Refusal
from lms.field.rules.said import WalkedIn


@dataclass(frozen=True, slots=True)
class Refused:
    """`again`: it may be taken another time, such as when the register is open again."""

    id: str
    reason: Any
    again: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A walk-in who may be somebody we know: the trainer says who."""

    walk_in: WalkedIn
    people: Sequence[Any]


@dataclass(frozen=True, slots=True)
class OtherCount:
    """Somebody else counted differently."""

    id: str
    mine: int
    name: str
    theirs: int
    mine_stands: bool


@dataclass(slots=True)
class Answer:
    """An event that stands in none of the lists waits for another one and is sent again."""

    kept: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    people: dict[str, int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    counts: list[OtherCount] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    marks: dict[int, dict[int, str]] = field(default_factory=dict)

    def refuse(self, event: str, refusal: Refusal, again: bool = False) -> None:
        self.refused.append(Refused(event, refusal.reason, again))
