"""Joining and leaving a class; the seats are counted by the database."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, Excuse, Membership
from lms.classes.queries import cohorts as find_cohort
from lms.classes.queries import members as find
from lms.classes.queries.attendance import planned_meetings
from lms.classes.rules.attendance import while_away
from lms.classes.rules.cohorts import ClassClosed, ClassFull
from lms.classes.signals import counted_anew, settled_anew
from lms.core.db import db, insert
from lms.learning import actions as learning

_TAKE_A_SEAT = (
    sa.update(Cohort)
    .where(
        Cohort.id == sa.bindparam("cohort"),
        Cohort.closed_at.is_(None),
        Cohort.seats_taken + 1 <= Cohort.capacity,
    )
    .values(seats_taken=Cohort.seats_taken + 1)
    .execution_options(synchronize_session=False)
)
_FREE_A_SEAT = (
    sa.update(Cohort)
    .where(Cohort.id == sa.bindparam("cohort"))
    .values(seats_taken=Cohort.seats_taken - 1)
    .execution_options(synchronize_session=False)
)


def _rows(statement: Any, values: dict[str, Any] | None = None) -> int:
    return int(db.session.execute(statement, values).rowcount)  # type: ignore[attr-defined]


def join(cohort_id: int, course: str, person_id: int, now: datetime) -> bool:
    """Take a seat and enrol in the course; false when this person has one already.

    The seat comes first: its conditional update makes everybody who joins at the
    same moment wait in line, and nothing is changed yet when it refuses.

    Raises:
        ClassFull: when no seat is left.
        ClassClosed: when the class takes nobody any more.
    """
    if _rows(_TAKE_A_SEAT, {"cohort": cohort_id}) == 0:
        if person_id in find.ids_of_members(cohort_id):
            return False
        raise ClassClosed if find.seats_of(cohort_id)[1] else ClassFull
    if not (_new(cohort_id, person_id, now) or _again(cohort_id, person_id, now)):
        _rows(_FREE_A_SEAT, {"cohort": cohort_id})
        return False
    learning.enrol(person_id, course, now)
    counted_anew.send(cohort_id=cohort_id)
    return True


def _new(cohort_id: int, person_id: int, now: datetime) -> bool:
    row = insert(Membership).values(cohort_id=cohort_id, person_id=person_id, joined_at=now)
    made = db.session.execute(row.on_conflict_do_nothing().returning(Membership.person_id))
    return made.scalar_one_or_none() is not None


def _again(cohort_id: int, person_id: int, now: datetime) -> bool:
    """Somebody who left is back: the row tells when they first came, excuses tell what they missed meanwhile."""
    gone = (
        Membership.cohort_id == cohort_id,
        Membership.person_id == person_id,
        Membership.left_at.is_not(None),
    )
    left_at = db.session.scalar(sa.select(Membership.left_at).where(*gone))
    if left_at is None:
        return False
    back = sa.update(Membership).where(*gone).values(left_at=None)
    _rows(back.execution_options(synchronize_session=False))
    missed = while_away(planned_meetings(cohort_id), left_at, now)
    told = {"person_id": person_id, "said_by": person_id, "said_at": left_at}
    if missed:
        rows = [{"meeting_id": each, **told} for each in missed]
        db.session.execute(insert(Excuse).values(rows).on_conflict_do_nothing())
        settled_anew.send(cohort_id=cohort_id, now=now)
    return True


def leave(cohort_id: int, person_id: int, now: datetime) -> bool:
    """Give the seat back; the row and the marks stay. False when the person was no member."""
    find_cohort.lock(cohort_id)  # the class first, then the membership, as in `join`: no deadlock
    left = _rows(
        sa.update(Membership)
        .where(
            Membership.cohort_id == cohort_id,
            Membership.person_id == person_id,
            Membership.left_at.is_(None),
        )
        .values(left_at=now)
        .execution_options(synchronize_session=False)
    )
    if left:
        _rows(_FREE_A_SEAT, {"cohort": cohort_id})
        counted_anew.send(cohort_id=cohort_id)
    return bool(left)
