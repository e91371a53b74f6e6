"""Persons: in lists, and one by one."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from lms.core.access import Asker, Held, Role
from lms.core.db import db, one
from lms.core.errors import Missing
from lms.core.text import fold
from lms.people.models import Grant, Person
from lms.places.models import Unit
from lms.places.queries import within

STAFF = (Role.TRAINER, Role.CADRE, Role.ADMIN)
_commune = sa.orm.aliased(Unit)


def search_people(asker: Asker, text: str, limit: int = 20) -> Sequence[Any]:
    """Rows (id, name, birth_year, unit_name) of people whose name holds these words, accents ignored.

    A whole phone number finds its people too. Ordered by given name; disabled people are left out.
    """
    found = (
        sa.select(Person.id, Person.name, Person.birth_year, Unit.name.label("unit_name"))
        .join(Unit, Unit.id == Person.unit_id)
        .where(within(asker.paths(*STAFF)), Person.disabled_at.is_(None), *_named(text))
        .order_by(Person.sort_key, Person.birth_year, Person.id)
        .limit(limit)
    )
    return db.session.execute(found).all()


def people_page(asker: Asker, text: str, limit: int, offset: int) -> Sequence[Any]:
    """Rows for the staff list: as `search_people`, with commune and whether they can sign in."""
    found = (
        sa.select(
            Person.id,
            Person.name,
            Person.birth_year,
            Person.phone,
            Person.disabled_at,
            Unit.name.label("unit_name"),
            Unit.code.label("unit_code"),
            _commune.name.label("parent_name"),
        )
        .join(Unit, Unit.id == Person.unit_id)
        .outerjoin(_commune, _commune.id == Unit.parent_id)
        .where(within(asker.paths(*STAFF)), *_named(text))
        .order_by(Person.sort_key, Person.birth_year, Person.id)
        .limit(limit)
        .offset(offset)
    )
    return db.session.execute(found).all()


def _named(text: str) -> list[sa.ColumnElement[bool]]:
    """Every word must be in the name; digits alone must be the whole phone number."""
    digits = "".join(c for c in text if c not in " .-+()")
    if digits.isascii() and digits.isdigit() and len(digits) >= 9:
        return [Person.phone == ("0" + digits[2:] if digits.startswith("84") else digits)]
    return [Person.search_key.contains(word, autoescape=True) for word in fold(text).split()[:6]]


def person_in_scope(asker: Asker, person_id: int) -> Person:
    """The person, if they live in a unit that one of the asker's roles covers.

    Raises:
        Missing: when there is none, or none for this asker.
    """
    person: Person = one(
        sa.select(Person)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Person.id == person_id, within(asker.paths(*STAFF)))
    )
    return person


def person_itself(asker: Asker) -> Person:
    """The asker's own row."""
    person: Person = one(sa.select(Person).where(Person.id == asker.person_id))
    return person


def grants_of(person_id: int) -> Sequence[Any]:
    """Rows (id, role, unit_id, unit_name, unit_path) of the roles a person holds."""
    return db.session.execute(
        sa.select(
            Grant.id, Grant.role, Grant.unit_id, Unit.name.label("unit_name"), Unit.path.label("unit_path")
        )
        .join(Unit, Unit.id == Grant.unit_id)
        .where(Grant.person_id == person_id)
        .order_by(Unit.path, Grant.role)
    ).all()


def held_by(person_id: int) -> tuple[Held, ...]:
    return tuple(Held(row.role, row.unit_id, row.unit_path) for row in grants_of(person_id))


def grant_of(person_id: int, grant_id: int) -> Any:
    """The row of one role of a person, as `grants_of` gives it.

    Raises:
        Missing: when the person does not hold it.
    """
    for row in grants_of(person_id):
        if row.id == grant_id:
            return row
    raise Missing


def is_phone_taken(phone: str) -> bool:
    return bool(db.session.scalar(sa.select(sa.exists().where(Person.phone == phone))))


def person_with_phone(phone: str) -> Person:
    """The one person with this number, for the command line.

    Raises:
        Missing: when nobody has it, or several share it.
    """
    people = db.session.scalars(
        sa.select(Person).where(Person.phone == phone, Person.disabled_at.is_(None)).limit(2)
    ).all()
    if len(people) != 1:
        raise Missing
    return people[0]
