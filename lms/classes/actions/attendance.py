"""Marking who came: statements are added, never changed; the mark follows from them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lms.catalogue import shelf
from lms.classes.actions.statements import ADD_EVENTS, PROJECT_LIGHT, PROJECT_STAFF, STORED, packed
from lms.classes.models import MarkSource, Meeting, MeetingState, Presence
from lms.classes.queries import attendance as queries
from lms.classes.queries import honesty
from lms.classes.queries.presences import presences_in
from lms.classes.rules import attendance as rules
from lms.classes.rules.closing import ReasonNeeded
from lms.classes.rules.events import ending, event_id, is_for
from lms.classes.signals import counted_anew, register_closed, settled_anew
from lms.core import audit
from lms.core.access import Asker
from lms.core.audit import Deed
from lms.core.db import db
from lms.learning import together

Statement = tuple[str, int, Presence | None, datetime]
REASON_HOLDS = timedelta(days=1)
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
        project = PROJECT_LIGHT if source in rules.LIGHT else PROJECT_STAFF
        project.change(rows=said, meeting_id=meeting_id)
        counted_anew.send(meeting_id=meeting_id)
    return Marked(tuple(row[0] for row in rows), tuple(refused))


def _compared(rows: Sequence[Statement], meeting_id: int, made_by: int) -> tuple[list[Statement], list[str]]:
    """Statements as they are stored, and the ids under which something else was stored before."""
    stored = {row.id: row for row in STORED.rows(rows=packed(rows))}
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
    meeting: Any,
    chosen: Mapping[int, Presence],
    source: MarkSource,
    made_by: int,
    now: datetime,
    state: queries.State | None = None,
    agreed: Collection[int] = (),
) -> int:
    """Record what a trainer chose for each member; answers how many were said anew.

    People who are not members of this meeting, and marks that stay as they are, are passed over.

    Args:
        state: `queries.state_of` the meeting, where it was read in this transaction.
        agreed: on whom they make the word that stands their own, which changes no mark.
    """
    rules.check_open(meeting.state, meeting.starts_at, now)
    state = queries.state_of(meeting) if state is None else state
    changed = [
        (event_id(meeting.id, person, presence, ending(state[person][1]), made_by), person, presence, now)
        for person, presence in chosen.items()
        if person in state and (state[person][0] is not presence or person in agreed)
    ]
    differs = [
        (before, now) for _id, person, said, _at in changed if (before := state[person][0]) is not said
    ]
    _check_reasoned(meeting, differs, made_by, now)
    mark(meeting.id, changed, source, made_by, now)
    if changed:
        audit.record(made_by, Deed.CHANGED, "register", meeting.id, now, marks=len(changed))
    return len(changed)


def save_form(
    asker: Asker,
    meeting_id: int,
    chosen: Mapping[int, Presence],
    now: datetime,
    agreed: Collection[int] = (),
) -> None:
    """A register as a whole, from who may take it. For whoever `only_teaches` it needs no session (`at_once`).

    Raises:
        Missing: when the meeting is not theirs to mark.
    """
    meeting, state = queries.register_taught_by(asker, meeting_id)
    save_register(meeting, chosen, MarkSource.REGISTER, asker.person_id, now, state, agreed)


def _check_reasoned(
    meeting: Any, changes: Iterable[tuple[Presence | None, datetime]], made_by: int, now: datetime
) -> None:
    """A first mark may come late; a mark that stands is changed long after only with a reason of the last day.

    Args:
        changes: what stood before, and when it was changed, which for a phone without a network is long before now.

    Raises:
        LongAgo: when no reason was given.
    """
    last = max((at for before, at in changes if before is not None), default=None)
    late = last is not None and rules.is_long_ago(meeting.ends_at, meeting.correction_days, last)
    if late and not queries.gave_reason(meeting.id, made_by, now - REASON_HOLDS):
        raise rules.LongAgo


def mark_together(meeting: Any, made_by: int, now: datetime) -> int:
    """Everybody without a mark is present; answers how many."""
    unmarked = [
        person for person, (presence, _event) in queries.state_of(meeting).items() if presence is None
    ]
    chosen = dict.fromkeys(unmarked, Presence.PRESENT)
    return save_register(meeting, chosen, MarkSource.TOGETHER, made_by, now)


def undo_together(meeting: Any, made_by: int, now: datetime) -> int:
    """Take back what still stands as it was said of everybody at once; answers for how many.

    Nothing is deleted: one more statement says that nothing is said.
    """
    rules.check_open(meeting.state, meeting.starts_at, now)
    stands = queries.marked_together(meeting.id)
    _check_reasoned(meeting, [(Presence.PRESENT, now)] if stands else [], made_by, now)
    taken_back = [
        (event_id(meeting.id, person, None, ending(event), made_by), person, None, now)
        for person, event in stands.items()
    ]
    mark(meeting.id, taken_back, MarkSource.TOGETHER, made_by, now)
    if taken_back:
        audit.record(made_by, Deed.CHANGED, "register", meeting.id, now, taken_back=len(taken_back))
    return len(taken_back)


def save_taps(
    meeting: Any,
    taps: Sequence[Statement],
    made_by: int,
    now: datetime,
    skew: timedelta,
    together: Collection[str] = (),
) -> Marked:
    """Record taps as a phone sends them, each with its own id; sent again, they change nothing.

    An id that already says something else or is another meeting's, or a person outside this one, is refused and noted.

    Args:
        together: ids of those that were made for everybody without a mark, or take that back.
    """
    rules.check_open(meeting.state, meeting.starts_at, now)
    members = queries.state_of(meeting)
    # Who left the class after that evening was here, though they stand on no list any more.
    if any(tap[1] not in members for tap in taps):
        members |= dict.fromkeys(queries.left_since(meeting) - members.keys(), (None, None))
    ours = [tap for tap in taps if tap[1] in members and is_for(tap[0], meeting.id)]
    strangers = tuple(tap[0] for tap in taps if tap not in ours)
    changes = [(members[tap[1]][0], tap[3]) for tap in ours if members[tap[1]][0] is not tap[2]]
    _check_reasoned(meeting, changes, made_by, now)
    singly = [tap for tap in ours if tap[0] not in together]
    marked = mark(meeting.id, singly, MarkSource.REGISTER, made_by, now)
    if together:
        rest = [tap for tap in ours if tap[0] in together]
        others = mark(meeting.id, rest, MarkSource.TOGETHER, made_by, now)
        marked = Marked(marked.kept + others.kept, marked.refused + others.refused)
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
    told = queries.excused_from(meeting.id)
    settled = {
        person: Presence.EXCUSED if person in told else Presence.ABSENT
        for person, (presence, _event) in state.items()
        if presence is None
    }
    # Of whom nobody spoke, it is said of everybody at once: a word that another trainer's phone still keeps weighs more.
    missing: dict[MarkSource, list[Statement]] = {MarkSource.REGISTER: [], MarkSource.TOGETHER: []}
    for person, presence in settled.items():
        before = state[person][1]
        row = (event_id(meeting.id, person, presence, ending(before), made_by), person, presence, now)
        missing[MarkSource.REGISTER if before else MarkSource.TOGETHER].append(row)
    for source, rows in missing.items():
        mark(meeting.id, rows, source, made_by, now)
    _set_state(
        meeting.id,
        state=MeetingState.CONFIRMED,
        head_count=head_count,
        confirmed_at=now,
        confirmed_by=made_by,
        flags=honesty.kept(honesty.flags_of(meeting, head_count)) or sa.null(),
    )
    audit.record(
        made_by, Deed.CHANGED, "register", meeting.id, now, closed=True, heads=head_count, absent=len(settled)
    )
    settle(meeting.cohort_id, now)
    register_closed.send(meeting_id=meeting.id, cohort_id=meeting.cohort_id, now=now)


def reopen_register(meeting: Any, made_by: int, now: datetime, for_a_reason: bool = False) -> None:
    """Undo the closing; the marks stay, and what was completed by them stays too.

    Raises:
        ReasonNeeded: when the class is closed and no reason was given.
        LongAgo: when the meeting was long ago, alike.
    """
    if meeting.cohort_closed_at is not None and not for_a_reason:
        raise ReasonNeeded
    if rules.is_long_ago(meeting.ends_at, meeting.correction_days, now) and not for_a_reason:
        raise rules.LongAgo
    if meeting.state is not MeetingState.CONFIRMED:
        return
    _set_state(meeting.id, state=MeetingState.PLANNED, head_count=None, confirmed_at=None, confirmed_by=None)
    audit.record(made_by, Deed.CHANGED, "register", meeting.id, now, closed=False)
    counted_anew.send(cohort_id=meeting.cohort_id)
    settled_anew.send(cohort_id=meeting.cohort_id, now=now)


def _set_state(meeting_id: int, **values: Any) -> None:
    db.session.execute(sa.update(Meeting).where(Meeting.id == meeting_id).values(**values))


def settle(cohort_id: int, now: datetime) -> None:
    """Note for each module who has attended the cohort's minimum; only closed registers count.

    Called when a register is closed, and when cancelling a meeting makes fewer enough.
    """
    counted_anew.send(cohort_id=cohort_id)
    cohort = queries.cohort_to_settle(cohort_id)
    course = shelf.course(cohort.course)
    meetings = queries.planned_meetings(cohort_id)
    closed = {meeting.id for meeting in meetings if meeting.settled}
    presences = presences_in(cohort_id)
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
