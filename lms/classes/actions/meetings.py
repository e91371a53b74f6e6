"""Planning meetings, moving them, cancelling them and taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.classes.actions.attendance import settle
from lms.classes.actions.notices import tell
from lms.classes.models import Cohort, Kind, Meeting, MeetingState, Mode, News
from lms.classes.queries import cohorts as find
from lms.classes.queries import meetings as find_meetings
from lms.classes.queries.members import seats_of
from lms.classes.rules.cohorts import ClassClosed, check_changeable, check_class_open, spread
from lms.classes.signals import counted_anew, rescheduled
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
    speakers: str | None = None


def plan_meetings(
    cohort: Cohort,
    times: Sequence[Hours],
    room: Room,
    covers: Sequence[Sequence[str]] | None = None,
    kind: Kind = Kind.LESSON,
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
            speakers=room.speakers,
            kind=kind,
            modules=list(modules),
            state=MeetingState.PLANNED,
        )
        for nth, (hours, modules) in enumerate(zip(times, covers, strict=True), start=1)
    ]
    db.session.add_all(meetings)
    db.session.flush()
    counted_anew.send(cohort_id=cohort.id)
    return meetings


def change_meeting(meeting: Meeting, hours: Hours, room: Room, modules: Sequence[str], now: datetime) -> bool:
    """Another time, place or way. Whom it is for are told of another time or place; answers whether they were.

    Raises:
        MeetingTookPlace: once the register is closed.
    """
    _check(meeting)
    before, moved = meeting.starts_at, (hours.starts_at, room.place) != (meeting.starts_at, meeting.place)
    meeting.starts_at, meeting.ends_at = hours.starts_at, hours.ends_at
    meeting.mode, meeting.place, meeting.link = room.mode, room.place, room.link
    meeting.modules, meeting.speakers = list(modules), room.speakers
    db.session.flush()
    counted_anew.send(cohort_id=meeting.cohort_id)
    if moved and meeting.state is MeetingState.PLANNED and meeting.ends_at > now:
        _spread_word(meeting, News.MOVED, now, before if before != meeting.starts_at else None)
        return True
    return False


def _check(meeting: Meeting) -> None:
    check_changeable(meeting.state)
    check_class_open(seats_of(meeting.cohort_id)[1])


def _spread_word(meeting: Meeting, news: News, now: datetime, before: datetime | None = None) -> None:
    people = find_meetings.people_of(meeting)
    tell(people, news, meeting.cohort_id, now, meeting_id=meeting.id, before=before)
    rescheduled.send(meeting=meeting, people=people, news=news, now=now)


def cancel(meeting: Meeting, now: datetime) -> None:
    """It will not take place, and counts for nobody: for some, what they attended is now enough. Twice is once.

    Raises:
        MeetingTookPlace: once the register is closed.
    """
    _check(meeting)
    if meeting.state is MeetingState.CANCELLED:
        return
    meeting.state = MeetingState.CANCELLED
    db.session.flush()
    settle(meeting.cohort_id, now)
    if meeting.ends_at > now:
        _spread_word(meeting, News.CANCELLED, now)


def bring_back(meeting: Meeting, now: datetime) -> None:
    """Undo a cancellation; those who read of it are told."""
    check_class_open(seats_of(meeting.cohort_id)[1])
    if meeting.state is MeetingState.CANCELLED:
        meeting.state = MeetingState.PLANNED
        db.session.flush()
        counted_anew.send(cohort_id=meeting.cohort_id)
        if meeting.ends_at > now:
            _spread_word(meeting, News.BACK, now)
