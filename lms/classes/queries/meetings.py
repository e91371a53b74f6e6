"""Finding meetings: those of a class, the next one of a person, today's."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lms.classes.models import (
    Cohort,
    Excuse,
    Invited,
    Kind,
    Mark,
    Meeting,
    MeetingState,
    Membership,
)
from lms.classes.queries.scope import run_by
from lms.core import clock
from lms.core.access import Asker
from lms.core.db import db, one
from lms.core.prepared import at_most

# What a plan or a calendar shows of a meeting.
PLANNED = (
    Meeting.id,
    Meeting.number,
    Meeting.mode,
    Meeting.starts_at,
    Meeting.ends_at,
    Meeting.place,
    Meeting.link,
    Meeting.modules,
    Meeting.state,
)


def held_between(begin: datetime, end: datetime) -> sa.ColumnElement[bool]:
    """Whether `Meeting` goes on at some moment from begin to end: one that began before midnight is today's too."""
    return sa.and_(Meeting.starts_at < end, Meeting.ends_at > begin)


def for_them(person_id: Any) -> sa.ColumnElement[bool]:
    """Whether `Meeting` is for this member: every lesson, and what they are invited to."""
    invited = sa.exists().where(Invited.meeting_id == Meeting.id, Invited.person_id == person_id)
    return sa.or_(Meeting.kind == Kind.LESSON, invited)


# The first page of every trainee asks this; it is compiled once.
_NEXT = (
    sa.select(
        Meeting.id.label("meeting_id"),
        Meeting.starts_at,
        Meeting.ends_at,
        Meeting.place,
        Meeting.mode,
        Meeting.link,
        Cohort.id.label("cohort_id"),
        Cohort.name.label("cohort_name"),
        Mark.presence,
    )
    .join(Cohort, Cohort.id == Meeting.cohort_id)
    .join(Membership, Membership.cohort_id == Cohort.id)
    .outerjoin(Mark, sa.and_(Mark.meeting_id == Meeting.id, Mark.person_id == Membership.person_id))
    .where(
        Membership.person_id == sa.bindparam("person_id"),
        Membership.left_at.is_(None),
        Cohort.closed_at.is_(None),
        for_them(sa.bindparam("person_id")),
        Meeting.state == MeetingState.PLANNED,
        Meeting.ends_at > sa.bindparam("now"),
    )
    .order_by(Meeting.starts_at, Meeting.id)
    .limit(at_most(1))
)


def next_meeting_of(person_id: int, now: datetime) -> Any | None:
    """The meeting a person should come to next, one that is going on included, and their mark in it; None when there is none."""
    return db.session.execute(_NEXT, {"person_id": person_id, "now": now}).one_or_none()


def meetings_today(asker: Asker, day: date) -> Sequence[Any]:
    """The meetings on this day, by the hall's clock, of the classes the asker runs."""
    dawn = clock.at_local(day, 0)
    return db.session.execute(
        sa.select(
            Meeting.id.label("meeting_id"),
            Meeting.number,
            Meeting.starts_at,
            Meeting.ends_at,
            Meeting.place,
            Meeting.mode,
            Meeting.state,
            Cohort.id.label("cohort_id"),
            Cohort.name.label("cohort_name"),
            Cohort.seats_taken.label("members"),
        )
        .join(Cohort, Cohort.id == Meeting.cohort_id)
        .where(
            run_by(asker),
            Meeting.state != MeetingState.CANCELLED,
            held_between(dawn, dawn + timedelta(days=1)),
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(50)
    ).all()


def meetings_of(cohort_id: int) -> Sequence[Any]:
    """All meetings of a class in the order of time."""
    return db.session.execute(
        sa.select(*PLANNED, Meeting.kind, Meeting.speakers)
        .where(Meeting.cohort_id == cohort_id)
        .order_by(Meeting.starts_at, Meeting.number)
    ).all()


def meeting_run_by(asker: Asker, meeting_id: int) -> tuple[Meeting, Cohort]:
    """The meeting and its class, if the asker may look after them."""
    meeting: Meeting = one(
        sa.select(Meeting)
        .join(Cohort, Cohort.id == Meeting.cohort_id)
        .where(Meeting.id == meeting_id, run_by(asker))
    )
    return meeting, db.session.get_one(Cohort, meeting.cohort_id)


def invited_to(cohort_id: int, person_id: int) -> set[int]:
    """The meetings beside the lessons that are for this person."""
    return set(
        db.session.scalars(
            sa.select(Invited.meeting_id)
            .join(Meeting, Meeting.id == Invited.meeting_id)
            .where(Meeting.cohort_id == cohort_id, Invited.person_id == person_id)
        )
    )


def excuses_of(cohort_id: int, person_id: int) -> set[int]:
    """The meetings of which this person said beforehand that they cannot come."""
    return set(
        db.session.scalars(
            sa.select(Excuse.meeting_id)
            .join(Meeting, Meeting.id == Excuse.meeting_id)
            .where(Meeting.cohort_id == cohort_id, Excuse.person_id == person_id)
        )
    )


def people_of(meeting: Meeting) -> list[int]:
    """Whom a meeting is for: the members, or those of them who are invited."""
    people = sa.select(Membership.person_id).where(
        Membership.cohort_id == meeting.cohort_id, Membership.left_at.is_(None)
    )
    if meeting.kind is not Kind.LESSON:
        people = people.join(Invited, Invited.person_id == Membership.person_id).where(
            Invited.meeting_id == meeting.id
        )
    return sorted(db.session.scalars(people))


def last_number(cohort_id: int) -> int:
    """The highest number a meeting of this class carries; 0 before the first."""
    return int(
        db.session.scalar(sa.select(sa.func.max(Meeting.number)).where(Meeting.cohort_id == cohort_id)) or 0
    )


def planned_meetings(cohort_id: int) -> Sequence[Meeting]:
    """The meetings still to be held or confirmed, to be changed."""
    return db.session.scalars(
        sa.select(Meeting).where(Meeting.cohort_id == cohort_id, Meeting.state == MeetingState.PLANNED)
    ).all()
