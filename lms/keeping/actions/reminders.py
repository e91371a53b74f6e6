"""Agreeing to reminders, planning them, taking one in hand, and writing down what became of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.core import audit
from lms.core.audit import Deed
from lms.core.db import db, insert
from lms.keeping.models import Channel, Reminder, ReminderState, ReminderWay
from lms.keeping.queries import reminders as find
from lms.keeping.rules.reminders import CONSENT_VERSION, LOST_AFTER, MOST_TRIES, again_at, due_at


def agree(person_id: int, channel: Channel, address: str | None, now: datetime) -> None:
    """This person wants it, in the words of this version."""
    values = {"address": address, "version": CONSENT_VERSION, "agreed_at": now, "withdrawn_at": None}
    adding = insert(ReminderWay).values(person_id=person_id, channel=channel, **values)
    db.session.execute(
        adding.on_conflict_do_update(
            index_elements=["person_id", "channel"],
            set_={name: adding.excluded[name] for name in values},
        )
    )
    audit.record(person_id, Deed.CHANGED, "person", person_id, now, agreed=channel, version=CONSENT_VERSION)


def withdraw(person_id: int, channel: Channel, now: datetime) -> None:
    """From this moment nothing goes out this way, and the address is gone."""
    db.session.execute(
        sa.update(ReminderWay)
        .where(
            ReminderWay.person_id == person_id,
            ReminderWay.channel == channel,
            ReminderWay.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now, address=None)
    )
    audit.record(person_id, Deed.CHANGED, "person", person_id, now, withdrew=channel)


def plan(channels: Sequence[Channel], now: datetime) -> int:
    """An intent for everybody who wants to be reminded; the first channel they agreed to. Twice is once."""
    chosen: dict[tuple[int, int], Any] = {}
    for row in find.to_plan(channels, now):
        place = (row.id, row.person_id)
        if place not in chosen or channels.index(row.channel) < channels.index(chosen[place].channel):
            chosen[place] = row
    rows = [
        {
            "meeting_id": row.id,
            "person_id": row.person_id,
            "channel": row.channel,
            "state": ReminderState.WAITING,
            "made_at": now,
            "next_at": at,
            "tries": 0,
        }
        for row in chosen.values()
        if (at := due_at(row.starts_at, now)) is not None
    ]
    for start in range(0, len(rows), 500):
        db.session.execute(insert(Reminder).values(rows[start : start + 500]).on_conflict_do_nothing())
    return len(rows)


def take_in_hand(row: Any, now: datetime) -> bool:
    """Claim it for this worker alone; commit before sending. False when another was quicker."""
    return _set(
        row, ReminderState.WAITING, state=ReminderState.SENDING, next_at=now, tries=Reminder.tries + 1
    )


def settle(row: Any, state: ReminderState, trouble: str | None = None) -> None:
    _set(row, ReminderState.SENDING, state=state, trouble=trouble)


def plan_anew(row: Any) -> None:
    """It was surely not sent and never can be this way: the next plan looks for another way to this person."""
    db.session.execute(
        sa.delete(Reminder).where(
            Reminder.meeting_id == row.meeting_id,
            Reminder.person_id == row.person_id,
            Reminder.state == ReminderState.SENDING,
        )
    )


def forget_what_was_said(meeting_id: int) -> None:
    """The meeting is at another time or place now, or cancelled: whoever was reminded of the former one is reminded anew."""
    db.session.execute(
        sa.delete(Reminder)
        .where(Reminder.meeting_id == meeting_id)
        .execution_options(synchronize_session=False)
    )


def put_back(row: Any, now: datetime, trouble: str) -> None:
    """It was surely not sent: later again, or, after many tries, by voice."""
    if row.tries + 1 >= MOST_TRIES:
        settle(row, ReminderState.DROPPED, trouble)
    else:
        later = again_at(row.tries, now)
        _set(row, ReminderState.SENDING, state=ReminderState.WAITING, next_at=later, trouble=trouble)


def _set(row: Any, before: ReminderState, **values: Any) -> bool:
    changed = db.session.execute(
        sa.update(Reminder)
        .where(
            Reminder.meeting_id == row.meeting_id,
            Reminder.person_id == row.person_id,
            Reminder.state == before,
        )
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def give_up_lost(now: datetime) -> int:
    """What a worker had in hand when it died may have gone out: it is not sent again, the person is called."""
    lost = db.session.execute(
        sa.update(Reminder)
        .where(Reminder.state == ReminderState.SENDING, Reminder.next_at < now - LOST_AFTER)
        .values(state=ReminderState.UNSURE, trouble="worker lost")
    )
    return int(lost.rowcount)  # type: ignore[attr-defined]
