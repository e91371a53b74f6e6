"""Finding classes: mine, those in my charge, those I learn in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, CohortTrainer, Meeting, MeetingState, Membership
from lms.classes.queries.scope import run_by, taught_by
from lms.core.access import Asker, Role
from lms.core.db import db, one
from lms.core.errors import Missing
from lms.people.models import Grant, Person
from lms.places.models import Unit
from lms.places.queries import within

PAGE = 25
STAFF = (Role.TRAINER, Role.CADRE, Role.ADMIN)


def _next_meeting(now: datetime) -> Any:
    """When each cohort meets next; a subquery."""
    return (
        sa.select(Meeting.cohort_id, sa.func.min(Meeting.starts_at).label("starts_at"))
        .where(Meeting.state == MeetingState.PLANNED, Meeting.ends_at > now)
        .group_by(Meeting.cohort_id)
        .subquery("next_meeting")
    )


def cohorts_run_by(asker: Asker, now: datetime, page: int = 1) -> tuple[Sequence[Any], bool]:
    """One page of the classes the asker teaches or answers for, and whether more follow.

    Open ones come first, one's own before others', then by the next meeting.
    """
    coming = _next_meeting(now)
    mine = sa.case((taught_by(asker), 1), else_=0).label("mine")
    rows = db.session.execute(
        sa.select(
            Cohort.id,
            Cohort.name,
            Cohort.place,
            Cohort.capacity,
            Cohort.seats_taken,
            Cohort.closed_at,
            Unit.name.label("unit_name"),
            mine,
            coming.c.starts_at.label("next_at"),
        )
        .join(Unit, Unit.id == Cohort.unit_id)
        .outerjoin(coming, coming.c.cohort_id == Cohort.id)
        .where(run_by(asker))
        .order_by(
            Cohort.closed_at.is_not(None),
            mine.desc(),
            coming.c.starts_at.is_(None),
            coming.c.starts_at,
            Cohort.id.desc(),
        )
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return rows[:PAGE], len(rows) > PAGE


def cohorts_joined_by(person_id: int, now: datetime) -> Sequence[Any]:
    """The classes a person learns in, open ones first, each with its next meeting."""
    coming = _next_meeting(now)
    return db.session.execute(
        sa.select(
            Cohort.id,
            Cohort.name,
            Cohort.place,
            Cohort.closed_at,
            coming.c.starts_at.label("next_at"),
        )
        .join(Membership, Membership.cohort_id == Cohort.id)
        .outerjoin(coming, coming.c.cohort_id == Cohort.id)
        .where(Membership.person_id == person_id, Membership.left_at.is_(None))
        .order_by(Cohort.closed_at.is_not(None), coming.c.starts_at.is_(None), coming.c.starts_at)
        .limit(50)
    ).all()


def cohort_run_by(asker: Asker, cohort_id: int) -> Cohort:
    """The class, if the asker may look after it."""
    found: Cohort = one(sa.select(Cohort).where(Cohort.id == cohort_id, run_by(asker)))
    return found


def cohort_joined_by(person_id: int, cohort_id: int) -> Cohort:
    """The class, if this person learns in it."""
    found: Cohort = one(
        sa.select(Cohort)
        .join(Membership, Membership.cohort_id == Cohort.id)
        .where(Cohort.id == cohort_id, Membership.person_id == person_id, Membership.left_at.is_(None))
    )
    return found


def unit_name(unit_id: int) -> str:
    """What the unit is called."""
    return str(db.session.scalar(sa.select(Unit.name).where(Unit.id == unit_id)))


def lock(cohort_id: int) -> None:
    """Wait until nobody else changes this class; released by the commit."""
    db.session.execute(sa.select(Cohort.id).where(Cohort.id == cohort_id).with_for_update()).one()


def trainers_of(cohort_id: int) -> Sequence[Any]:
    """Who teaches: id and name, by given name."""
    return db.session.execute(
        sa.select(Person.id, Person.name)
        .join(CohortTrainer, CohortTrainer.person_id == Person.id)
        .where(CohortTrainer.cohort_id == cohort_id)
        .order_by(Person.sort_key)
    ).all()


def trainers_to_add(asker: Asker, cohort_id: int, words: str = "") -> Sequence[Any]:
    """People with the role of trainer in the asker's charge who do not teach this class yet."""
    already = sa.exists().where(CohortTrainer.cohort_id == cohort_id, CohortTrainer.person_id == Person.id)
    statement = (
        sa.select(Person.id, Person.name, Unit.name.label("unit_name"))
        .distinct()
        .add_columns(Person.sort_key)
        .join(Grant, Grant.person_id == Person.id)
        .join(Unit, Unit.id == Grant.unit_id)
        .where(
            Grant.role == Role.TRAINER, within(asker.paths(*STAFF)), ~already, Person.disabled_at.is_(None)
        )
        .order_by(Person.sort_key)
        .limit(30)
    )
    if words:
        statement = statement.where(Person.search_key.contains(words, autoescape=True))
    return db.session.execute(statement).all()


def trainer_to_add(asker: Asker, person_id: int) -> int:
    """The id of a trainer in the asker's charge.

    Raises:
        Missing: when this person is none.
    """
    found = db.session.scalar(
        sa.select(Person.id)
        .join(Grant, Grant.person_id == Person.id)
        .join(Unit, Unit.id == Grant.unit_id)
        .where(Person.id == person_id, Grant.role == Role.TRAINER, within(asker.paths(*STAFF)))
        .limit(1)
    )
    if found is None:
        raise Missing
    return int(found)
