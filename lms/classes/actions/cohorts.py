"""Opening a class, changing and closing it, and who teaches it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lms.classes.actions.attendance import settle
from lms.classes.actions.seats import fill_seats
from lms.classes.models import Cohort, CohortTrainer
from lms.classes.queries import cohorts as find
from lms.classes.queries import meetings as find_meetings
from lms.classes.rules.cohorts import LastTrainer, SeatsInUse, check_class_open
from lms.core.db import db, insert


@dataclass(frozen=True, slots=True)
class Plan:
    """What a class is: the fields somebody fills in."""

    name: str
    place: str
    capacity: int
    minimum_attendance: int
    modules: Sequence[str]
    open_door: bool = False
    correction_days: int = 7


def open_cohort(
    plan: Plan, course: str, unit_id: int, now: datetime, *, made_by: int, teaches: bool
) -> Cohort:
    """A new class; whoever makes it also teaches it when `teaches`."""
    cohort = Cohort(
        unit_id=unit_id,
        course=course,
        modules=list(plan.modules),
        name=plan.name,
        place=plan.place,
        capacity=plan.capacity,
        seats_taken=0,
        minimum_attendance=plan.minimum_attendance,
        open_door=plan.open_door,
        correction_days=plan.correction_days,
        created_at=now,
        created_by=made_by,
    )
    db.session.add(cohort)
    db.session.flush()
    if teaches:
        add_trainer(cohort.id, made_by)
    return cohort


def change(cohort: Cohort, plan: Plan, now: datetime) -> None:
    """Take over what was typed; meetings still planned keep covering only what the class teaches.

    Raises:
        SeatsInUse: when more people are in the class than it would have seats.
    """
    check_class_open(cohort.closed_at)
    fits = db.session.execute(
        sa.update(Cohort)
        .where(Cohort.id == cohort.id, Cohort.seats_taken <= plan.capacity)
        .values(capacity=plan.capacity)
        .execution_options(synchronize_session=False)
    )
    if fits.rowcount == 0:  # type: ignore[attr-defined]
        raise SeatsInUse
    db.session.refresh(cohort)
    cohort.name, cohort.place = plan.name, plan.place
    cohort.minimum_attendance, cohort.modules = plan.minimum_attendance, list(plan.modules)
    cohort.open_door, cohort.correction_days = plan.open_door, plan.correction_days
    for meeting in find_meetings.planned_meetings(cohort.id):
        meeting.modules = [module for module in meeting.modules if module in plan.modules] or list(
            plan.modules
        )
    db.session.flush()
    settle(cohort.id, now)  # a lower minimum may be reached already
    fill_seats(cohort.id, now)


def add_trainer(cohort_id: int, person_id: int) -> None:
    """One more person teaches; twice is once."""
    db.session.execute(
        insert(CohortTrainer).values(cohort_id=cohort_id, person_id=person_id).on_conflict_do_nothing()
    )


def remove_trainer(cohort_id: int, person_id: int) -> None:
    """This person teaches here no more.

    Raises:
        LastTrainer: when nobody would be left.
    """
    find.lock(cohort_id)
    teaching = {row.id for row in find.trainers_of(cohort_id)}
    if teaching == {person_id}:
        raise LastTrainer
    db.session.execute(
        sa.delete(CohortTrainer).where(
            CohortTrainer.cohort_id == cohort_id, CohortTrainer.person_id == person_id
        )
    )
