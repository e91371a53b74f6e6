"""Whom to remind of what, what waits to be sent, and who has to be told by voice."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, Excuse, Meeting, MeetingState, Membership
from lms.classes.queries.meetings import for_them
from lms.core.db import db
from lms.keeping.models import Channel, PushSubscription, Reminder, ReminderState, ReminderWay
from lms.keeping.queries.phones import STILL_ON
from lms.keeping.rules.reminders import LOOK_AHEAD
from lms.people.models import Person

_EXCUSED = sa.exists().where(Excuse.meeting_id == Meeting.id, Excuse.person_id == Membership.person_id)
_HAS_ONE = sa.exists().where(Reminder.meeting_id == Meeting.id, Reminder.person_id == Membership.person_id)
_HAS_PHONE = sa.exists().where(PushSubscription.person_id == Membership.person_id, STILL_ON)
_EXPECTED = sa.and_(
    Membership.left_at.is_(None),
    Cohort.closed_at.is_(None),
    Meeting.state == MeetingState.PLANNED,
    for_them(Membership.person_id),
    ~_EXCUSED,
)


def to_plan(channels: Collection[Channel], now: datetime) -> Sequence[Any]:
    """(meeting, person, channel, when it begins) of everybody who agreed to a channel and has no reminder yet."""
    return db.session.execute(
        sa.select(Meeting.id, Meeting.starts_at, Membership.person_id, ReminderWay.channel)
        .join(Cohort, Cohort.id == Meeting.cohort_id)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .join(ReminderWay, ReminderWay.person_id == Membership.person_id)
        .where(
            _EXPECTED,
            Meeting.starts_at > now,
            Meeting.starts_at <= now + LOOK_AHEAD,
            ReminderWay.withdrawn_at.is_(None),
            ReminderWay.channel.in_(list(channels)),
            sa.or_(ReminderWay.channel != Channel.PUSH, _HAS_PHONE),
            ~_HAS_ONE,
        )
        .order_by(Meeting.id, Membership.person_id)
        .limit(20_000)
    ).all()


def next_waiting(now: datetime) -> Any | None:
    """One reminder whose time has come."""
    return db.session.execute(
        sa.select(Reminder.meeting_id, Reminder.person_id, Reminder.channel, Reminder.tries, Reminder.made_at)
        .where(Reminder.state == ReminderState.WAITING, Reminder.next_at <= now)
        .order_by(Reminder.next_at)
        .limit(1)
    ).one_or_none()


def message_of(meeting_id: int, person_id: int, channel: Channel, now: datetime) -> Any | None:
    """What is to be said to whom, as it stands at this moment; None when it must not be said any more."""
    return db.session.execute(
        sa.select(
            Meeting.starts_at,
            Meeting.place,
            Meeting.cohort_id,
            Cohort.name,
            Person.language,
            Person.phone,
            ReminderWay.address,
        )
        .join(Cohort, Cohort.id == Meeting.cohort_id)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .join(Person, Person.id == Membership.person_id)
        .join(ReminderWay, ReminderWay.person_id == Person.id)
        .where(
            _EXPECTED,
            Meeting.id == meeting_id,
            Person.id == person_id,
            Person.disabled_at.is_(None),
            Meeting.starts_at > now,
            ReminderWay.channel == channel,
            ReminderWay.withdrawn_at.is_(None),
        )
    ).one_or_none()


def to_tell(meeting_id: int) -> Sequence[Any]:
    """Members of a meeting whom no message has surely reached: to be called, or told by the loudspeaker."""
    reached = sa.exists().where(
        Reminder.meeting_id == Meeting.id,
        Reminder.person_id == Membership.person_id,
        Reminder.state.in_([ReminderState.SENT, ReminderState.WAITING]),
    )
    return db.session.execute(
        sa.select(Person.id, Person.name, Person.phone)
        .join(Membership, Membership.person_id == Person.id)
        .join(Meeting, Meeting.cohort_id == Membership.cohort_id)
        .join(Cohort, Cohort.id == Meeting.cohort_id)
        .where(_EXPECTED, Meeting.id == meeting_id, ~reached)
        .order_by(Person.sort_key, Person.id)
    ).all()


def ways_of(person_id: int) -> dict[Channel, str | None]:
    """The channels somebody agreed to, each with its address if it has one of its own."""
    rows = db.session.execute(
        sa.select(ReminderWay.channel, ReminderWay.address).where(
            ReminderWay.person_id == person_id, ReminderWay.withdrawn_at.is_(None)
        )
    )
    return {row.channel: row.address for row in rows}


def phone_of(person_id: int) -> str | None:
    return db.session.scalar(sa.select(Person.phone).where(Person.id == person_id))
