"""For whom a meeting beside the lessons may be, and a learner's own meetings."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, Meeting, Membership, Presence
from lms.classes.queries.meetings import for_them
from lms.classes.queries.presences import presences_in
from lms.core.access import Asker
from lms.core.db import db, one
from lms.people.models import Person


def members_by_name(cohort_id: int) -> Sequence[Any]:
    """Who learns here now: id and name."""
    return db.session.execute(
        sa.select(Person.id, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.cohort_id == cohort_id, Membership.left_at.is_(None))
        .order_by(Person.sort_key, Person.id)
    ).all()


def who_missed(cohort_id: int, meeting_id: int) -> set[int]:
    """Everybody for whom this lesson counts as missed or excused."""
    away = (Presence.ABSENT, Presence.EXCUSED)
    return {person for person, marks in presences_in(cohort_id).items() if marks.get(meeting_id) in away}


def meeting_for(asker: Asker, meeting_id: int) -> Meeting:
    """The meeting, if the asker is a member of its class and it is for them.

    Raises:
        Missing: when there is none such.
    """
    found: Meeting = one(
        sa.select(Meeting)
        .join(Cohort, Cohort.id == Meeting.cohort_id)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .where(
            Meeting.id == meeting_id,
            Membership.person_id == asker.person_id,
            Membership.left_at.is_(None),
            for_them(asker.person_id),
        )
    )
    return found
