"""What anybody may read of a class whose door is open: never who learns in it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, CohortTrainer, Kind, Meeting, MeetingState, Waiting
from lms.core.access import Asker
from lms.core.errors import Missing
from lms.core.prepared import Glance
from lms.core.text import given_name
from lms.people.models import Person
from lms.people.queries import home_commune
from lms.places.models import Unit, UnitKind

_above = sa.orm.aliased(Unit)
_waiting = sa.select(sa.func.count()).where(Waiting.cohort_id == Cohort.id).correlate(Cohort)
_OPEN = Glance(
    sa.select(
        Cohort.id,
        Cohort.name,
        Cohort.place,
        Cohort.course,
        Cohort.modules,
        (Cohort.capacity - Cohort.seats_taken).label("free"),
        _waiting.scalar_subquery().label("waiting"),
        Unit.name.label("unit_name"),
        Unit.path.label("unit_path"),
        sa.case((Unit.kind == UnitKind.VILLAGE, _above.name), else_=Unit.name).label("commune_name"),
    )
    .select_from(Cohort)
    .join(Unit, Unit.id == Cohort.unit_id)
    .outerjoin(_above, _above.id == Unit.parent_id)
    .where(Cohort.id == sa.bindparam("cohort_id"), Cohort.open_door.is_(True), Cohort.closed_at.is_(None))
)
_COMING = Glance(
    sa.select(Meeting.starts_at, Meeting.ends_at, Meeting.place, Meeting.mode)
    .where(
        Meeting.cohort_id == sa.bindparam("cohort_id"),
        Meeting.kind == Kind.LESSON,
        Meeting.state == MeetingState.PLANNED,
        Meeting.ends_at > sa.bindparam("now", type_=Meeting.__table__.c.ends_at.type),
    )
    .order_by(Meeting.starts_at)
)
_TEACHERS = Glance(
    sa.select(Person.name)
    .join(CohortTrainer, CohortTrainer.person_id == Person.id)
    .where(CohortTrainer.cohort_id == sa.bindparam("cohort_id"))
    .order_by(Person.sort_key)
)


def open_class(cohort_id: int) -> Any:
    """The class, if its door is open; a class without one cannot be told from one that is not there.

    Raises:
        Missing: then.
    """
    found = _OPEN.rows(cohort_id=cohort_id)
    if not found:
        raise Missing
    return found[0]


def coming(cohort_id: int, now: datetime) -> list[Any]:
    """When and where its lessons to come are held; the link of a call is for members."""
    return _COMING.rows(cohort_id=cohort_id, now=now)


def first_names_of_trainers(cohort_id: int) -> list[str]:
    """How the village calls those who teach: their given names alone."""
    return [given_name(row.name) for row in _TEACHERS.rows(cohort_id=cohort_id)]


def is_for(asker: Asker, found: Any) -> bool:
    """Whether the asker lives in the commune of this class."""
    home = home_commune(asker.unit_id)
    return home is not None and found.unit_path.startswith(home)
