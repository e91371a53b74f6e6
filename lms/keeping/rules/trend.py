"""How attendance of a class goes, and when somebody should have a gentle look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

LATELY = 2  # meetings
FALLEN_BY = 0.15  # of those who could have come


@dataclass(frozen=True, slots=True)
class Evening:
    """One lesson whose register is closed: how many came of how many who could."""

    number: int
    starts_at: Any
    came: int
    expected: int

    @property
    def share(self) -> float:
        return self.came / self.expected if self.expected else 0.0


def split(evenings: Sequence[Evening]) -> tuple[Sequence[Evening], Sequence[Evening]] | None:
    """The last two meetings and all before; None before there are three."""
    counted = [each for each in evenings if each.expected]
    return (counted[-LATELY:], counted[:-LATELY]) if len(counted) > LATELY else None


def _mean(evenings: Sequence[Evening]) -> float:
    expected = sum(each.expected for each in evenings)
    return sum(each.came for each in evenings) / expected if expected else 0.0


def lately_and_before(evenings: Sequence[Evening]) -> tuple[float, float] | None:
    """The share of the last two meetings and of all before; None before there are three."""
    parts = split(evenings)
    return (_mean(parts[0]), _mean(parts[1])) if parts else None


def is_falling(evenings: Sequence[Evening]) -> bool:
    """Whether in the last two meetings at least 15 of 100 fewer came than before."""
    known = lately_and_before(evenings)
    return known is not None and known[1] - known[0] >= FALLEN_BY


def words(evenings: Sequence[Evening]) -> Any:
    """How it goes, in a sentence; empty before there are three meetings."""
    known = lately_and_before(evenings)
    if known is None:
        return ""
    lately, before = (round(each * 100) for each in known)
    return _l(
        "Of 100 people %(lately)d came to the last two meetings, and %(before)d to those before.",
        lately=lately,
        before=before,
    )
