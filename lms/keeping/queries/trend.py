"""Who came to each lesson, of one class or of all in somebody's charge."""

from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, Kind, Mark, Meeting, MeetingState, Presence
from lms.classes.queries.scope import run_by
from lms.core.access import Asker
from lms.core.db import db
from lms.keeping.rules.trend import Evening, is_falling

MOST_CLASSES = 200
_CAME = sa.func.sum(sa.case((Mark.presence.in_([Presence.PRESENT, Presence.LATE]), 1), else_=0))
_EXPECTED = sa.func.sum(sa.case((Mark.presence != Presence.EXCUSED, 1), else_=0))


def _evenings() -> Any:
    return (
        sa.select(Meeting.cohort_id, Meeting.number, Meeting.starts_at, _CAME, _EXPECTED)
        .join(Mark, Mark.meeting_id == Meeting.id)
        .where(
            Meeting.kind == Kind.LESSON,
            Meeting.state == MeetingState.CONFIRMED,
            Mark.presence.is_not(None),
        )
        .group_by(Meeting.id, Meeting.cohort_id, Meeting.number, Meeting.starts_at)
        .order_by(Meeting.starts_at)
    )


def evenings_of(cohort_id: int) -> list[Evening]:
    """The lessons of a class whose registers are closed, in order."""
    rows = db.session.execute(_evenings().where(Meeting.cohort_id == cohort_id))
    return [Evening(*row[1:]) for row in rows]


def falling_classes(asker: Asker) -> list[tuple[Any, list[Evening]]]:
    """Open classes in the asker's charge to which fewer people come lately, each with its evenings."""
    classes = db.session.execute(
        sa.select(Cohort.id, Cohort.name)
        .where(run_by(asker), Cohort.closed_at.is_(None))
        .order_by(Cohort.id.desc())
        .limit(MOST_CLASSES)
    ).all()
    found: dict[int, list[Evening]] = {}
    ids = [row.id for row in classes]
    for row in db.session.execute(_evenings().where(Meeting.cohort_id.in_(ids))):
        found.setdefault(row[0], []).append(Evening(*row[1:]))
    return [(row, found[row.id]) for row in classes if row.id in found and is_falling(found[row.id])]
