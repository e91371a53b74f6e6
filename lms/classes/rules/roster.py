"""What becomes of each line of a roster: read by `people`, decided here for a class."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal
from lms.people.rules.roster import Entry, State

MOST_LINES = 200
NEW = "new"


class RosterTooLong(Refusal):
    reason = _l("This file has more than 200 lines. Split it into smaller files.")


class RosterUnreadable(Refusal):
    reason = _l("This list cannot be read. Choose the file once more.")


class NotDecided(Refusal):
    reason = _l("Say for each person with a question whether it is somebody we know.")


@dataclass(frozen=True, slots=True)
class Line:
    """A line beside the people it may mean: refused, in the class already, matched, or new."""

    entry: Entry
    matches: Sequence[Any] = ()
    member: bool = False

    @property
    def refused(self) -> bool:
        return self.entry.state is State.REFUSED

    @property
    def comes(self) -> bool:
        """Whether it takes a seat."""
        return not self.refused and not self.member

    @property
    def proposed(self) -> str:
        """What stands chosen: new without a match, the one person of the same year, nothing in doubt."""
        if not self.matches:
            return NEW
        same_year = [row for row in self.matches if row.birth_year == self.entry.birth_year]
        return str(same_year[0].id) if len(same_year) == 1 else ""

    def decided(self, choice: str) -> str:
        """The choice, if it is one of those offered.

        Raises:
            NotDecided: when it is not.
        """
        if choice != NEW and choice not in {str(row.id) for row in self.matches}:
            raise NotDecided
        return choice


def beside(entries: Iterable[Entry], known: Mapping[str, Sequence[Any]], members: set[int]) -> list[Line]:
    """Each entry with its matches: the same words in the name, born within a year.

    Args:
        known: people in scope by name key.
        members: who is in the class now.
    """
    lines = []
    for entry in entries:
        near = [row for row in known.get(entry.key, ()) if abs(row.birth_year - entry.birth_year) <= 1]
        inside = any(row.id in members and row.birth_year == entry.birth_year for row in near)
        lines.append(Line(entry, near, inside))
    return lines
