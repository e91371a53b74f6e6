"""Targets: so many per cent of the adults by a day."""

from datetime import date, datetime

from lms.core import clock
from lms.core.db import db, insert
from lms.reports.models import Target
from lms.reports.rules import check_target_day


def set_target(unit_id: int, course: str, per_cent: int, due: date, set_by: int, now: datetime) -> None:
    """Set a unit's target for a day, changing one set before for the same day.

    Raises:
        TargetInThePast: the day is over.
    """
    check_target_day(due, clock.local(now).date())
    statement = insert(Target).values(
        unit_id=unit_id, course=course, due=due, per_cent=per_cent, set_by=set_by, set_at=now
    )
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=[Target.unit_id, Target.course, Target.due],
            set_={"per_cent": per_cent, "set_by": set_by, "set_at": now},
        )
    )
