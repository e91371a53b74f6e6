"""Planning meetings, moving them, cancelling them and taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.classes.actions.attendance import settle
from lms.classes.models import Cohort, Meeting, MeetingState, Mode
from lms.classes.queries import cohorts as find
from lms.classes.queries import meetings as find_meetings
from lms.classes.rules.cohorts import ClassClosed, check_changeable, spread
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class Hours:
    """When a meeting begins and ends."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Room:
    """Where it is held: a place, a link, or both."""

    mode: Mode
    place: str
    link: str | None


def plan_meetings(
    cohort: Cohort, times: Sequence[Hours], room: Room, covers: Sequence[Sequence[str]] | None = None
) -> list[Meeting]:
    """Add meetings at the end of the class's numbering; without `covers`, its modules are spread over them.

    Raises:
        ClassClosed: when the class is closed.
    """
    if cohort.closed_at is not None:
        raise ClassClosed
    find.lock(cohort.id)
    number = find_meetings.last_number(cohort.id)
    covers = covers if covers is not None else spread(cohort.modules, len(times))
    meetings = [
        Meeting(
            cohort_id=cohort.id,
            number=number + nth,
            mode=room.mode,
            starts_at=hours.starts_at,
            ends_at=hours.ends_at,
            place=room.place,
            link=room.link,
            modules=list(modules),
            state=MeetingState.PLANNED,
        )
        for nth, (hours, modules) in enumerate(zip(times, covers, strict=True), start=1)
    ]
    db.session.add_all(meetings)
    db.session.flush()
    return meetings


def change_meeting(meeting: Meeting, hours: Hours, room: Room, modules: Sequence[str]) -> None:
    """Another time, place or way.

    Raises:
        MeetingTookPlace: once the register is closed.
    """
    check_changeable(meeting.state)
    meeting.starts_at, meeting.ends_at = hours.starts_at, hours.ends_at
    meeting.mode, meeting.place, meeting.link = room.mode, room.place, room.link
    meeting.modules = list(modules)


def cancel(meeting: Meeting, now: datetime) -> None:
    """It will not take place, and counts for nobody: for some, what they attended is now enough.

    Raises:
        MeetingTookPlace: once the register is closed.
    """
    check_changeable(meeting.state)
    meeting.state = MeetingState.CANCELLED
    db.session.flush()
    settle(meeting.cohort_id, now)


def bring_back(meeting: Meeting) -> None:
    """Undo a cancellation."""
    if meeting.state is MeetingState.CANCELLED:
        meeting.state = MeetingState.PLANNED
