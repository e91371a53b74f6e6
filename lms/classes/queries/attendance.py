"""The register's statements, built once: a meeting, its members with their marks, and a cohort's history."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from lms.classes.models import (
    Cohort,
    CohortTrainer,
    Excuse,
    Invited,
    Kind,
    Mark,
    MarkEvent,
    MarkSource,
    Meeting,
    MeetingState,
    Membership,
    Presence,
    Reason,
)
from lms.classes.queries.presences import PRESENCES
from lms.classes.queries.scope import OVERSEERS, run_by
from lms.classes.rules.attendance import Planned
from lms.core.access import Asker, Role
from lms.core.db import db, in_one_text, moment
from lms.core.errors import Missing
from lms.core.prepared import Glance, Inside
from lms.learning.models import Standing
from lms.people.models import Person
from lms.places.models import Unit

State = dict[int, tuple[Presence | None, str | None]]

_meeting, _cohort = Meeting.__table__, Cohort.__table__
_member, _trainer = Membership.__table__, CohortTrainer.__table__
_mark, _event = Mark.__table__, MarkEvent.__table__
_invited = Invited.__table__
_person, _unit = Person.__table__, Unit.__table__


def _as_kept(column: Any) -> Any:
    """The driver's own value, for what is mostly the same in many rows: who reads it makes it Python's once."""
    return sa.type_coerce(column, sa.String)


def when(kept: Any) -> datetime:
    """The moment that a driver's value is; never of None."""
    at: Any = moment(kept)
    return at


# Plain columns, not attributes of models: such a row costs a third as much.
MEETING = sa.select(
    _meeting.c.id,
    _meeting.c.number,
    _meeting.c.mode,
    _meeting.c.starts_at,
    _meeting.c.ends_at,
    _meeting.c.place,
    _meeting.c.link,
    _meeting.c.modules,
    _meeting.c.kind,
    _meeting.c.state,
    _meeting.c.head_count,
    _meeting.c.confirmed_at,
    _meeting.c.cohort_id,
    _cohort.c.name.label("cohort_name"),
    _cohort.c.course,
    _cohort.c.modules.label("cohort_modules"),
    _cohort.c.minimum_attendance,
    _cohort.c.correction_days,
    _cohort.c.closed_at.label("cohort_closed_at"),
).join(_cohort, _cohort.c.id == _meeting.c.cohort_id)

_ONE_MEETING = MEETING.where(_meeting.c.id == sa.bindparam("meeting_id"))
_ONE_MINE = _ONE_MEETING.where(
    sa.exists().where(
        _trainer.c.cohort_id == _cohort.c.id, _trainer.c.person_id == sa.bindparam("trainer_id")
    )
)
_MINE = Glance(_ONE_MINE)
# A meeting's members are those who have not left, or of a meeting for some, those invited; and whoever was marked in it.
_OF_MEETING = sa.exists().where(_invited.c.meeting_id == sa.bindparam("meeting_id"))
_FOR_THEM = sa.or_(~_OF_MEETING, _OF_MEETING.where(_invited.c.person_id == _member.c.person_id))
_IN_MEETING = sa.or_(sa.and_(_member.c.left_at.is_(None), _FOR_THEM), _mark.c.presence.is_not(None))
_WITH_MARK = sa.and_(
    _mark.c.person_id == _member.c.person_id, _mark.c.meeting_id == sa.bindparam("meeting_id")
)
_STATE = Inside(
    sa.select(_member.c.person_id, _mark.c.presence, _mark.c.event_id)
    .outerjoin(_mark, _WITH_MARK)
    .where(_member.c.cohort_id == sa.bindparam("cohort_id"), _IN_MEETING)
)


def _mine_with_state() -> Any:
    """The meeting, if this trainer teaches it, with the state of all its members as one JSON text."""
    state = (
        sa.select(in_one_text(_member.c.person_id, sa.cast(_mark.c.presence, sa.String), _mark.c.event_id))
        .select_from(_member)
        .outerjoin(_mark, _WITH_MARK)
        .where(_member.c.cohort_id == _meeting.c.cohort_id, _IN_MEETING)
        .correlate(_meeting)
        .scalar_subquery()
    )
    return _ONE_MINE.add_columns(state.label("state_of_all"))


_MINE_WITH_STATE = Inside(_mine_with_state)
_REASONS = Inside(
    sa.select(sa.func.count().label("given")).where(
        Reason.meeting_id == sa.bindparam("meeting_id"),
        Reason.made_by == sa.bindparam("person_id"),
        Reason.made_at >= sa.bindparam("since"),
    )
)
_LEARNERS = Glance(
    sa.select(
        _person.c.id,
        _person.c.name,
        _person.c.birth_year,
        _unit.c.name.label("unit_name"),
        _as_kept(_member.c.joined_at).label("joined"),
        _mark.c.presence,
        _event.c.source,
    )
    .select_from(_member)
    .join(_person, _person.c.id == _member.c.person_id)
    .join(_unit, _unit.c.id == _person.c.unit_id)
    .outerjoin(_mark, _WITH_MARK)
    .outerjoin(_event, _event.c.id == _mark.c.event_id)
    .where(_member.c.cohort_id == sa.bindparam("cohort_id"), _IN_MEETING)
    .order_by(_person.c.sort_key, _person.c.id)
)
_PLANNED = Glance(
    sa.select(
        _meeting.c.id,
        _as_kept(_meeting.c.starts_at).label("starts_at"),
        _as_kept(_meeting.c.ends_at).label("ends_at"),
        sa.cast(_meeting.c.modules, sa.Text).label("modules"),
        _as_kept(_meeting.c.state).label("state"),
    )
    .where(
        _meeting.c.cohort_id == sa.bindparam("cohort_id"),
        _meeting.c.state != MeetingState.CANCELLED,
        _meeting.c.kind == Kind.LESSON,
    )
    .order_by(_meeting.c.starts_at)
)
_TOGETHER = (
    sa.select(_mark.c.person_id, _mark.c.event_id)
    .join(_event, _event.c.id == _mark.c.event_id)
    .where(
        _mark.c.meeting_id == sa.bindparam("meeting_id"),
        _mark.c.presence == Presence.PRESENT,
        _event.c.source == MarkSource.TOGETHER,
    )
)
_MEMBERS = sa.select(Membership.person_id, Membership.joined_at).where(
    Membership.cohort_id == sa.bindparam("cohort_id"), Membership.left_at.is_(None)
)


def meeting_taught_by(asker: Asker, meeting_id: int) -> Any:
    """The meeting with its class, if the asker teaches the class or answers for its unit.

    Raises:
        Missing: when there is none such for this asker.
    """
    if only_teaches(asker):
        found: Sequence[Any] = _MINE.rows(meeting_id=meeting_id, trainer_id=asker.person_id)
    else:
        found = db.session.connection().execute(MEETING.where(Meeting.id == meeting_id, run_by(asker))).all()
    if not found:
        raise Missing
    return found[0]


def only_teaches(asker: Asker) -> bool:
    """Whether what they may mark is what they teach, and nothing else."""
    return asker.has(Role.TRAINER) and not asker.has(*OVERSEERS)


def register_taught_by(asker: Asker, meeting_id: int) -> tuple[Any, State]:
    """The same meeting with `state_of` it, for a trainer in one statement.

    Raises:
        Missing: as `meeting_taught_by` does.
    """
    if not only_teaches(asker):
        meeting = meeting_taught_by(asker, meeting_id)
        return meeting, state_of(meeting)
    found = _MINE_WITH_STATE.rows(meeting_id=meeting_id, trainer_id=asker.person_id)
    if not found:
        raise Missing
    rows = json.loads(found[0].state_of_all or "[]")
    return found[0], {person: (PRESENCES[said], event) for person, said, event in rows}


def state_of(meeting: Any) -> State:
    """For every member of this meeting the present mark and the event behind it."""
    rows = _STATE.rows(meeting_id=meeting.id, cohort_id=meeting.cohort_id)
    return {person: (presence, event) for person, presence, event in rows}


def left_since(meeting: Any) -> set[int]:
    """Who was a member when the meeting began and left the class after that."""
    return set(
        db.session.scalars(
            sa.select(Membership.person_id).where(
                Membership.cohort_id == meeting.cohort_id, Membership.left_at > meeting.starts_at
            )
        )
    )


def marked_together(meeting_id: int) -> dict[int, str]:
    """Who is still present as it was said of everybody at once, with the event behind it."""
    rows = db.session.execute(_TOGETHER, {"meeting_id": meeting_id})
    return {row.person_id: row.event_id for row in rows}


def learners_of(meeting: Any) -> Sequence[Any]:
    """The members of this meeting by given name, each with where they live, `when` they joined and the present mark."""
    return _LEARNERS.rows(meeting_id=meeting.id, cohort_id=meeting.cohort_id)


def planned_meetings(cohort_id: int) -> list[Planned]:
    """Every meeting of the cohort that was not cancelled, in order."""
    return list(map(_planned, _PLANNED.rows(cohort_id=cohort_id)))


@lru_cache(maxsize=5000)
def _planned(row: Any) -> Planned:
    """A class is asked after often and its lessons seldom change: the same row is taken apart once."""
    meeting_id, starts_at, ends_at, modules, state = row
    settled = state == MeetingState.CONFIRMED
    return Planned(meeting_id, when(starts_at), when(ends_at), tuple(json.loads(modules)), settled)


def members_of(cohort_id: int) -> dict[int, datetime]:
    """When each present member joined."""
    return dict(db.session.execute(_MEMBERS, {"cohort_id": cohort_id}).all())


def excused_from(meeting_id: int) -> set[int]:
    """Who said beforehand that they cannot come."""
    return set(db.session.scalars(sa.select(Excuse.person_id).where(Excuse.meeting_id == meeting_id)))


def gave_reason(meeting_id: int, person_id: int, since: datetime) -> bool:
    """Whether this person wrote lately why they correct this register."""
    [(given,)] = _REASONS.rows(meeting_id=meeting_id, person_id=person_id, since=since)
    return bool(given)


def reasons_of(meeting_id: int) -> Sequence[Any]:
    """Why this register was corrected long after: words, made_at and name, the last first."""
    return db.session.execute(
        sa.select(Reason.words, Reason.made_at, Person.name)
        .join(Person, Person.id == Reason.made_by)
        .where(Reason.meeting_id == meeting_id)
        .order_by(Reason.id.desc())
        .limit(20)
    ).all()


def already_noted(cohort: Any) -> set[tuple[int, str]]:
    """Of a cohort's members, who was noted before to have attended enough of which module."""
    rows = db.session.execute(
        sa.select(Standing.person_id, Standing.module)
        .join(Membership, Membership.person_id == Standing.person_id)
        .where(
            Membership.cohort_id == cohort.id,
            Standing.course == cohort.course,
            Standing.class_met_at.is_not(None),
        )
    )
    return {(person, module) for person, module in rows}


def cohort_to_settle(cohort_id: int) -> Any:
    """What the attendance rule asks of a class: its course, modules and minimum."""
    return db.session.execute(
        sa.select(Cohort.id, Cohort.course, Cohort.modules, Cohort.minimum_attendance).where(
            Cohort.id == cohort_id
        )
    ).one()
