"""Sending reminders, and forgetting calls that are over. The rows are the truth; a sweep looks at them every five minutes."""

from datetime import datetime
from typing import Any

from flask import current_app

from lms.core import clock
from lms.core.db import db
from lms.core.jobs import every
from lms.keeping.actions import calls, reminders
from lms.keeping.channels import Never, NotYet, Unsure, Way, ways
from lms.keeping.models import Channel, ReminderState
from lms.keeping.queries import reminders as find
from lms.keeping.rules.reminders import is_quiet, words
from lms.ui.languages import LANGUAGES, day, hour, product_name, written_in


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
    message = find.message_of(row.meeting_id, row.person_id, row.channel, now)
    address = message and (message.address if row.channel is Channel.EMAIL else message.phone)
    if way is None or message is None or not address:
        reminders.settle(row, ReminderState.DROPPED, "not wanted any more")
        return
    with written_in(message.language if message.language in LANGUAGES else "vi"):
        text = words(message.name, day(message.starts_at), hour(message.starts_at), message.place)
        subject = str(product_name)
    db.session.commit()  # nobody waits for our transaction while we wait for a server
    try:
        way.send(address, text, subject, f"reminder-{row.meeting_id}-{row.person_id}")
    except NotYet:
        reminders.put_back(row, clock.now(), "no connection")
    except Never:
        reminders.settle(row, ReminderState.DROPPED, "refused")
    except Unsure:
        reminders.settle(row, ReminderState.UNSURE, "no answer")
    else:
        reminders.settle(row, ReminderState.SENT)


@every(minutes=60)
def forget_calls() -> None:
    calls.forget(clock.now())
