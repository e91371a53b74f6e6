"""A sheet of people, read line by line: what each line would do, and why not."""

import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal
from lms.core.sheets import Row, header_named
from lms.core.text import fold, phone_number
from lms.people.models import Sex
from lms.people.rules.naming import check_birth_year, check_name, name_key

NAME = ("họ và tên", "họ tên", "tên", "name", "full name", "nom")
BIRTH_YEAR = ("năm sinh", "birth year", "birth_year", "year of birth", "ngày sinh", "birth date", "born")
VILLAGE = ("thôn", "village", "thôn/tổ dân phố", "tổ dân phố", "buôn", "ấp", "bản", "khu phố", "thôn xóm")
UNIT_CODE = ("mã đơn vị", "mã xã", "mã thôn", "unit code", "commune code", "unit", "code de l'unité")
PHONE = ("điện thoại", "số điện thoại", "sđt", "phone", "phone number", "telephone")
SEX = ("giới tính", "sex", "gender", "giới")
_FORM = re.compile(r"^(thon|buon|ban|lang|ap|khom|khu pho|to dan pho|tdp|to|xom|khu|soc|plei)\.?\s+")
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


class State(enum.StrEnum):
    NEW = "new"
    MATCHED = "matched"
    LIKELY = "likely"
    REFUSED = "refused"


class NoSuchColumn(Refusal):
    """The sheet does not say who people are."""

    reason = _l("The first row needs the columns “Họ tên” (name) and “Năm sinh” (birth year).")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a roster and what becomes of it."""

    line: int
    name: str
    birth_year: int
    unit_id: int
    phone: str | None = None
    sex: Sex | None = None
    state: State = State.NEW
    reason: Any = ""
    match: str = ""

    @property
    def key(self) -> str:
        return name_key(self.name)


def village_key(name: str) -> str:
    """A village's name without accents and without its kind: "Thôn Lãnh Vân" and "lanh van" are one."""
    return _FORM.sub("", fold(name))


def read_roster(
    rows: Sequence[Row], unit_id: int, unit_name: str, villages: Mapping[str, int], this_year: int
) -> list[Entry]:
    """Every line as an entry, new or refused with its reason.

    Args:
        villages: ids of the villages a line may name, by full name.

    Raises:
        NoSuchColumn: the sheet has no column of names, or none of birth years.
    """
    if not rows or not (header_named(rows[0].cells, *NAME) and header_named(rows[0].cells, *BIRTH_YEAR)):
        raise NoSuchColumn
    places = _places(unit_id, unit_name, villages)
    entries: list[Entry] = []
    first_line: dict[tuple[str, int, int], int] = {}
    for row in rows:
        entry = _entry(row, unit_id, unit_name, places, this_year)
        if entry.state is State.NEW:
            same = (entry.key, entry.birth_year, entry.unit_id)
            if same in first_line:
                reason = _l("The same person as in line %(line)d.", line=first_line[same])
                entry = replace(entry, state=State.REFUSED, reason=reason)
            first_line.setdefault(same, entry.line)
        entries.append(entry)
    return entries


def _places(unit_id: int, unit_name: str, villages: Mapping[str, int]) -> dict[str, int]:
    """Ids by every way of writing a place that means only one."""
    by_key: dict[str, set[int]] = {}
    for name, each in [(unit_name, unit_id), *villages.items()]:
        for key in {fold(name), village_key(name)}:
            by_key.setdefault(key, set()).add(each)
    return {key: ids.pop() for key, ids in by_key.items() if len(ids) == 1}


def _entry(row: Row, unit_id: int, unit_name: str, places: Mapping[str, int], this_year: int) -> Entry:
    name, written = row.get(*NAME)[:200], row.get(*BIRTH_YEAR)
    year = _YEAR.search(written)
    entry = Entry(row.line, name, int(year[0]) if year else 0, unit_id)
    try:
        if len(name) > 120:
            raise Refusal(_l("The name is too long."))
        check_name(name)
        check_birth_year(entry.birth_year, this_year)
        return replace(
            entry,
            unit_id=_place(row.get(*VILLAGE), unit_id, unit_name, places),
            phone=_phone(row.get(*PHONE)),
            sex=_sex(row.get(*SEX)),
        )
    except Refusal as refusal:
        return replace(entry, state=State.REFUSED, reason=refusal.reason)


def _place(written: str, unit_id: int, unit_name: str, places: Mapping[str, int]) -> int:
    if not written:
        return unit_id
    found = places.get(fold(written)) or places.get(village_key(written))
    if found is None:
        raise Refusal(
            _l("There is no village “%(village)s” in %(unit)s.", village=written[:60], unit=unit_name)
        )
    return found


def _phone(written: str) -> str | None:
    try:
        return phone_number(written)
    except ValueError:
        raise Refusal(_l("The phone number cannot be read. It has 10 digits.")) from None


def _sex(written: str) -> Sex | None:
    return {
        "nu": Sex.FEMALE, "female": Sex.FEMALE, "f": Sex.FEMALE, "femme": Sex.FEMALE,
        "nam": Sex.MALE, "male": Sex.MALE, "m": Sex.MALE, "homme": Sex.MALE,
    }.get(fold(written))  # fmt: skip


def compare(entries: Iterable[Entry], known: Iterable[Any], whole_unit_id: int) -> list[Entry]:
    """Mark the entries that name somebody already known.

    The same name, year and place is the same person; a year apart or in another
    village of the commune is only likely, and a human being decides.
    """
    by_key: dict[str, list[Any]] = {}
    for person in known:
        by_key.setdefault(person.name_key, []).append(person)
    return [_compared(entry, by_key.get(entry.key, []), whole_unit_id) for entry in entries]


def _compared(entry: Entry, others: Sequence[Any], whole_unit_id: int) -> Entry:
    if entry.state is State.REFUSED:
        return entry
    best = entry
    for other in others:
        if abs(other.birth_year - entry.birth_year) > 1:
            continue
        match = f"{other.name}, {other.birth_year}, {other.unit_name}"
        same_place = other.unit_id == entry.unit_id or whole_unit_id in (other.unit_id, entry.unit_id)
        if same_place and other.birth_year == entry.birth_year:
            return replace(entry, state=State.MATCHED, match=match)
        best = replace(entry, state=State.LIKELY, match=match)
    return best
