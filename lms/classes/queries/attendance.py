"""The register's statements, built once: a meeting, its members with their marks, and a cohort's history."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import (
    Cohort,
    CohortTrainer,
    Mark,
    MarkEvent,
    Meeting,
    MeetingState,
    Membership,
    Presence,
)
from lms.classes.queries.scope import OVERSEERS, run_by
from lms.classes.rules.attendance import Planned
from lms.core.access import Asker, Role
from lms.core.db import db
from lms.core.errors import Missing
from lms.core.prepared import Inside
from lms.learning.models import Standing
from lms.people.models import Person
from lms.places.models import Unit

_meeting, _cohort = Meeting.__table__, Cohort.__table__
_member, _trainer = Membership.__table__, CohortTrainer.__table__
_mark, _event = Mark.__table__, MarkEvent.__table__
_person, _unit = Person.__table__, Unit.__table__

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
    _meeting.c.state,
    _meeting.c.head_count,
    _meeting.c.confirmed_at,
    _meeting.c.cohort_id,
    _cohort.c.name.label("cohort_name"),
    _cohort.c.course,
    _cohort.c.modules.label("cohort_modules"),
    _cohort.c.minimum_attendance,
).join(_cohort, _cohort.c.id == _meeting.c.cohort_id)

_ONE_MEETING = MEETING.where(_meeting.c.id == sa.bindparam("meeting_id"))
_MINE = Inside(
    _ONE_MEETING.where(
        sa.exists().where(
            _trainer.c.cohort_id == _cohort.c.id, _trainer.c.person_id == sa.bindparam("trainer_id")
        )
    )
)
# A meeting's members are those who have not left, and those who left but were marked in it.
_IN_MEETING = sa.or_(_member.c.left_at.is_(None), _mark.c.meeting_id.is_not(None))
_WITH_MARK = sa.and_(
    _mark.c.person_id == _member.c.person_id, _mark.c.meeting_id == sa.bindparam("meeting_id")
)
_STATE = Inside(
    sa.select(_member.c.person_id, _mark.c.presence, _mark.c.event_id)
    .outerjoin(_mark, _WITH_MARK)
    .where(_member.c.cohort_id == sa.bindparam("cohort_id"), _IN_MEETING)
)
_LEARNERS = (
    sa.select(
        _person.c.id,
        _person.c.name,
        _person.c.birth_year,
        _unit.c.name.label("unit_name"),
        _member.c.joined_at,
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
_PLANNED = (
    sa.select(_meeting.c.id, _meeting.c.starts_at, _meeting.c.ends_at, _meeting.c.modules, _meeting.c.state)
    .where(_meeting.c.cohort_id == sa.bindparam("cohort_id"), _meeting.c.state != MeetingState.CANCELLED)
    .order_by(_meeting.c.starts_at)
)
_MARKS_IN_COHORT = (
    sa.select(_mark.c.person_id, _mark.c.meeting_id, _mark.c.presence)
    .join(_meeting, _meeting.c.id == _mark.c.meeting_id)
    .where(_meeting.c.cohort_id == sa.bindparam("cohort_id"), _meeting.c.state != MeetingState.CANCELLED)
)
_MEMBERS = sa.select(Membership.person_id, Membership.joined_at).where(
    Membership.cohort_id == sa.bindparam("cohort_id"), Membership.left_at.is_(None)
)


def meeting_taught_by(asker: Asker, meeting_id: int) -> Any:
    """The meeting with its class, if the asker teaches the class or answers for its unit.

    Raises:
        Missing: when there is none such for this asker.
    """
    if asker.has(Role.TRAINER) and not asker.has(*OVERSEERS):
        found: Sequence[Any] = _MINE.rows(meeting_id=meeting_id, trainer_id=asker.person_id)
    else:
        found = db.session.connection().execute(MEETING.where(Meeting.id == meeting_id, run_by(asker))).all()
    if not found:
        raise Missing
    return found[0]


def state_of(meeting: Any) -> dict[int, tuple[Presence | None, str | None]]:
    """For every member of this meeting the present mark and the event behind it."""
    rows = _STATE.rows(meeting_id=meeting.id, cohort_id=meeting.cohort_id)
    return {person: (presence, event) for person, presence, event in rows}


def learners_of(meeting: Any) -> Sequence[Any]:
    """The members of this meeting by given name, each with where they live and the present mark."""
    return db.session.execute(_LEARNERS, {"meeting_id": meeting.id, "cohort_id": meeting.cohort_id}).all()


def planned_meetings(cohort_id: int) -> list[Planned]:
    """Every meeting of the cohort that was not cancelled, in order."""
    return [
        Planned(row.id, row.starts_at, row.ends_at, row.modules, row.state is MeetingState.CONFIRMED)
        for row in db.session.execute(_PLANNED, {"cohort_id": cohort_id})
    ]


def presences_in(cohort_id: int) -> dict[int, dict[int, Presence]]:
    """Every mark of the cohort: by person, then by meeting."""
    found: dict[int, dict[int, Presence]] = {}
    for person, meeting, presence in db.session.execute(_MARKS_IN_COHORT, {"cohort_id": cohort_id}):
        found.setdefault(person, {})[meeting] = presence
    return found


def members_of(cohort_id: int) -> dict[int, datetime]:
    """When each present member joined."""
    return dict(db.session.execute(_MEMBERS, {"cohort_id": cohort_id}).all())


def stored_events(ids: Iterable[str]) -> dict[str, Any]:
    """What these events say, as they were first received."""
    rows = db.session.execute(
        sa.select(
            MarkEvent.id,
            MarkEvent.meeting_id,
            MarkEvent.person_id,
            MarkEvent.presence,
            MarkEvent.source,
            MarkEvent.made_by,
            MarkEvent.made_at,
        ).where(MarkEvent.id.in_(list(ids)))
    )
    return {row.id: row for row in rows}


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


def every_event() -> Iterable[Any]:
    """All statements about presence; for rebuilding the marks."""
    return db.session.execute(
        sa.select(
            MarkEvent.id,
            MarkEvent.meeting_id,
            MarkEvent.person_id,
            MarkEvent.presence,
            MarkEvent.source,
            MarkEvent.made_at,
        ).execution_options(yield_per=1000)
    )
