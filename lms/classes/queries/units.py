"""Where a class may be held: the units in the asker's charge."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from lms.core.access import Asker, Role
from lms.core.db import db, one
from lms.places.models import Unit, UnitKind
from lms.places.queries import within

STAFF = (Role.TRAINER, Role.CADRE, Role.ADMIN)
MOST_IN_A_LIST = 150


def _in_charge(asker: Asker) -> sa.ColumnElement[bool]:
    return sa.and_(
        within(asker.paths(*STAFF)),
        Unit.kind.in_([UnitKind.COMMUNE, UnitKind.VILLAGE]),
        Unit.valid_to.is_(None),
    )


def _as_a_tree(rows: Sequence[Any]) -> list[Any]:
    """Communes by name, each followed by its villages by name."""
    communes = {row.id: row.sort_key for row in rows if row.kind == UnitKind.COMMUNE}

    def place(row: Any) -> tuple[str, bool, str]:
        commune = row.id if row.kind == UnitKind.COMMUNE else row.parent_id
        return communes.get(commune, ""), row.kind == UnitKind.VILLAGE, row.sort_key

    return sorted(rows, key=place)


def units_to_teach_in(asker: Asker, below: str | None = None) -> Sequence[Any] | None:
    """Communes with their villages in the asker's charge; None when there are too many for one list.

    Args:
        below: only the unit with this path and those under it.
    """
    columns = (Unit.id, Unit.name, Unit.kind, Unit.parent_id, Unit.sort_key)
    statement = sa.select(*columns).where(_in_charge(asker)).limit(MOST_IN_A_LIST + 1)
    if below:
        statement = statement.where(within([below]))
    rows = db.session.execute(statement).all()
    return None if len(rows) > MOST_IN_A_LIST else _as_a_tree(rows)


def unit_to_teach_in(asker: Asker, unit_id: int) -> Unit:
    """The unit, if the asker may open a class there."""
    found: Unit = one(sa.select(Unit).where(Unit.id == unit_id, _in_charge(asker)))
    return found


def communes_named(asker: Asker, words: str) -> Sequence[Any]:
    """Communes in the asker's charge whose name holds these (folded) words, with their province."""
    province = sa.orm.aliased(Unit)
    return db.session.execute(
        sa.select(Unit.id, Unit.name, province.name.label("province"))
        .join(province, province.id == Unit.parent_id)
        .where(
            _in_charge(asker),
            Unit.kind == UnitKind.COMMUNE,
            Unit.search_key.contains(words, autoescape=True),
        )
        .order_by(Unit.sort_key)
        .limit(30)
    ).all()


def unit_and_below(unit_id: int) -> Sequence[Any]:
    """The unit first, then what lies under it, by name: for finding a village that a roster names."""
    top: Unit = one(sa.select(Unit).where(Unit.id == unit_id))
    rows = db.session.execute(
        sa.select(Unit.id, Unit.name, Unit.search_key, Unit.path)
        .where(within([top.path]))
        .order_by(sa.func.length(Unit.path), Unit.sort_key)
    )
    return rows.all()
