"""Who was there, read from a list of our own or from the file of a meeting programme."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from flask_babel import lazy_gettext as _l

from lms.classes.models import Presence
from lms.classes.rules import moments
from lms.classes.rules.attendance import Stay, minutes_attended, proposed
from lms.classes.rules.columns import places_of
from lms.core.clock import HERE
from lms.core.errors import Refusal
from lms.core.text import fold, phone_number

MOST_PEOPLE = 300
Lines = Sequence[tuple[int, Sequence[str]]]
_WORDS = {
    Presence.PRESENT: "co mat|co|x|1|present|p|yes|c|oui|den|v du",
    Presence.LATE: "muon|tre|den muon|late|l|m|retard|en retard",
    Presence.EXCUSED: "phep|co phep|vang co phep|excused|e|excuse",
    Presence.ABSENT: "vang|vang mat|khong|0|absent|a|no|non|v|k",
}
PRESENCE_BY_WORD = {word: presence for presence, words in _WORDS.items() for word in words.split("|")}


class NobodyInFile(Refusal):
    reason = _l(
        "No column with names was found. It is called Name or Họ và tên, in one line with the others."
    )


class TooManyInFile(Refusal):
    reason = _l("This file has more than 300 people. It is not the list of one class.")


@dataclass(frozen=True, slots=True)
class Seen:
    """One name in a file, its lines merged. Without a presence of its own the minutes decide; None says nothing."""

    lines: tuple[int, ...]
    name: str
    email: str = ""
    birth_year: int | None = None
    phone: str | None = None
    presence: Presence | None = None
    stays: tuple[Stay, ...] = ()
    minutes: int | None = None
    unreadable: str = ""

    def with_stays_of(self, other: "Seen") -> "Seen":
        """The same person under two lines: their stays together, their minutes summed."""
        known = [minutes for minutes in (self.minutes, other.minutes) if minutes is not None]
        return replace(
            self,
            lines=self.lines + other.lines,
            stays=self.stays + other.stays,
            minutes=sum(known) if known else None,
            presence=self.presence or other.presence,
            unreadable=self.unreadable or other.unreadable,
        )

    def stayed(self, starts_at: datetime, ends_at: datetime) -> int | None:
        """Minutes of the meeting; None where the file tells no times. Never more than the file's own count."""
        if not self.stays:
            whole = int((ends_at - starts_at).total_seconds()) // 60
            return None if self.minutes is None else min(self.minutes, whole)
        covered = minutes_attended(self.stays, starts_at, ends_at)
        return covered if self.minutes is None else min(covered, self.minutes)

    def said(self, starts_at: datetime, ends_at: datetime) -> Presence | None:
        """What this comes to."""
        stayed = self.stayed(starts_at, ends_at)
        return self.presence if stayed is None else proposed(stayed, starts_at, ends_at)


def read_file(lines: Lines, starts_at: datetime, zone: tzinfo = HERE) -> list[Seen]:
    """Everybody in the file, each once, in the order of the file.

    Where a file lists each join beside a summary of them (Teams), the joins count.

    Raises:
        NobodyInFile: no line of headings is known.
        TooManyInFile: it is not the list of one class.
    """
    tables = _tables(lines)
    if not tables:
        raise NobodyInFile
    places, rows = max(tables, key=lambda table: ({"join", "leave"} <= table[0].keys(), bool(table[1])))
    joins = [table for table in tables if {"join", "leave"} <= table[0].keys() and table[1]]
    if joins:
        places, rows = joins[-1]
    read = _actions if "action" in places and "at" in places else _merged
    people = read([_row(number, cells, places, starts_at, zone) for number, cells in rows], places)
    if len(people) > MOST_PEOPLE:
        raise TooManyInFile
    return people


Place = dict[str, int]


def _tables(lines: Lines) -> list[tuple[Place, list[tuple[int, Sequence[str]]]]]:
    """Each line of headings with the lines under it, up to a line that is the title of the next part."""
    tables: list[tuple[Place, list[tuple[int, Sequence[str]]]]] = []
    open_table = False
    for number, cells in lines:
        places = places_of(cells)
        if places:
            tables.append((places, []))
            open_table = True
        elif re.match(r"\d\.\s", cells[0]) and not any(cells[1:]):
            open_table = False  # "3. In-Meeting Activities"
        elif open_table:
            tables[-1][1].append((number, cells))
    return tables


def _row(
    number: int, cells: Sequence[str], places: Place, starts_at: datetime, zone: tzinfo
) -> tuple[Seen, str, datetime | None]:
    """One line as somebody seen; for lists of comings and goings also what was done and when."""

    def cell(name: str) -> str:
        return cells[places[name]] if name in places and places[name] < len(cells) else ""

    name = cell("name") or f"{cell('last')} {cell('first')}".strip()
    year = re.search(r"(?<!\d)(19|20)\d\d(?!\d)", cell("year"))
    seen = Seen(
        (number,), name[:120], cell("email").lower(), int(year[0]) if year else None, _phone(cell("phone"))
    )
    if "at" in places:
        return seen, fold(cell("action")), moments.moment(cell("at"), starts_at, zone)
    joined = moments.moment(cell("join"), starts_at, zone) if cell("join") else None
    left = moments.moment(cell("leave"), starts_at, zone) if cell("leave") else None
    if joined and left and joined <= left:
        seen = replace(seen, stays=(Stay(joined, left, left),))
    if "duration" in places:
        seen = replace(seen, minutes=moments.minutes(cell("duration")))
    if "status" in places:
        presence = PRESENCE_BY_WORD.get(fold(cell("status")))
        wrong = cell("status") if cell("status") and presence is None else ""
        seen = replace(seen, presence=presence, unreadable=wrong[:40])
    elif not {"join", "duration"} & places.keys():
        seen = replace(seen, presence=Presence.PRESENT)
    return seen, "", None


def _phone(written: str) -> str | None:
    try:
        return phone_number(written)
    except ValueError:
        return None


def _same(seen: Seen) -> tuple[object, ...]:
    return fold(seen.name), seen.email, seen.birth_year, seen.phone


def _merged(rows: Iterable[tuple[Seen, str, datetime | None]], _places: Place) -> list[Seen]:
    """One for each name and address: the joins of one person together, their minutes summed."""
    people: dict[tuple[object, ...], Seen] = {}
    for seen, _action, _at in rows:
        if not seen.name:
            continue
        before = people.get(_same(seen))
        people[_same(seen)] = seen if before is None else before.with_stays_of(seen)
    return list(people.values())


def _actions(rows: Iterable[tuple[Seen, str, datetime | None]], _places: Place) -> list[Seen]:
    """The older file of Teams: a line for each "Joined" and "Left"; who never left stayed until the last line."""
    lines = [(seen, action, at) for seen, action, at in rows if seen.name and at]
    last = max((at for _seen, _action, at in lines if at), default=None)
    people: dict[tuple[object, ...], Seen] = {}
    since: dict[tuple[object, ...], datetime] = {}
    for seen, action, at in lines:
        key = _same(seen)
        people[key] = people[key].with_stays_of(seen) if key in people else seen
        if at and action.startswith(("left", "da roi", "roi")):
            if joined := since.pop(key, None):
                people[key] = replace(people[key], stays=(*people[key].stays, Stay(joined, at, at)))
        elif at:
            since.setdefault(key, at)
    for key, joined in since.items():
        if last:
            people[key] = replace(people[key], stays=(*people[key].stays, Stay(joined, last, last)))
    return list(people.values())
