"""Counts how often a meeting was moved, for calendars. Imported by lms/app.py by name."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from lms.classes.models import Meeting, MeetingState
from lms.core import clock
from lms.core.db import insert
from lms.papers.models import MeetingChange

# What somebody would want to be told of. Closing a register is no news to a calendar.
_TOLD = ("starts_at", "ends_at", "place", "mode", "link")


@event.listens_for(Meeting, "after_update")
def _count(_mapper: Any, connection: sa.Connection, meeting: Meeting) -> None:
    history = sa.inspect(meeting).attrs
    state = history.state.history
    cancelled_or_back = MeetingState.CANCELLED in (*state.added, *state.deleted) and state.has_changes()
    if not cancelled_or_back and not any(_is_new(history[name].history) for name in _TOLD):
        return
    now = clock.now()
    noted = insert(MeetingChange).values(meeting_id=meeting.id, sequence=1, changed_at=now)
    connection.execute(
        noted.on_conflict_do_update(
            index_elements=["meeting_id"],
            set_={"sequence": MeetingChange.sequence + 1, "changed_at": now},
        )
    )


def _is_new(history: Any) -> bool:
    """Saving a form sets every field; only another value is a change. What was not loaded counts as another."""
    return bool(history.has_changes()) and list(history.added) != list(history.deleted)
