"""Skills and head counts that a phone brings back."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lms.catalogue import shelf
from lms.classes.actions.skills import observe
from lms.classes.models import Cohort
from lms.core.access import Asker
from lms.core.db import db
from lms.core.errors import Missing
from lms.field.actions.answer import Answer, OtherCount
from lms.field.actions.statements import ADD_NOTES, packed, project_counts
from lms.field.queries import standing
from lms.field.rules.refusals import NoSuchSkill, NotInClass, SaidOtherwise
from lms.field.rules.said import Counted, Shown, digest_of

Pair = tuple[Shown | Counted, int | None]


def keep_notes(
    asker: Asker,
    notes: Sequence[Shown | Counted],
    meetings: dict[int, Any],
    people: dict[int, set[int]],
    answer: Answer,
    now: datetime,
) -> None:
    """Each note once; then the levels and the counts follow from them."""
    pairs: list[Pair] = []
    for note in notes:
        person = None
        if isinstance(note, Shown):
            person = answer.people.get(note.person) if isinstance(note.person, str) else note.person
            if person is None:
                continue  # its walk-in has not come in: it waits
            if person not in people[note.meeting_id]:
                answer.refuse(note.id, NotInClass(), again=True)
                continue
            if not _is_taught(note, meetings[note.meeting_id]):
                answer.refuse(note.id, NoSuchSkill())
                continue
        pairs.append((note, person))
    if not pairs:
        return
    pairs = _new_ones(asker, pairs, answer, now)
    _observe(asker, [(note, who) for note, who in pairs if isinstance(note, Shown) and who], meetings, now)
    counted = [note for note, _who in pairs if isinstance(note, Counted)]
    if counted:
        _count(asker, counted, answer)


def _new_ones(asker: Asker, pairs: Sequence[Pair], answer: Answer, now: datetime) -> list[Pair]:
    """What stands under these ids and is the same; the rest is refused."""
    before = standing.notes_by_id(note.id for note, _person in pairs)
    ADD_NOTES.change(rows=packed(pairs), made_by=asker.person_id, received_at=now)
    stored = standing.notes_by_id(note.id for note, _person in pairs)
    kept = []
    for note, person in pairs:
        there = stored[note.id]
        if (there.made_by, there.digest) != (asker.person_id, digest_of(note)):
            answer.refuse(note.id, SaidOtherwise())
            continue
        (answer.already if note.id in before else answer.kept).append(note.id)
        kept.append((note, person))
    return kept


def _is_taught(note: Shown, meeting: Any) -> bool:
    try:
        module = shelf.course(meeting.course).module(note.module)
    except Missing:
        return False
    if module is None or (meeting.cohort_modules and note.module not in meeting.cohort_modules):
        return False
    return any(skill.id == note.skill for skill in module.skills)


def _observe(
    asker: Asker, seen: Sequence[tuple[Shown, int]], meetings: dict[int, Any], now: datetime
) -> None:
    """The best level counts, whatever came first."""
    levels: dict[tuple[int, str], dict[tuple[int, str], int]] = defaultdict(dict)
    for note, person in seen:
        of_module = levels[meetings[note.meeting_id].cohort_id, note.module]
        place = (person, note.skill)
        of_module[place] = max(note.level, of_module.get(place, 0))
    for (cohort_id, slug), of_module in sorted(levels.items()):
        cohort = db.session.get_one(Cohort, cohort_id)
        course = shelf.course(cohort.course)
        module = course.module(slug)
        if module is not None:  # it was there when `_is_taught` looked
            observe(cohort, course, module, of_module, asker.person_id, now)


def _count(asker: Asker, counted: Sequence[Counted], answer: Answer) -> None:
    """The last count stands; whoever counted differently is told of."""
    meetings = {each.meeting_id for each in counted}
    db.session.execute(project_counts(meetings))
    by_meeting: dict[int, list[Any]] = defaultdict(list)
    for row in standing.counts_in(meetings):
        by_meeting[row.meeting_id].append(row)
    for rows in by_meeting.values():
        mine = [row for row in rows if row.made_by == asker.person_id][-1]
        others = [row for row in rows if row.made_by != asker.person_id and row.number != mine.number]
        if others:
            last = others[-1]
            stands = (mine.made_at, mine.id) > (last.made_at, last.id)
            answer.counts.append(OtherCount(mine.id, mine.number, last.name, last.number, stands))
