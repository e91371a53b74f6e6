"""What a phone brings back becomes marks, people, skills and counts: any order, any number of times."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from lms.classes.actions.attendance import SKEW_WORTH_NOTING, mark
from lms.classes.models import MarkSource, Presence
from lms.classes.queries.statements import statements_in
from lms.classes.rules.attendance import check_open
from lms.classes.rules.conflicts import Statement, between, outweighed, side_by_side
from lms.core import audit
from lms.core.access import Asker
from lms.core.audit import Deed
from lms.core.errors import Refusal
from lms.field.actions.answer import Answer
from lms.field.actions.notes import keep_notes
from lms.field.actions.walk_ins import welcome
from lms.field.queries import standing
from lms.field.rules.refusals import NotInClass, NotYours, SaidOtherwise, Unreadable
from lms.field.rules.said import Counted, Marked, Said, Shown, WalkedIn


def sync(
    asker: Asker, events: Sequence[Said], unreadable: Iterable[str], now: datetime, skew: timedelta
) -> Answer:
    """Take in what can be taken; everything else is refused with a reason, or asked about, and nothing is lost.

    The same event again changes nothing. What becomes of each is in the answer.
    """
    answer = Answer()
    for each in unreadable:
        answer.refuse(each, Unreadable())
    meetings = standing.meetings_run_by(asker, {each.meeting_id for each in events})
    taken = _open_ones(events, meetings, answer, now)
    marks = _with_walk_ins(asker, taken, meetings, answer, now)
    people = standing.people_in({each.meeting_id for each in taken}) if taken else {}
    _keep_marks(asker, marks, people, answer, now)
    notes = [each for each in taken if isinstance(each, Shown | Counted)]
    if notes:
        keep_notes(asker, notes, meetings, people, answer, now)
    _note_down(asker, taken, answer, now, skew)
    return answer


def _open_ones(events: Sequence[Said], meetings: dict[int, Any], answer: Answer, now: datetime) -> list[Said]:
    """Events of meetings that the asker runs and whose register is open, oldest first."""
    closed: dict[int, Refusal] = {}
    for each in meetings.values():
        try:
            check_open(each.state, each.starts_at, now)
        except Refusal as refusal:
            closed[each.id] = refusal
    taken: list[Said] = []
    for event in events:
        if event.meeting_id not in meetings:
            answer.refuse(event.id, NotYours(), again=True)
        elif event.meeting_id in closed:
            answer.refuse(event.id, closed[event.meeting_id], again=True)
        else:
            taken.append(event)
    return sorted(taken, key=lambda each: (each.made_at, each.id))


def _with_walk_ins(
    asker: Asker, taken: Sequence[Said], meetings: dict[int, Any], answer: Answer, now: datetime
) -> list[tuple[Marked, int]]:
    """The statements about presence with their people, after the newcomers came in, who are present by that."""
    newcomers = [each for each in taken if isinstance(each, WalkedIn)]
    named = {
        each.person for each in taken if isinstance(each, Marked | Shown) and isinstance(each.person, str)
    }
    named |= {each.id for each in newcomers}
    stored = standing.notes_by_id(named) if named else {}
    lines = standing.lines_in({each.cohort_id for each in meetings.values()}) if stored else set()
    answer.people |= {
        id: note.person_id
        for id, note in stored.items()
        if note.person_id is not None
        and note.made_by == asker.person_id
        and (note.cohort_id, note.person_id) not in lines
    }
    marks: list[tuple[Marked, int]] = []
    for each in newcomers:
        welcome(asker, each, meetings[each.meeting_id], stored.get(each.id), answer, now)
        if each.id in answer.people:
            came = Marked(
                each.id, each.meeting_id, each.made_at, each.id, Presence.PRESENT, MarkSource.WALK_IN
            )
            marks.append((came, answer.people[each.id]))
    for event in taken:
        if isinstance(event, Marked):
            person = answer.people.get(event.person) if isinstance(event.person, str) else event.person
            if person is not None:  # else its walk-in has not come in: it waits
                marks.append((event, person))
    return marks


def _keep_marks(
    asker: Asker,
    marks: Sequence[tuple[Marked, int]],
    people: dict[int, set[int]],
    answer: Answer,
    now: datetime,
) -> None:
    groups: dict[tuple[int, MarkSource], list[tuple[Marked, int]]] = defaultdict(list)
    for event, person in marks:
        if person in people[event.meeting_id]:
            groups[event.meeting_id, event.source].append((event, person))
        elif event.source is not MarkSource.WALK_IN:  # who came in as new and left again, left
            answer.refuse(event.id, NotInClass(), again=True)
    if not people:
        return
    before = statements_in(people)
    brought: list[Statement] = []
    for (meeting, source), group in sorted(groups.items()):
        rows = [(event.id, person, event.presence, event.made_at) for event, person in group]
        marked = mark(meeting, rows, source, asker.person_id, now)
        refused, known = set(marked.refused), before[meeting]
        for id, person, presence, made_at in rows:
            if id in refused:
                answer.refuse(id, SaidOtherwise())
                continue
            if source is not MarkSource.WALK_IN:  # a walk-in is answered as one
                (answer.already if id in known else answer.kept).append(id)
            new = Statement(id, meeting, person, presence, source, asker.person_id, made_at)
            brought.append(known.get(id) or new)
    _compare(asker, brought, before, answer)


def _compare(
    asker: Asker, brought: Sequence[Statement], before: dict[int, dict[str, Statement]], answer: Answer
) -> None:
    """Who said otherwise, of what was brought and of what the asker had said before, and what stands now."""
    said = {id: each for by_id in before.values() for id, each in by_id.items()}
    said |= {each.id: each for each in brought}
    found = between(side_by_side(said.values()), asker.person_id)
    places = {each.place for each in brought}
    answer.conflicts = [each for each in found if each.stands.place in places]
    answer.conflicts += outweighed(
        (each for each in found if each.stands.place not in places), asker.person_id
    )
    if answer.conflicts:
        answer.names = standing.names_in(answer.conflicts)
    meetings = {meeting for meeting, _person in places}
    if meetings:
        answer.marks = standing.marks_of(meetings)


def _note_down(asker: Asker, taken: Sequence[Said], answer: Answer, now: datetime, skew: timedelta) -> None:
    """One line in the log for each meeting, and one for what was refused."""
    new = set(answer.kept)
    clock = {"clock_ahead_seconds": int(skew.total_seconds())} if abs(skew) > SKEW_WORTH_NOTING else {}
    by_meeting: dict[int, int] = defaultdict(int)
    for each in taken:
        by_meeting[each.meeting_id] += each.id in new
    for meeting, events in by_meeting.items():
        if events:
            audit.record(asker.person_id, Deed.CHANGED, "register", meeting, now, brought=events, **clock)
    if answer.refused:
        audit.record(asker.person_id, Deed.REFUSED, "field", asker.person_id, now, events=len(answer.refused))
