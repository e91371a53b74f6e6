"""Signing a class off, opening it again within a week, and correcting it afterwards with a reason."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.actions.attendance import reopen_register
from lms.classes.actions.seats import fill_seats
from lms.classes.models import Cohort, Reason, Summary
from lms.classes.rules.closing import RegistersOpen, check_reopenable
from lms.core import audit
from lms.core.audit import Deed
from lms.core.db import db


def sign_off(
    cohort: Cohort, document: dict[str, Any], still_open: list[int], signed_by: int, now: datetime
) -> None:
    """Close the class with its summary; closing it twice is once.

    Raises:
        RegistersOpen: while meetings that are over have open registers.
    """
    if cohort.closed_at is not None:
        return
    if still_open:
        raise RegistersOpen
    cohort.closed_at = now
    db.session.add(Summary(cohort_id=cohort.id, document=document, signed_by=signed_by, signed_at=now))
    db.session.flush()


def reopen(cohort: Cohort, by: int, now: datetime) -> None:
    """Take the closing back; the summary stays, marked as overtaken. Free seats go to the line.

    Raises:
        ClosedForGood: more than a week later.
    """
    if cohort.closed_at is None:
        return
    check_reopenable(cohort.closed_at, now)
    cohort.closed_at = None
    db.session.execute(
        sa.update(Summary)
        .where(Summary.cohort_id == cohort.id, Summary.reopened_at.is_(None))
        .values(reopened_at=now, reopened_by=by)
    )
    db.session.flush()
    fill_seats(cohort.id, now)


def open_to_correct(meeting: Any, words: str, by: int, now: datetime) -> None:
    """Open the register of a closed class or a meeting long ago, with the reason kept for good."""
    db.session.add(Reason(meeting_id=meeting.id, words=words, made_by=by, made_at=now))
    audit.record(by, Deed.CHANGED, "register", meeting.id, now, reasoned=True)
    db.session.flush()
    reopen_register(meeting, by, now, for_a_reason=True)
