"""Meetings beside the lessons, for some members; and excuses told beforehand."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from lms.classes.actions.meetings import Hours, Room, plan_meetings
from lms.classes.actions.notices import tell
from lms.classes.models import Cohort, Excuse, Invited, Kind, Meeting, News
from lms.classes.rules.cohorts import check_excusable
from lms.classes.signals import counted_anew
from lms.core.db import db, insert


def plan_extra(
    cohort: Cohort,
    kind: Kind,
    hours: Hours,
    room: Room,
    modules: Collection[str],
    people: Collection[int],
    missed_id: int | None,
    now: datetime,
) -> Meeting:
    """A make-up meeting, a home visit or coaching for these members; coming makes up for the lesson missed, if one is named.

    Raises:
        ClassClosed: when the class is closed.
    """
    [meeting] = plan_meetings(cohort, [hours], room, [list(modules)], kind)
    rows = [
        {"meeting_id": meeting.id, "person_id": person, "missed_id": missed_id} for person in sorted(people)
    ]
    db.session.execute(sa.insert(Invited), rows)
    tell(people, News.EXTRA, cohort.id, now, meeting_id=meeting.id)
    return meeting


def excuse(meeting: Meeting, person_id: int, said_by: int, now: datetime) -> None:
    """This person cannot come; telling it twice is once.

    Raises:
        ExcuseTooLate: once the meeting has begun.
    """
    check_excusable(meeting.state, meeting.starts_at, now)
    values = {"meeting_id": meeting.id, "person_id": person_id, "said_by": said_by, "said_at": now}
    db.session.execute(insert(Excuse).values(**values).on_conflict_do_nothing())
    counted_anew.send(cohort_id=meeting.cohort_id)


def take_back_excuse(meeting: Meeting, person_id: int, now: datetime) -> None:
    """They can come after all.

    Raises:
        ExcuseTooLate: once the meeting has begun; the register says who came.
    """
    check_excusable(meeting.state, meeting.starts_at, now)
    db.session.execute(
        sa.delete(Excuse).where(Excuse.meeting_id == meeting.id, Excuse.person_id == person_id)
    )
    counted_anew.send(cohort_id=meeting.cohort_id)
