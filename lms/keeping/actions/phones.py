"""Turning reminders on for a phone, and off again."""

from datetime import datetime

import sqlalchemy as sa

from lms.core.db import db, insert
from lms.core.errors import Missing
from lms.keeping.actions.reminders import agree, withdraw
from lms.keeping.models import Channel, PushSubscription
from lms.keeping.queries.phones import STILL_ON, phones_on
from lms.keeping.queries.reminders import ways_of
from lms.keeping.rules.push import MOST_PHONES, Subscription, kept


def turn_on(
    person_id: int, sign_in_id: int, whom: Subscription, phone: str, service: str, now: datetime
) -> None:
    """This phone reminds this person, and nobody else any more; of many phones the oldest are left out."""
    values = {
        "person_id": person_id,
        "sign_in_id": sign_in_id,
        "keys": kept(whom),
        "phone": phone,
        "service": service,
        "made_at": now,
    }
    adding = insert(PushSubscription).values(endpoint_hash=whom.digest, **values)
    db.session.execute(
        adding.on_conflict_do_update(
            index_elements=["endpoint_hash"], set_={name: adding.excluded[name] for name in values}
        )
    )
    for row in phones_on(person_id)[MOST_PHONES:]:
        forget(row.id)
    if Channel.PUSH not in ways_of(person_id):
        agree(person_id, Channel.PUSH, None, now)


def renew(
    person_id: int, sign_in_id: int, was: str, whom: Subscription | None, service: str, now: datetime
) -> bool:
    """The browser of a phone takes our messages elsewhere now, or nowhere (None); False where it was not on.

    It is known by the digest of its former address or, where the browser forgot that one, by the session
    in which it was turned on. Nothing is turned on that its owner had not turned on.
    """
    before = [row for row in phones_on(person_id) if row.endpoint_hash == was or row.sign_in_id == sign_in_id]
    for row in before:
        forget(row.id)
    if before and whom is not None:
        turn_on(person_id, sign_in_id, whom, before[0].phone, service, now)
    return bool(before)


def turn_off(person_id: int, phone_id: int, now: datetime) -> None:
    """Nothing goes there any more; with the last phone the consent is taken back.

    Raises:
        Missing: it is not a phone of this person.
    """
    gone = db.session.execute(
        sa.delete(PushSubscription).where(
            PushSubscription.id == phone_id, PushSubscription.person_id == person_id
        )
    )
    if not gone.rowcount:  # type: ignore[attr-defined]
        raise Missing
    if not phones_on(person_id):
        withdraw(person_id, Channel.PUSH, now)


def forget(phone_id: int) -> None:
    """The push service says that nobody is there."""
    db.session.execute(sa.delete(PushSubscription).where(PushSubscription.id == phone_id))


def forget_signed_out() -> int:
    """Delete phones on which their person signed out; answers how many."""
    gone = db.session.execute(
        sa.delete(PushSubscription).where(~STILL_ON).execution_options(synchronize_session=False)
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]
