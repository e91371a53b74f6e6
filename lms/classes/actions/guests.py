"""Names seen online that nobody could place at once, and placing them later."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.actions.attendance import save_register
from lms.classes.models import MarkSource, OnlineGuest, Presence
from lms.classes.queries import guests as queries
from lms.core.db import db, insert
from lms.core.text import visible


def note(meeting_id: int, names: Iterable[str], by: int, now: datetime) -> int:
    """Keep names for later; answers how many are new."""
    rows = [
        {"meeting_id": meeting_id, "name": name, "added_by": by, "added_at": now}
        for name in dict.fromkeys(visible(name)[:120] for name in names)
        if name
    ]
    if not rows:
        return 0
    made = insert(OnlineGuest).values(rows).on_conflict_do_nothing().returning(OnlineGuest.id)
    return len(db.session.execute(made).all())


def place(meeting: Any, guest_id: int, person_id: int, made_by: int, now: datetime) -> None:
    """The guest was this member: they are present, unless a mark says otherwise.

    Raises:
        Missing: no such guest of this meeting, or the person is no member.
    """
    guest = queries.guest_of(meeting.id, guest_id)
    member = queries.member_to_place(meeting, person_id)
    db.session.execute(sa.update(OnlineGuest).where(OnlineGuest.id == guest.id).values(person_id=member.id))
    if member.presence is None:
        save_register(meeting, {member.id: Presence.PRESENT}, MarkSource.ONLINE, made_by, now)


def forget(meeting_id: int, guest_id: int) -> None:
    """The name was a slip, or nobody's."""
    db.session.execute(
        sa.delete(OnlineGuest).where(OnlineGuest.id == guest_id, OnlineGuest.meeting_id == meeting_id)
    )
