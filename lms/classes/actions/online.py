"""Being present online."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.actions.attendance import save_register
from lms.classes.models import MarkSource, Presence, Visit
from lms.classes.rules import online
from lms.core.access import Asker
from lms.core.db import db


def join(asker: Asker, meeting: Any, now: datetime) -> None:
    """Note that the asker joined; a visit still open goes on."""
    online.check_joinable(meeting.mode, meeting.state, meeting.starts_at, meeting.ends_at, now)
    if not _sign(asker, meeting.id, seen_at=now):
        db.session.add(Visit(meeting_id=meeting.id, person_id=asker.person_id, joined_at=now, seen_at=now))


def note_here(asker: Asker, meeting: Any, now: datetime) -> bool:
    """A sign of life; False when no visit is open."""
    return _sign(asker, meeting.id, seen_at=now)


def leave(asker: Asker, meeting: Any, now: datetime) -> bool:
    """End the visit; False when none is open."""
    return _sign(asker, meeting.id, seen_at=now, left_at=now)


def _sign(asker: Asker, meeting_id: int, **values: Any) -> bool:
    changed: Any = db.session.execute(
        sa.update(Visit)
        .where(
            Visit.meeting_id == meeting_id,
            Visit.person_id == asker.person_id,
            Visit.left_at.is_(None),
        )
        .values(**values)
    )
    return bool(changed.rowcount)


def take_over(meeting: Any, chosen: Mapping[int, Presence], made_by: int, now: datetime) -> int:
    """The trainer takes the proposals as marks."""
    return save_register(meeting, chosen, MarkSource.ONLINE, made_by, now)
