"""What the import of a file asks: the members with what their names are compared by, and how each is marked."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, CohortTrainer, Mark, MarkEvent, Meeting, Membership, Visit
from lms.classes.queries.attendance import MEETING
from lms.core.db import db
from lms.core.errors import Missing
from lms.people.models import Person


def members_to_match(meeting: Any) -> Sequence[Any]:
    """Members of this meeting: id, name, birth_year, phone, presence and source of the mark that stands."""
    here = sa.and_(Mark.person_id == Membership.person_id, Mark.meeting_id == meeting.id)
    return db.session.execute(
        sa.select(Person.id, Person.name, Person.birth_year, Person.phone, Mark.presence, MarkEvent.source)
        .select_from(Membership)
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(Mark, here)
        .outerjoin(MarkEvent, MarkEvent.id == Mark.event_id)
        .where(
            Membership.cohort_id == meeting.cohort_id,
            sa.or_(Membership.left_at.is_(None), Mark.presence.is_not(None)),
        )
        .order_by(Person.sort_key, Person.id)
    ).all()


def visits_kept(meeting_id: int) -> set[tuple[int, Any]]:
    """Who joined when, as far as it is kept already."""
    rows = db.session.execute(
        sa.select(Visit.person_id, Visit.joined_at).where(Visit.meeting_id == meeting_id)
    )
    return {(row.person_id, row.joined_at) for row in rows}


def meeting_itself(meeting_id: int) -> tuple[Any, int]:
    """For whoever stands at the server: the meeting, and in whose name its class is run.

    Raises:
        Missing: when there is none.
    """
    found = db.session.execute(MEETING.where(Meeting.id == meeting_id)).one_or_none()
    if found is None:
        raise Missing
    trainer = db.session.scalar(
        sa.select(sa.func.min(CohortTrainer.person_id)).where(CohortTrainer.cohort_id == found.cohort_id)
    )
    by = trainer or db.session.scalar(sa.select(Cohort.created_by).where(Cohort.id == found.cohort_id))
    return found, int(by or 0)
