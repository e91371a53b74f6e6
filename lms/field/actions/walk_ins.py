"""People at the door: each becomes one person, however often and from however many phones they are sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.actions.newcomers import bring_in, take_in
from lms.classes.models import Cohort
from lms.classes.queries.cohorts import lock
from lms.classes.queries.members import ids_of_members
from lms.classes.queries.seats import place_of
from lms.core import clock
from lms.core.access import Asker
from lms.core.db import db, insert
from lms.core.errors import Missing, Refusal
from lms.core.text import sort_key
from lms.field.actions.answer import Answer, Asked
from lms.field.models import FieldNote, NoteKind
from lms.field.rules.refusals import NobodyLikeThat, SaidOtherwise, WaitsInLine
from lms.field.rules.said import NEW, WalkedIn, digest_of
from lms.people.models import ConsentMethod
from lms.people.queries import STAFF, find_matches, person_in_scope
from lms.people.rules.naming import check_birth_year, check_name
from lms.people.rules.roster import Entry


class _ToAsk(Exception):
    def __init__(self, people: Sequence[Any]) -> None:
        self.people = people


def welcome(
    asker: Asker, walk_in: WalkedIn, meeting: Any, before: Any | None, answer: Answer, now: datetime
) -> None:
    """Into the class, once. Puts into `answer` what became of it.

    Args:
        before: the note stored under this id, if it was sent before.
    """
    if before is not None:
        _once_more(asker, walk_in, meeting, before, answer)
        return
    try:
        check_name(walk_in.name)
        check_birth_year(walk_in.birth_year, clock.local(now).year)
        with db.session.begin_nested():
            if not _claim(asker, walk_in, now):
                raise SaidOtherwise  # another phone used the id a moment ago
            person, place = _person(asker, walk_in, meeting, now)
            db.session.execute(
                sa.update(FieldNote).where(FieldNote.id == walk_in.id).values(person_id=person)
            )
    except _ToAsk as question:
        answer.asked.append(Asked(walk_in, question.people))
    except Missing:
        answer.refuse(walk_in.id, NobodyLikeThat())
    except Refusal as refusal:
        answer.refuse(walk_in.id, refusal, again=True)
    else:
        if place:
            answer.refuse(walk_in.id, WaitsInLine(), again=True)
            return
        answer.people[walk_in.id] = person
        answer.kept.append(walk_in.id)


def _once_more(asker: Asker, walk_in: WalkedIn, meeting: Any, before: Any, answer: Answer) -> None:
    same = (before.made_by, before.digest) == (asker.person_id, digest_of(walk_in))
    if not same or before.person_id is None:
        answer.refuse(walk_in.id, SaidOtherwise())
        return
    if place_of(meeting.cohort_id, before.person_id):
        answer.refuse(walk_in.id, WaitsInLine(), again=True)
        return
    answer.people[walk_in.id] = before.person_id
    answer.already.append(walk_in.id)


def _claim(asker: Asker, walk_in: WalkedIn, now: datetime) -> bool:
    """Whether the id is ours: of two requests with the same one, the second waits and finds it taken."""
    claimed = db.session.execute(
        insert(FieldNote)
        .values(
            id=walk_in.id,
            kind=NoteKind.WALK_IN,
            meeting_id=walk_in.meeting_id,
            digest=digest_of(walk_in),
            made_by=asker.person_id,
            made_at=walk_in.made_at,
            received_at=now,
        )
        .on_conflict_do_nothing(index_elements=["id"])
        .returning(FieldNote.id)
    )
    return claimed.scalar_one_or_none() is not None


def _person(asker: Asker, walk_in: WalkedIn, meeting: Any, now: datetime) -> tuple[int, int]:
    """Who it is: the one the trainer chose, the member they forgot they had, or somebody new; and their place in
    line, 0 for a seat.

    Nobody is taken for somebody else by name alone. The same name and year among the members of this
    very class is one person (two trainers wrote them down); any other likeness is asked about: Hoa is not Hòa.
    """
    lock(meeting.cohort_id)
    cohort = db.session.get_one(Cohort, meeting.cohort_id)
    if isinstance(walk_in.match, int):
        person = int(person_in_scope(asker, walk_in.match).id)
        return person, bring_in(cohort, person, asker.person_id, now)
    if walk_in.match != NEW:
        alike = find_matches(asker.paths(*STAFF), walk_in.name, walk_in.birth_year, cohort.unit_id)
        members = ids_of_members(cohort.id) if alike else set()
        same = [each.id for each in alike if each.id in members and _is_spelt(walk_in, each)]
        if len(same) == 1:
            return int(same[0]), 0
        if alike:
            raise _ToAsk(alike)
    entry = Entry(line=0, name=walk_in.name, birth_year=walk_in.birth_year, unit_id=cohort.unit_id)
    return take_in(cohort, entry, ConsentMethod.ORAL, asker.person_id, now)


def _is_spelt(walk_in: WalkedIn, person: Any) -> bool:
    """The same words in the same order with the same tones; capitals and where a tone is put (Hoà, Hòa) are all one."""
    return walk_in.birth_year == person.birth_year and sort_key(walk_in.name) == sort_key(person.name)
