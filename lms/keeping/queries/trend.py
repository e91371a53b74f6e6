"""Who came to each lesson, of one class or of all in somebody's charge."""

from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, Kind, Meeting, MeetingState
from lms.classes.queries.scope import run_by
from lms.classes.queries.standing import Taught, taught
from lms.classes.rules.standing import evening
from lms.core.access import Asker
from lms.core.db import db
from lms.keeping.rules.trend import LATELY, Evening, is_falling

MOST_CLASSES = 200


def evenings_in(of: Taught) -> list[Evening]:
    """The lessons of a class whose registers are closed, in order, each counted by the rule of attendance."""
    members = of.members.values()
    return [
        Evening(of.numbers[lesson.id], lesson.starts_at, *evening(lesson, members))
        for lesson in of.lessons
        if lesson.settled
    ]


def evenings_of(cohort_id: int) -> list[Evening]:
    return [each for found in taught([cohort_id]) for each in evenings_in(found)]


def falling_classes(asker: Asker) -> list[tuple[Any, list[Evening]]]:
    """Open classes in the asker's charge to which fewer people come lately, each with its evenings."""
    return falling_among(run_by(asker))


def falling_among(wanted: sa.ColumnElement[bool]) -> list[tuple[Any, list[Evening]]]:
    """The same of the classes for which a condition on `Cohort` holds; one statement, and four more when any of
    them has met often enough to fall.
    """
    closed = sa.select(sa.func.count()).where(
        Meeting.cohort_id == Cohort.id, Meeting.kind == Kind.LESSON, Meeting.state == MeetingState.CONFIRMED
    )
    classes = db.session.execute(
        sa.select(Cohort.id, Cohort.name)
        .where(wanted, Cohort.closed_at.is_(None), closed.scalar_subquery() > LATELY)
        .order_by(Cohort.id.desc())
        .limit(MOST_CLASSES)
    ).all()
    if not classes:
        return []
    found = {each.id: evenings_in(each) for each in taught([row.id for row in classes])}
    return [(row, found[row.id]) for row in classes if is_falling(found[row.id])]
