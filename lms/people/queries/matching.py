"""Looking for the same human being before adding one: likely matches are shown, never merged."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from lms.core.db import db
from lms.people.models import Person
from lms.people.rules import name_key
from lms.places.models import Unit, UnitKind
from lms.places.queries import within

_parent = sa.orm.aliased(Unit)


def commune_path(unit_id: int | None) -> str | None:
    """The path of the commune a unit is or lies in; of the unit itself above communes; None for no unit."""
    row = db.session.execute(
        sa.select(Unit.kind, Unit.path, _parent.path.label("parent_path"))
        .outerjoin(_parent, _parent.id == Unit.parent_id)
        .where(Unit.id == unit_id)
    ).first()
    if row is None:
        return None
    return str(row.parent_path if row.kind == UnitKind.VILLAGE else row.path)


def home_commune(unit_id: int) -> str | None:
    """The path of the commune in which somebody of this unit lives; None for a unit above communes, where nobody does."""
    home = commune_path(unit_id)
    kind = db.session.scalar(sa.select(Unit.kind).where(Unit.path == home))
    return home if kind == UnitKind.COMMUNE else None


def find_matches(
    asker_paths: Iterable[str], name: str, birth_year: int, unit_id: int | None
) -> Sequence[Any]:
    """Rows (id, name, birth_year, unit_name): same words in the name, born within a year, in scope.

    Looks in the commune of the unit; in the asker's whole scope when no unit is given.
    """
    near = commune_path(unit_id)
    return db.session.execute(
        sa.select(Person.id, Person.name, Person.birth_year, Unit.name.label("unit_name"))
        .join(Unit, Unit.id == Person.unit_id)
        .where(
            Person.name_key == name_key(name),
            Person.birth_year.between(birth_year - 1, birth_year + 1),
            within(asker_paths),
            within([near]) if near else sa.true(),
        )
        .order_by(Person.sort_key, Person.birth_year, Person.id)
        .limit(20)
    ).all()


def same_people_in(path: str, name_keys: Iterable[str]) -> Sequence[Any]:
    """Rows (id, name, name_key, birth_year, unit_id, unit_name) below a path with one of these name keys."""
    keys = list(name_keys)
    found: list[Any] = []
    # SQLite takes at most 32,766 values in one statement; a sheet has at most 5,000 rows.
    for start in range(0, len(keys), 5000):
        found += db.session.execute(
            sa.select(
                Person.id,
                Person.name,
                Person.name_key,
                Person.birth_year,
                Person.unit_id,
                Unit.name.label("unit_name"),
            )
            .join(Unit, Unit.id == Person.unit_id)
            .where(Person.name_key.in_(keys[start : start + 5000]), within([path]))
        ).all()
    return found
