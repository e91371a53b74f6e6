"""The members of a class as papers need them: who has a card, who may get one, whose phone may be told."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from lms.classes.models import Membership
from lms.core.access import Asker, Held
from lms.core.db import db
from lms.core.errors import Missing
from lms.people.models import Card, Grant, Person
from lms.people.queries import STAFF
from lms.people.rules.roles import OutOfReach, check_may_manage
from lms.places.models import Unit
from lms.places.queries import within


class Holder(NamedTuple):
    """A member and their card: whether one is in force, whether a PIN goes with it, whether the asker may make one."""

    id: int
    name: str
    birth_year: int
    has_card: bool
    has_pin: bool
    may_have: bool


def holders_in(asker: Asker, cohort_id: int) -> list[Holder]:
    """Everybody who learns in a class now, by given name."""
    card = sa.exists().where(Card.person_id == Person.id, Card.revoked_at.is_(None))
    rows = db.session.execute(
        sa.select(
            Person.id,
            Person.name,
            Person.birth_year,
            card.label("has_card"),
            Person.pin_hash.is_not(None).label("has_pin"),
        )
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.cohort_id == cohort_id, Membership.left_at.is_(None), Person.disabled_at.is_(None))
        .order_by(Person.sort_key, Person.id)
    ).all()
    held = _held_by([row.id for row in rows])
    return [
        Holder(
            row.id,
            row.name,
            row.birth_year,
            bool(row.has_card),
            bool(row.has_pin),
            _may_manage(asker, held.get(row.id, [])),
        )
        for row in rows
    ]


def chosen_holders(asker: Asker, cohort_id: int, chosen: Collection[int]) -> list[Holder]:
    """Those of the members who were chosen and may get a card from this asker.

    Raises:
        Missing: when that is nobody.
    """
    found = [each for each in holders_in(asker, cohort_id) if each.id in chosen and each.may_have]
    if not found:
        raise Missing
    return found


def _held_by(people: Collection[int]) -> dict[int, list[Held]]:
    rows = db.session.execute(
        sa.select(Grant.person_id, Grant.role, Grant.unit_id, Unit.path)
        .join(Unit, Unit.id == Grant.unit_id)
        .where(Grant.person_id.in_(people))
    )
    held: dict[int, list[Held]] = {}
    for person_id, role, unit_id, path in rows:
        held.setdefault(person_id, []).append(Held(role, unit_id, path))
    return held


def _may_manage(asker: Asker, held: Sequence[Held]) -> bool:
    try:
        check_may_manage(asker, held)
    except OutOfReach:
        return False
    return True


def phones_of(asker: Asker, cohort_id: int) -> dict[int, str]:
    """The phone numbers of those members who live in the asker's charge, by person."""
    rows: Sequence[Any] = db.session.execute(
        sa.select(Person.id, Person.phone)
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(
            Membership.cohort_id == cohort_id,
            Membership.left_at.is_(None),
            Person.phone.is_not(None),
            within(asker.paths(*STAFF)),
        )
    ).all()
    return dict(map(tuple, rows))
