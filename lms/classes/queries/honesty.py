"""The facts behind flags, and the meetings that were closed with one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, DeviceScan, Mark, Meeting, MeetingState
from lms.classes.queries.meetings import held_between
from lms.classes.queries.scope import run_by
from lms.classes.rules.attendance import ATTENDED
from lms.classes.rules.honesty import Facts, Flag, Scan, flags, kept, read
from lms.core.access import Asker
from lms.core.db import db
from lms.places.models import Unit

__all__ = ["flagged", "flags_of", "kept"]
_elsewhere = sa.orm.aliased(Mark)


def flags_of(meeting: Any, heads: int | None) -> list[Flag]:
    """What is worth a second look in this meeting's register as it stands; three statements."""
    marks = db.session.execute(
        sa.select(Mark.person_id, Mark.presence, Mark.made_at).where(
            Mark.meeting_id == meeting.id, Mark.presence.is_not(None)
        )
    ).all()
    scans = db.session.execute(
        sa.select(DeviceScan.person_id, DeviceScan.digest, DeviceScan.shown_at, DeviceScan.made_at).where(
            DeviceScan.meeting_id == meeting.id
        )
    )
    return flags(
        Facts(
            ends_at=meeting.ends_at,
            made_at_by_person={row.person_id: row.made_at for row in marks},
            here={row.person_id for row in marks if row.presence in ATTENDED},
            scans=[Scan(*row) for row in scans],
            elsewhere=_in_two_places(meeting),
            heads=heads,
        )
    )


def _in_two_places(meeting: Any) -> set[int]:
    """Who is marked as having come here and to another meeting that overlaps."""
    came = Mark.presence.in_(ATTENDED)
    return set(
        db.session.scalars(
            sa.select(_elsewhere.person_id)
            .join(Meeting, Meeting.id == _elsewhere.meeting_id)
            .join(Mark, sa.and_(Mark.person_id == _elsewhere.person_id, Mark.meeting_id == meeting.id, came))
            .where(
                _elsewhere.meeting_id != meeting.id,
                _elsewhere.presence.in_(ATTENDED),
                Meeting.state != MeetingState.CANCELLED,
                held_between(meeting.starts_at, meeting.ends_at),
            )
        )
    )


def flagged(asker: Asker, since: datetime) -> Sequence[tuple[Any, list[Flag]]]:
    """Closed meetings with flags in the classes the asker runs or answers for, the last first."""
    rows = db.session.execute(
        sa.select(
            Meeting.id,
            Meeting.number,
            Meeting.starts_at,
            Meeting.flags,
            Cohort.name.label("cohort_name"),
            Unit.name.label("unit_name"),
        )
        .join(Cohort, Cohort.id == Meeting.cohort_id)
        .join(Unit, Unit.id == Cohort.unit_id)
        .where(
            run_by(asker),
            Meeting.state == MeetingState.CONFIRMED,
            Meeting.starts_at >= since,
            Meeting.flags.is_not(sa.null()),
        )
        .order_by(Meeting.starts_at.desc(), Meeting.id)
        .limit(100)
    ).all()
    return [(row, read(row.flags)) for row in rows]
