"""Times and durations as meeting programmes write them."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from lms.core.clock import HERE
from lms.core.text import fold

_CLOCK = re.compile(r"(\d{1,2})[:hg](\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(am|pm|sa|ch)?")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_OFFSET = re.compile(r"(?:(z|utc|gmt)\s*)?([+-]\d{2}):?(\d{2})?$|(z|utc|gmt)$")
_PARTS = (
    (3600, re.compile(r"(\d+)\s*(?:h|hr|hrs|hour|hours|gio|tieng)(?![a-z])")),
    (60, re.compile(r"(\d+)\s*(?:m|min|mins|minute|minutes|phut|ph|p)(?![a-z])")),
    (1, re.compile(r"(\d+)\s*(?:s|sec|secs|second|seconds|giay)(?![a-z])")),
)


def moment(written: str, near: datetime, zone: tzinfo = HERE) -> datetime | None:
    """The moment meant; None when it cannot be read.

    Day and month are taken in whichever order comes closest to `near`, the
    meeting's beginning; a time without a day is of that day. A zone that is
    written counts, else `zone`.
    """
    text = fold(written)
    said, text = _zone(text)
    clock = _CLOCK.search(re.sub(r"^\d{4}-\d{1,2}-\d{1,2}t", lambda day: day.group()[:-1] + " ", text))
    if clock is None:
        return None
    hour, minute, second = (int(part or 0) for part in clock.groups()[:3])
    if clock[4] in {"pm", "ch"} and hour < 12:
        hour += 12
    elif clock[4] in {"am", "sa"} and hour == 12:
        hour = 0
    days = _days(text) or ([near.astimezone(said or zone).date()] if not re.search(r"\d[/-]\d", text) else [])
    found = []
    for day in days:
        try:
            there = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=said or zone)
        except ValueError:
            return None
        found.append(there.astimezone(UTC))
    return min(found, key=lambda each: abs(each - near)) if found else None


def _zone(text: str) -> tuple[tzinfo | None, str]:
    if ":" not in text:
        return None, text
    found = _OFFSET.search(text)
    if found is None:
        return None, text
    hours, minutes = int(found[2] or 0), int(found[3] or 0)
    if abs(hours) > 14 or minutes > 59:
        return None, text
    shift = timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)
    return timezone(shift), text[: found.start()]


def _days(text: str) -> list[date]:
    if found := _YEAR_FIRST.search(text):
        return _possible([(int(found[1]), int(found[2]), int(found[3]))])
    if found := _YEAR_LAST.search(text):
        one, two, year = int(found[1]), int(found[2]), int(found[3])
        year += 2000 if year < 100 else 0
        return _possible([(year, one, two), (year, two, one)])
    return []


def _possible(days: list[tuple[int, int, int]]) -> list[date]:
    found = []
    for year, month, day in days:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def minutes(written: str) -> int | None:
    """Whole minutes of "58", "1h 27m 51s", "1 hr 2 min", "0:58:10" or "1 giờ 2 phút"; None when unreadable."""
    text = fold(written)
    if re.fullmatch(r"\d{1,5}([.,]\d+)?", text):
        return int(re.split("[.,]", text)[0])
    if found := re.fullmatch(r"(\d{1,3}):(\d{2}):(\d{2})", text):
        return int(found[1]) * 60 + int(found[2])
    if found := re.fullmatch(r"(\d{1,3}):(\d{2})", text):
        return int(found[1])
    seconds = [int(part[1]) * unit for unit, words in _PARTS if (part := words.search(text))]
    return sum(seconds) // 60 if seconds else None
