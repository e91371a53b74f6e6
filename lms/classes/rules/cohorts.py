"""When a class meets, what each meeting covers, and why somebody cannot join."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.classes.models import MeetingState
from lms.core.errors import Refusal

MOST_MEETINGS = 60
MOST_SEATS = 500


class ClassFull(Refusal):
    reason = _l("The class is full. Raise the number of seats, or take out somebody who left.")


class TooManySeats(Refusal):
    reason = _l("A class has between 1 and 500 seats.")


class ClassClosed(Refusal):
    reason = _l("This class is closed, so nothing in it changes. Within 7 days it can be opened again.")


class SeatsInUse(Refusal):
    reason = _l("More people than that are in the class already.")


class MeetingTookPlace(Refusal):
    reason = _l("The register of this meeting is closed, so it cannot be changed or cancelled.")


class LastTrainer(Refusal):
    reason = _l("A class keeps at least one trainer. Add another one first.")


class NoMeetingsPlanned(Refusal):
    reason = _l("With these choices there is no meeting. Look at the days again.")


class ExcuseTooLate(Refusal):
    reason = _l("The meeting has begun. Tell the trainer, who can excuse you.")


def check_excusable(state: MeetingState, starts_at: datetime, now: datetime) -> None:
    """An excuse is told before the meeting begins.

    Raises:
        ExcuseTooLate: afterwards, or when it does not take place.
    """
    if state is not MeetingState.PLANNED or now >= starts_at:
        raise ExcuseTooLate


def check_class_open(closed_at: datetime | None) -> None:
    """A closed class is read and not changed.

    Raises:
        ClassClosed: then.
    """
    if closed_at is not None:
        raise ClassClosed


def check_changeable(state: MeetingState) -> None:
    """A meeting whose register is closed took place as it is written.

    Raises:
        MeetingTookPlace: then.
    """
    if state is MeetingState.CONFIRMED:
        raise MeetingTookPlace


def weekly(first: date, weekdays: Collection[int], how_many: int) -> list[date]:
    """So many days from `first` on, on these weekdays (Monday is 0); the weekday of `first` when none is named."""
    chosen = set(weekdays) or {first.weekday()}
    days: list[date] = []
    day = first
    while len(days) < how_many:
        if day.weekday() in chosen:
            days.append(day)
        day += timedelta(days=1)
    return days


def recurring(
    first: date,
    weekdays: Collection[int],
    how_many: int | None,
    until: date | None,
    skipping: Collection[date],
) -> list[date]:
    """Days from `first` on, on these weekdays, so many or up to and with `until`, without the days named.

    A day that is skipped is not counted: eight meetings stay eight.
    """
    chosen = set(weekdays) or {first.weekday()}
    most = min(how_many or MOST_MEETINGS, MOST_MEETINGS)
    last = until or first + timedelta(days=7 * MOST_MEETINGS + 7 * len(skipping))
    days: list[date] = []
    day = first
    while len(days) < most and day <= last:
        if day.weekday() in chosen and day not in skipping:
            days.append(day)
        day += timedelta(days=1)
    return days


def spread(modules: Sequence[str], meetings: int) -> list[list[str]]:
    """Which modules each meeting covers: in order, as evenly as they go; every module at least once.

    Two modules over four meetings are two meetings each; four over two are two modules a meeting.
    """
    if meetings >= len(modules):
        return [[modules[number * len(modules) // meetings]] for number in range(meetings)]
    return [
        list(modules[number * len(modules) // meetings : (number + 1) * len(modules) // meetings])
        for number in range(meetings)
    ]


def current_meeting(meetings: Iterable[Any], now: datetime) -> Any | None:
    """The meeting that is going on or comes next; None when nothing is planned any more.

    One that ended less than two hours ago still is the one at hand while its
    register is open: that is when a trainer closes it.
    """
    just_now = now - timedelta(hours=2)
    return next(
        (row for row in meetings if row.state is MeetingState.PLANNED and row.ends_at > just_now), None
    )
