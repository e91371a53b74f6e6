"""Who waits for a seat, and which classes somebody may join by themselves."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, Waiting
from lms.core.access import Asker
from lms.core.db import db, one
from lms.people.models import Person
from lms.people.queries import home_commune
from lms.places.models import Unit
from lms.places.queries import within

MOST_SHOWN = 50
_earlier = sa.orm.aliased(Waiting)
_PLACE = (
    sa.select(sa.func.count())
    .where(_earlier.cohort_id == Waiting.cohort_id, _earlier.turn <= Waiting.turn)
    .correlate(Waiting)
    .scalar_subquery()
    .label("place")
)
_ONE_PLACE = sa.select(_PLACE).where(
    Waiting.cohort_id == sa.bindparam("cohort_id"), Waiting.person_id == sa.bindparam("person_id")
)
_LENGTH = sa.select(sa.func.count()).where(Waiting.cohort_id == Cohort.id).correlate(Cohort).scalar_subquery()


def place_of(cohort_id: int, person_id: int) -> int:
    """Which one in line this person is; 0 when they do not wait."""
    found = db.session.scalar(_ONE_PLACE, {"cohort_id": cohort_id, "person_id": person_id})
    return int(found or 0)


def line_of(cohort_id: int) -> Sequence[Any]:
    """Everybody who waits, first come first: id, name, birth year, unit, since when."""
    return db.session.execute(
        sa.select(Person.id, Person.name, Person.birth_year, Unit.name.label("unit_name"), Waiting.asked_at)
        .join(Waiting, Waiting.person_id == Person.id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Waiting.cohort_id == cohort_id)
        .order_by(Waiting.turn)
    ).all()


def in_line(cohort_id: int, person_id: int) -> Any | None:
    """Name and place of somebody who waits; None when they do not."""
    return db.session.execute(
        sa.select(Person.name, _PLACE)
        .join(Waiting, Waiting.person_id == Person.id)
        .where(Waiting.cohort_id == cohort_id, Waiting.person_id == person_id)
    ).one_or_none()


def places_in(cohort_id: int) -> dict[int, int]:
    """Everybody's place in line, by person."""
    waiting = sa.select(Waiting.person_id).where(Waiting.cohort_id == cohort_id).order_by(Waiting.turn)
    return {person: place for place, person in enumerate(db.session.scalars(waiting), 1)}


def first_in_line(cohort_id: int, how_many: int) -> list[int]:
    """The persons whose turn it is. Who cannot sign in any more keeps their place, and no seat is spent on them."""
    return list(
        db.session.scalars(
            sa.select(Waiting.person_id)
            .join(Person, Person.id == Waiting.person_id)
            .where(Waiting.cohort_id == cohort_id, Person.disabled_at.is_(None))
            .order_by(Waiting.turn)
            .limit(how_many)
        )
    )


def next_turn(cohort_id: int) -> int:
    """A turn after everybody's. Hold the class's lock."""
    last = db.session.scalar(sa.select(sa.func.max(Waiting.turn)).where(Waiting.cohort_id == cohort_id))
    return int(last or 0) + 1


def course_of(cohort_id: int) -> str:
    return str(db.session.scalar(sa.select(Cohort.course).where(Cohort.id == cohort_id)))


def waiting_of(person_id: int) -> Sequence[Any]:
    """The classes for which somebody waits, with their place in line."""
    return db.session.execute(
        sa.select(Cohort.id, Cohort.name, Cohort.place, _PLACE.label("turn"))
        .join(Waiting, Waiting.cohort_id == Cohort.id)
        .where(Waiting.person_id == person_id, Cohort.closed_at.is_(None))
        .order_by(Waiting.asked_at)
    ).all()


def _open_to(asker: Asker) -> sa.ColumnElement[bool]:
    """Whether `Cohort` lets people of the asker's commune in, and is not closed.

    Where somebody lives decides, not what they are in charge of: an official of a province or of the
    country lives in none of its communes, and is added by a trainer like everybody from elsewhere.
    """
    path = home_commune(asker.unit_id)
    return sa.and_(
        Cohort.open_door.is_(True),
        Cohort.closed_at.is_(None),
        Cohort.unit_id.in_(sa.select(Unit.id).where(within([path] if path else []))),
    )


def classes_near(asker: Asker) -> Sequence[Any]:
    """Classes of the asker's commune that anybody may join, those with a free seat first."""
    free = Cohort.capacity - Cohort.seats_taken
    return db.session.execute(
        sa.select(
            Cohort.id,
            Cohort.name,
            Cohort.place,
            Unit.name.label("unit_name"),
            free.label("free"),
            _LENGTH.label("waiting"),
        )
        .join(Unit, Unit.id == Cohort.unit_id)
        .where(_open_to(asker))
        .order_by(free <= 0, Cohort.id.desc())
        .limit(MOST_SHOWN)
    ).all()


def class_to_join(asker: Asker, cohort_id: int) -> Cohort:
    """The class, if it is open to the asker or they wait for it already."""
    waits = sa.exists().where(Waiting.cohort_id == Cohort.id, Waiting.person_id == asker.person_id)
    found: Cohort = one(sa.select(Cohort).where(Cohort.id == cohort_id, sa.or_(_open_to(asker), waits)))
    return found
