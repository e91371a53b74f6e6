"""When a class meets, in as few lines as people can remember."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from lms.core import clock

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Meetings at the same hours: every week on one weekday (`weekly`) `but` on some days, or on single days."""

    days: tuple[date, ...]
    starts_at: datetime
    ends_at: datetime
    weekly: bool
    but: tuple[date, ...] = ()

    @property
    def first(self) -> date:
        return self.days[0]

    @property
    def last(self) -> date:
        return self.days[-1]


def rhythms(meetings: Iterable[Any]) -> list[Rhythm]:
    """The meetings by hours and weekday, in the order in which they begin.

    A weekday with three meetings or more is weekly, unless more than every third week is left out.
    """
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for meeting in sorted(meetings, key=lambda each: each.starts_at):
        starts, ends = clock.local(meeting.starts_at), clock.local(meeting.ends_at)
        groups.setdefault((starts.weekday(), starts.time(), ends.time()), []).append(meeting)
    weekly = [_rhythm(group, True) for group in groups.values() if _is_weekly(_days(group))]
    single = [each for group in groups.values() if not _is_weekly(_days(group)) for each in group]
    by_hours: dict[tuple[Any, ...], list[Any]] = {}
    for meeting in sorted(single, key=lambda each: each.starts_at):
        hours = clock.local(meeting.starts_at).time(), clock.local(meeting.ends_at).time()
        by_hours.setdefault(hours, []).append(meeting)
    found = weekly + [_rhythm(group, False) for group in by_hours.values()]
    return sorted(found, key=lambda each: each.starts_at)


def _days(group: Sequence[Any]) -> tuple[date, ...]:
    return tuple(clock.local(each.starts_at).date() for each in group)


def _rhythm(group: Sequence[Any], weekly: bool) -> Rhythm:
    days = _days(group)
    return Rhythm(days, group[0].starts_at, group[0].ends_at, weekly, _left_out(days) if weekly else ())


def _left_out(days: Sequence[date]) -> tuple[date, ...]:
    weeks = (days[-1] - days[0]) // WEEK
    return tuple(day for n in range(weeks) if (day := days[0] + n * WEEK) not in days)


def _is_weekly(days: Sequence[date]) -> bool:
    return len(set(days)) == len(days) >= 3 and len(_left_out(days)) * 3 <= len(days)
