"""Who learns in a class, their marks, and what they completed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, Membership
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning.models import Completion
from lms.people.models import Person
from lms.places.models import Unit


def _members(cohort_id: int) -> Any:
    return (
        sa.select(
            Person.id,
            Person.name,
            Person.birth_year,
            Unit.name.label("unit_name"),
            Membership.joined_at,
            Membership.left_at,
        )
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Membership.cohort_id == cohort_id)
        .order_by(Membership.left_at.is_not(None), Person.sort_key, Person.id)
    )


def members_of(cohort_id: int) -> Sequence[Any]:
    """Everybody who learns or learned here, by given name; those who left come last."""
    return db.session.execute(_members(cohort_id)).all()


def member_of(cohort_id: int, person_id: int) -> Any:
    """One member's row, as in `members_of`; also of somebody who left.

    Raises:
        Missing: when this person never was a member.
    """
    found = db.session.execute(_members(cohort_id).where(Membership.person_id == person_id)).one_or_none()
    if found is None:
        raise Missing
    return found


def ids_of_members(cohort_id: int) -> set[int]:
    """The persons who learn here now."""
    return set(
        db.session.scalars(
            sa.select(Membership.person_id).where(
                Membership.cohort_id == cohort_id, Membership.left_at.is_(None)
            )
        )
    )


def completed_by_members(cohort_id: int, course: str) -> dict[int, set[str]]:
    """The modules each member has completed, by person; who completed none is left out."""
    rows = db.session.execute(
        sa.select(Completion.person_id, Completion.module)
        .join(Membership, Membership.person_id == Completion.person_id)
        .where(Membership.cohort_id == cohort_id, Completion.course == course)
    )
    done: dict[int, set[str]] = {}
    for person_id, module in rows:
        done.setdefault(person_id, set()).add(module)
    return done


def seats_of(cohort_id: int) -> tuple[int, datetime | None]:
    """How many seats are free now, read afresh, and when the class was closed."""
    row = db.session.execute(
        sa.select(Cohort.capacity - Cohort.seats_taken, Cohort.closed_at).where(Cohort.id == cohort_id)
    ).one()
    return row[0], row[1]
