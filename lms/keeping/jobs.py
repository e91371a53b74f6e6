"""Sending reminders, and forgetting calls and phones that are over. The rows are the truth; a sweep looks at them every five minutes."""

import enum
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import current_app

from lms.core import clock
from lms.core.db import db
from lms.core.jobs import every
from lms.keeping.actions import calls, phones, reminders
from lms.keeping.channels import Gone, Message, Never, NotYet, Unsure, Way, ways
from lms.keeping.models import Channel, ReminderState
from lms.keeping.queries import reminders as find
from lms.keeping.queries.phones import phones_on
from lms.keeping.rules.reminders import is_quiet, words
from lms.ui.languages import LANGUAGES, day, hour, product_name, written_in


class Fate(enum.IntEnum):
    """What became of a message; of several phones the first of these that happened counts."""

    SENT = 1
    UNSURE = 2
    NOT_YET = 3
    NEVER = 4
    GONE = 5


@every(minutes=5)
def remind() -> None:
    """Plan what is due and send what waits. Every step is committed before the next, so that a worker may die anywhere."""
    now = clock.now()
    reminders.give_up_lost(now)
    open_ways = ways(current_app.config)
    reminders.plan(list(open_ways), now)
    db.session.commit()
    while not is_quiet(now := clock.now()) and (row := find.next_waiting(now)):
        claimed = reminders.take_in_hand(row, now)
        db.session.commit()
        if claimed:
            _send(row, open_ways.get(row.channel), now)
            db.session.commit()


def _send(row: Any, way: Way | None, now: datetime) -> None:
    found = find.message_of(row.meeting_id, row.person_id, row.channel, now)
    if way is None or found is None:
        reminders.settle(row, ReminderState.DROPPED, "not wanted any more")
        return
    addresses = _addresses(row, found)
    with written_in(found.language if found.language in LANGUAGES else "vi"):
        message = Message(
            text=words(found.name, day(found.starts_at), hour(found.starts_at), found.place),
            subject=str(product_name),
            key=f"reminder-{row.meeting_id}-{row.person_id}-{row.made_at:%Y%m%d%H%M}",
            opens=current_app.url_map.bind("").build("classes.cohort", {"cohort_id": found.cohort_id}),
            lasts=int((found.starts_at - now).total_seconds()),
        )
    fates = []
    for phone_id, address in addresses:
        db.session.commit()  # nobody waits for our transaction while we wait for a server
        fates.append(_hand_over(way, address, message))
        if phone_id is not None and fates[-1] is Fate.GONE:
            phones.forget(phone_id)
    _settle(row, min(fates, default=Fate.GONE))


def _addresses(row: Any, found: Any) -> Sequence[tuple[int | None, str]]:
    """Where it goes; with the phone it belongs to, if it is one that was turned on."""
    if row.channel is Channel.PUSH:
        return [(phone.id, phone.keys or "") for phone in phones_on(row.person_id)]
    address = found.address if row.channel is Channel.EMAIL else found.phone
    return [(None, address)] if address else []


def _hand_over(way: Way, address: str, message: Message) -> Fate:
    try:
        way.send(address, message)
    except NotYet:
        return Fate.NOT_YET
    except Never:
        return Fate.NEVER
    except Unsure:
        return Fate.UNSURE
    except Gone:
        return Fate.GONE
    return Fate.SENT


def _settle(row: Any, fate: Fate) -> None:
    match fate:
        case Fate.SENT:
            reminders.settle(row, ReminderState.SENT)
        case Fate.UNSURE:
            reminders.settle(row, ReminderState.UNSURE, "no answer")
        case Fate.NOT_YET:
            reminders.put_back(row, clock.now(), "no connection")
        case Fate.NEVER:
            reminders.settle(row, ReminderState.DROPPED, "refused")
        case Fate.GONE if row.channel is Channel.PUSH:
            reminders.plan_anew(row)
        case Fate.GONE:
            reminders.settle(row, ReminderState.DROPPED, "not wanted any more")


@every(minutes=60)
def forget_calls() -> None:
    calls.forget(clock.now())


@every(minutes=60)
def forget_phones() -> None:
    phones.forget_signed_out()
