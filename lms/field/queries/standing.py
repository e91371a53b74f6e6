"""What stands on the server when a phone comes back."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Mark, Meeting, Membership, Waiting
from lms.classes.queries.attendance import MEETING
from lms.classes.queries.scope import run_by
from lms.classes.rules.conflicts import Conflict
from lms.core.access import Asker
from lms.core.db import db
from lms.field.models import FieldNote, NoteKind
from lms.people.models import Person

_mark, _member, _meeting = Mark.__table__, Membership.__table__, Meeting.__table__


def meetings_run_by(asker: Asker, ids: Collection[int]) -> dict[int, Any]:
    """Of these meetings those whose class the asker teaches or answers for."""
    rows = db.session.connection().execute(MEETING.where(Meeting.id.in_(list(ids)), run_by(asker)))
    return {row.id: row for row in rows}


def people_in(meetings: Collection[int]) -> dict[int, set[int]]:
    """Whose mark may be made, by meeting: members, who left only after it began, and those who left but were marked."""
    rows = db.session.execute(
        sa.select(_meeting.c.id, _member.c.person_id)
        .select_from(_meeting)
        .join(_member, _member.c.cohort_id == _meeting.c.cohort_id)
        .outerjoin(
            _mark,
            sa.and_(_mark.c.meeting_id == _meeting.c.id, _mark.c.person_id == _member.c.person_id),
        )
        .where(
            _meeting.c.id.in_(list(meetings)),
            sa.or_(
                _member.c.left_at.is_(None),
                _member.c.left_at > _meeting.c.starts_at,
                _mark.c.meeting_id.is_not(None),
            ),
        )
    )
    found: dict[int, set[int]] = {each: set() for each in meetings}
    for meeting, person in rows.all():
        found[meeting].add(person)
    return found


def marks_of(meetings: Collection[int]) -> dict[int, dict[int, str]]:
    """The present marks of these meetings, by meeting and person, as their words."""
    rows = db.session.execute(
        sa.select(_mark.c.meeting_id, _mark.c.person_id, _mark.c.presence).where(
            _mark.c.meeting_id.in_(list(meetings)), _mark.c.presence.is_not(None)
        )
    )
    found: dict[int, dict[int, str]] = {each: {} for each in meetings}
    for meeting, person, presence in rows.all():
        found[meeting][person] = presence.value
    return found


def notes_by_id(ids: Iterable[str]) -> dict[str, Any]:
    """What these notes say, as they were first received."""
    rows = db.session.execute(
        sa.select(
            FieldNote.id,
            FieldNote.kind,
            FieldNote.digest,
            FieldNote.made_by,
            FieldNote.person_id,
            FieldNote.made_at,
            Meeting.cohort_id,
        )
        .join(Meeting, Meeting.id == FieldNote.meeting_id)
        .where(FieldNote.id.in_(list(ids)))
    )
    return {row.id: row for row in rows}


def lines_in(cohorts: Collection[int]) -> set[tuple[int, int]]:
    """(class, person) of everybody who waits for a seat in one of these classes."""
    rows = db.session.execute(
        sa.select(Waiting.cohort_id, Waiting.person_id).where(Waiting.cohort_id.in_(list(cohorts)))
    )
    return {(cohort, person) for cohort, person in rows}


def counts_in(meetings: Collection[int]) -> Sequence[Any]:
    """Every head count of these meetings that a phone brought, with who counted."""
    return db.session.execute(
        sa.select(
            FieldNote.id,
            FieldNote.meeting_id,
            FieldNote.number,
            FieldNote.made_by,
            FieldNote.made_at,
            Person.name,
        )
        .join(Person, Person.id == FieldNote.made_by)
        .where(FieldNote.meeting_id.in_(list(meetings)), FieldNote.kind == NoteKind.COUNT)
        .order_by(FieldNote.made_at, FieldNote.id)
    ).all()


def names_in(found: Iterable[Conflict]) -> dict[int, str]:
    """The names of whom these are about, and of who spoke."""
    people = {id for each in found for id in (each.stands.person_id, each.stands.made_by, each.other.made_by)}
    rows = db.session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(list(people))))
    return {row.id: row.name for row in rows}
