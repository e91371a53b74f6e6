"""The meetings of calendars: a learner's, a trainer's, a unit's."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, CohortTrainer, Kind, Meeting, MeetingState, Membership
from lms.classes.queries.meetings import PLANNED, for_them, held_between
from lms.core.db import db
from lms.papers.models import MeetingChange, Purpose
from lms.papers.rules.addresses import AHEAD, BEHIND, MOST_COMING, MOST_PAST
from lms.places.models import Unit
from lms.places.queries import below

_MEETINGS = (
    sa.select(
        *PLANNED,
        Cohort.id.label("cohort_id"),
        Cohort.name.label("cohort_name"),
        Cohort.course,
        Cohort.modules.label("cohort_modules"),
        Cohort.created_at,
        Unit.name.label("unit_name"),
        sa.func.coalesce(MeetingChange.sequence, 0).label("sequence"),
        MeetingChange.changed_at,
    )
    .join(Cohort, Cohort.id == Meeting.cohort_id)
    .join(Unit, Unit.id == Cohort.unit_id)
    .outerjoin(MeetingChange, MeetingChange.meeting_id == Meeting.id)
    # What was planned of a class that was closed will not take place, and was never called off by anybody.
    .where(sa.or_(Cohort.closed_at.is_(None), Meeting.state != MeetingState.PLANNED))
)


def meetings_for(purpose: Purpose, person_id: int, unit_path: str, now: datetime) -> list[Any]:
    """In the order of time what a calendar shows: the last 90 days and the coming year, some hundred at most."""
    statement = _MEETINGS.where(_whose(purpose, person_id, unit_path))
    past: Sequence[Any] = db.session.execute(
        statement.where(Meeting.starts_at > now - BEHIND, Meeting.ends_at <= now)
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
        .limit(MOST_PAST)
    ).all()
    return [*reversed(past), *coming_for(purpose, person_id, unit_path, now, MOST_COMING)]


def coming_for(purpose: Purpose, person_id: int, unit_path: str, now: datetime, limit: int) -> Sequence[Any]:
    """Meetings that are on now or to come within a year, cancelled ones included, the next first."""
    return db.session.execute(
        _MEETINGS.where(_whose(purpose, person_id, unit_path), held_between(now, now + AHEAD))
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(limit)
    ).all()


def _whose(purpose: Purpose, person_id: int, unit_path: str) -> sa.ColumnElement[bool]:
    """The few classes first, by their indexes: then their meetings, not a year's meetings of the country."""
    if purpose is Purpose.UNIT:
        # The other kinds are for some people only, a visit even at somebody's home.
        return sa.and_(below(unit_path), Meeting.kind == Kind.LESSON)
    if purpose is Purpose.TEACHING:
        taught = sa.select(CohortTrainer.cohort_id).where(CohortTrainer.person_id == person_id)
        return Cohort.id.in_(taught)
    joined = sa.select(Membership.cohort_id).where(
        Membership.person_id == person_id, Membership.left_at.is_(None)
    )
    return sa.and_(Cohort.id.in_(joined), for_them(person_id))
