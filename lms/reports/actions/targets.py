"""Targets: so many per cent of the adults by a day."""

from datetime import date, datetime

import sqlalchemy as sa

from lms.core import clock
from lms.core.db import db, insert
from lms.reports.models import Target
from lms.reports.rules import check_target_day


def set_target(
    unit_id: int,
    course: str,
    per_cent: int,
    due: date,
    set_by: int,
    now: datetime,
    instead_of: date | None = None,
) -> None:
    """Set a unit's target for a day, changing one set before for the same day, or the one of the day given.

    Raises:
        TargetInThePast: the day is over.
    """
    check_target_day(due, clock.local(now).date())
    if instead_of is not None and instead_of != due:
        db.session.execute(
            sa.delete(Target).where(
                Target.unit_id == unit_id, Target.course == course, Target.due == instead_of
            )
        )
    statement = insert(Target).values(
        unit_id=unit_id, course=course, due=due, per_cent=per_cent, set_by=set_by, set_at=now
    )
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=[Target.unit_id, Target.course, Target.due],
            set_={"per_cent": per_cent, "set_by": set_by, "set_at": now},
        )
    )
