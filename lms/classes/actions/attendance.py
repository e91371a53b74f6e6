"""Marking who came: statements are added, never changed; the mark follows from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lms.catalogue import shelf
from lms.classes.actions.statements import ADD_EVENTS, PROJECT_PHONES, PROJECT_STAFF, packed
from lms.classes.models import Mark, MarkSource, Meeting, MeetingState, Presence
from lms.classes.queries import attendance as queries
from lms.classes.rules import attendance as rules
from lms.classes.rules.events import event_id
from lms.core import audit
from lms.core.audit import Deed
from lms.core.db import db
from lms.learning import together

Statement = tuple[str, int, Presence, datetime]
SKEW_WORTH_NOTING = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Marked:
    """Ids of the events that stand, and of those refused because their id already says something else."""

    kept: tuple[str, ...]
    refused: tuple[str, ...]


def mark(
    meeting_id: int,
    statements: Iterable[Statement],
    source: MarkSource,
    made_by: int,
    now: datetime,
) -> Marked:
    """Add statements (event id, person, presence, when it was made) and bring the marks up to date.

    The same id again changes nothing; with other content it is refused and the
    first one stays. Nobody's clock runs ahead of ours: `made_at` is at most `now`.
    """
    rows = [(event, person, presence, min(at, now)) for event, person, presence, at in statements]
    if not rows:
        return Marked((), ())
    # One order for everybody, so that two registers of one meeting never wait for each other.
    rows.sort(key=lambda row: (row[1], row[3], row[0]))
    said, stated = packed(rows), len(rows)
    added = ADD_EVENTS.change(
        rows=said, meeting_id=meeting_id, source=source, made_by=made_by, received_at=now
    )
    refused: list[str] = []
    if added != stated:
        rows, refused = _compared(rows, meeting_id, made_by)
    if rows:
        heaviest = list({row[1]: row for row in rows}.values())
        if not added == stated == len(heaviest):
            said = packed(heaviest)
        project = PROJECT_PHONES if source is MarkSource.BOARD else PROJECT_STAFF
        project.change(rows=said, meeting_id=meeting_id)
    return Marked(tuple(row[0] for row in rows), tuple(refused))


def _compared(rows: Sequence[Statement], meeting_id: int, made_by: int) -> tuple[list[Statement], list[str]]:
    """Statements as they are stored, and the ids under which something else was stored before."""
    stored = queries.stored_events({row[0] for row in rows})
    kept: dict[str, Statement] = {}
    refused: list[str] = []
    for event, person, presence, _at in rows:
        first = stored[event]
        said = (first.meeting_id, first.person_id, first.presence, first.made_by)
        if said == (meeting_id, person, presence, made_by):
            kept[event] = (event, person, presence, first.made_at)
        else:
            refused.append(event)
    return sorted(kept.values(), key=lambda row: (row[1], row[3], row[0])), refused


def save_register(
    meeting: Any, chosen: Mapping[int, Presence], source: MarkSource, made_by: int, now: datetime
) -> int:
    """Record what a trainer chose for each member; answers how many marks changed.

    People who are not members of this meeting, and marks that stay as they are, are passed over.
    """
    rules.check_open(meeting.state, meeting.starts_at, now)
    state = queries.state_of(meeting)
    changed = [
        (event_id(meeting.id, person, presence, state[person][1], made_by), person, presence, now)
        for person, presence in chosen.items()
        if person in state and state[person][0] is not presence
    ]
    mark(meeting.id, changed, source, made_by, now)
    if changed:
        audit.record(made_by, Deed.CHANGED, "register", meeting.id, now, marks=len(changed))
    return len(changed)


def save_taps(
    meeting: Any, taps: Sequence[Statement], made_by: int, now: datetime, skew: timedelta
) -> Marked:
    """Record taps as a phone sends them, each with its own id; sent again, they change nothing.

    An id that already says something else, or a person outside this meeting, is refused and noted.
    """
    rules.check_open(meeting.state, meeting.starts_at, now)
    members = queries.state_of(meeting)
    ours = [tap for tap in taps if tap[1] in members]
    strangers = tuple(tap[0] for tap in taps if tap[1] not in members)
    marked = mark(meeting.id, ours, MarkSource.REGISTER, made_by, now)
    marked = Marked(marked.kept, marked.refused + strangers)
    clock = {"clock_ahead_seconds": int(skew.total_seconds())} if abs(skew) > SKEW_WORTH_NOTING else {}
    if marked.kept:
        audit.record(made_by, Deed.CHANGED, "register", meeting.id, now, marks=len(marked.kept), **clock)
    if marked.refused:
        audit.record(made_by, Deed.REFUSED, "register", meeting.id, now, marks=len(marked.refused))
    return marked


def close_register(meeting: Any, head_count: int, made_by: int, now: datetime) -> None:
    """Confirm the meeting: whoever has no mark was absent, and attendance is settled."""
    rules.check_open(meeting.state, meeting.starts_at, now)
    state = queries.state_of(meeting)
    missing = [
        (event_id(meeting.id, person, Presence.ABSENT, None, made_by), person, Presence.ABSENT, now)
        for person, (presence, _event) in state.items()
        if presence is None
    ]
    mark(meeting.id, missing, MarkSource.REGISTER, made_by, now)
    _set_state(
        meeting.id,
        state=MeetingState.CONFIRMED,
        head_count=head_count,
        confirmed_at=now,
        confirmed_by=made_by,
    )
    audit.record(
        made_by, Deed.CHANGED, "register", meeting.id, now, closed=True, heads=head_count, absent=len(missing)
    )
    settle(meeting.cohort_id, now)


def reopen_register(meeting: Any, made_by: int, now: datetime) -> None:
    """Undo the closing; the marks stay, and what was completed by them stays too."""
    if meeting.state is not MeetingState.CONFIRMED:
        return
    _set_state(meeting.id, state=MeetingState.PLANNED, head_count=None, confirmed_at=None, confirmed_by=None)
    audit.record(made_by, Deed.CHANGED, "register", meeting.id, now, closed=False)


def _set_state(meeting_id: int, **values: Any) -> None:
    db.session.execute(sa.update(Meeting).where(Meeting.id == meeting_id).values(**values))


def settle(cohort_id: int, now: datetime) -> None:
    """Note for each module who has attended the cohort's minimum; only closed registers count.

    Called when a register is closed, and when cancelling a meeting makes fewer enough.
    """
    cohort = queries.cohort_to_settle(cohort_id)
    course = shelf.course(cohort.course)
    meetings = queries.planned_meetings(cohort_id)
    closed = {meeting.id for meeting in meetings if meeting.settled}
    presences = queries.presences_in(cohort_id)
    noted = queries.already_noted(cohort)
    modules = [slug for slug in cohort.modules or course.module_by_slug if course.module(slug)]
    met: dict[str, list[int]] = {}
    for person, joined_at in queries.members_of(cohort_id).items():
        sure = {at: presence for at, presence in presences.get(person, {}).items() if at in closed}
        for module, stands in rules.by_module(modules, meetings, sure, joined_at).items():
            if (person, module) not in noted and stands.met(cohort.minimum_attendance):
                met.setdefault(module, []).append(person)
    for module, people in met.items():
        together.note_class_met(people, course, module, now)


def rebuild_marks() -> int:
    """Compute every mark from the events again; answers how many there are."""
    heaviest: dict[tuple[int, int], Any] = {}
    for event in queries.every_event():
        place = (event.meeting_id, event.person_id)
        before = heaviest.get(place)
        if before is None or _weight(event) > _weight(before):
            heaviest[place] = event
    db.session.execute(sa.delete(Mark))
    if heaviest:
        db.session.execute(
            sa.insert(Mark),
            [
                {
                    "meeting_id": event.meeting_id,
                    "person_id": event.person_id,
                    "presence": event.presence,
                    "event_id": event.id,
                    "made_at": event.made_at,
                }
                for event in heaviest.values()
            ],
        )
    return len(heaviest)


def _weight(event: Any) -> tuple[bool, datetime, str]:
    return rules.weight(event.source, event.made_at, event.id)
