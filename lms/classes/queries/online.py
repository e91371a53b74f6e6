"""Checking in and joining: the learner's side, scoped to the classes they are a member of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Mark, MarkEvent, Meeting, MeetingState, Membership, Visit
from lms.classes.queries.attendance import MEETING
from lms.classes.rules.attendance import Stay
from lms.classes.rules.codes import AROUND
from lms.core.access import Asker
from lms.core.db import db
from lms.core.errors import Missing
from lms.core.prepared import Glance, at_most

_JOINED = MEETING.join(Membership, Membership.cohort_id == Meeting.cohort_id).where(
    Membership.person_id == sa.bindparam("person_id"), Membership.left_at.is_(None)
)
_JOINED_ONE = _JOINED.where(Meeting.id == sa.bindparam("meeting_id"))
_OWN_MARK = sa.and_(Mark.meeting_id == Meeting.id, Mark.person_id == sa.bindparam("person_id"))
_OPEN_NOW = Glance(
    sa.select(Meeting.id, Meeting.cohort_id, Meeting.starts_at, Mark.presence)
    .join(Membership, Membership.cohort_id == Meeting.cohort_id)
    .outerjoin(Mark, _OWN_MARK)
    .where(
        Membership.person_id == sa.bindparam("person_id"),
        Membership.left_at.is_(None),
        Meeting.state == MeetingState.PLANNED,
        Meeting.starts_at <= sa.bindparam("begun_by"),
        Meeting.ends_at >= sa.bindparam("ended_after"),
    )
    .order_by(Meeting.starts_at)
    .limit(at_most(20))
)
_BEFORE_A_CODE = Glance(
    sa.select(
        Meeting.id,
        Meeting.cohort_id,
        Meeting.state,
        Meeting.starts_at,
        Meeting.ends_at,
        Membership.person_id,
        Mark.presence,
    )
    .outerjoin(
        Membership,
        sa.and_(
            Membership.cohort_id == Meeting.cohort_id,
            Membership.person_id == sa.bindparam("person_id"),
            Membership.left_at.is_(None),
        ),
    )
    .outerjoin(Mark, _OWN_MARK)
    .where(Meeting.id == sa.bindparam("meeting_id"))
)


def any_meeting(meeting_id: int) -> Any:
    """A meeting that a proven code names; what a visitor is shown of it is its class, day and place.

    Raises:
        Missing: when it is gone.
    """
    found = db.session.execute(MEETING.where(Meeting.id == meeting_id)).one_or_none()
    if found is None:
        raise Missing
    return found


def before_a_code(asker: Asker, meeting_id: int) -> Any:
    """All that checking in asks: state and times of the meeting, and the asker's id as its member and their mark, or None.

    Raises:
        Missing: when the meeting is gone.
    """
    found = _BEFORE_A_CODE.rows(person_id=asker.person_id, meeting_id=meeting_id)
    if not found:
        raise Missing
    return found[0]


def meeting_joined_by(asker: Asker, meeting_id: int) -> Any:
    """The meeting, if the asker is a member of its class.

    Raises:
        Missing: when there is none such for this asker.
    """
    found = db.session.execute(
        _JOINED_ONE, {"meeting_id": meeting_id, "person_id": asker.person_id}
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def meetings_open_for(asker: Asker, now: datetime) -> Sequence[Any]:
    """The meetings of the asker's classes whose codes count at this moment: id, class, start, and the asker's mark."""
    return _OPEN_NOW.rows(person_id=asker.person_id, begun_by=now + AROUND, ended_after=now - AROUND)


def is_member(person_id: int, cohort_id: int) -> bool:
    return bool(
        db.session.scalar(
            sa.select(
                sa.exists().where(
                    Membership.cohort_id == cohort_id,
                    Membership.person_id == person_id,
                    Membership.left_at.is_(None),
                )
            )
        )
    )


def mark_of(asker: Asker, meeting_id: int) -> Any:
    """The asker's own mark: presence and source; None before anybody made one."""
    return db.session.execute(
        sa.select(Mark.presence, MarkEvent.source)
        .join(MarkEvent, MarkEvent.id == Mark.event_id)
        .where(Mark.meeting_id == meeting_id, Mark.person_id == asker.person_id, Mark.presence.is_not(None))
    ).one_or_none()


def stays_of(asker: Asker, meeting_id: int) -> list[Stay]:
    """The asker's own visits to a meeting."""
    rows = db.session.execute(
        sa.select(Visit.joined_at, Visit.seen_at, Visit.left_at).where(
            Visit.meeting_id == meeting_id, Visit.person_id == asker.person_id
        )
    )
    return [Stay(*row) for row in rows]


def stays_in(meeting: Any) -> dict[int, list[Stay]]:
    """Everybody's visits to a meeting."""
    found: dict[int, list[Stay]] = {}
    rows = db.session.execute(
        sa.select(Visit.person_id, Visit.joined_at, Visit.seen_at, Visit.left_at).where(
            Visit.meeting_id == meeting.id
        )
    )
    for person, joined_at, seen_at, left_at in rows:
        found.setdefault(person, []).append(Stay(joined_at, seen_at, left_at))
    return found
