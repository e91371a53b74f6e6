"""Where people may live, for choosing: found by typing without accents, or step by step."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from lms.core.access import Asker, Role
from lms.core.db import db
from lms.core.errors import Missing
from lms.core.text import fold
from lms.people.queries.matching import commune_path
from lms.places.models import Unit, UnitKind
from lms.places.queries import villages_of, within

HOMES = (UnitKind.COMMUNE, UnitKind.VILLAGE)
_above = sa.orm.aliased(Unit)
# A dissolved commune takes its villages along, though each of them stays as it is written.
_IN_FORCE = sa.and_(Unit.valid_to.is_(None), _above.valid_to.is_(None))
_columns = (
    Unit.id,
    Unit.code,
    Unit.kind,
    Unit.name,
    Unit.path,
    Unit.parent_id,
    _above.name.label("above"),
    _IN_FORCE.label("in_force"),
)


def _units(*where: sa.ColumnElement[bool], by_name: bool = False, limit: int = 2000) -> Sequence[Any]:
    order = (Unit.sort_key, Unit.id) if by_name else (Unit.path,)
    return db.session.execute(
        sa.select(*_columns)
        .outerjoin(_above, _above.id == Unit.parent_id)
        .where(*where)
        .order_by(*order)
        .limit(limit)
    ).all()


def _called(text: str) -> list[sa.ColumnElement[bool]]:
    return [Unit.search_key.contains(word, autoescape=True) for word in fold(text).split()[:6]]


def units_in(
    paths: Iterable[str], text: str = "", kinds: Iterable[UnitKind] = HOMES, limit: int = 61
) -> Sequence[Any]:
    """Rows of units in force and in scope, in tree order, or by name when words (or an exact code) are typed."""
    scope = [_IN_FORCE, within(paths), Unit.kind.in_(list(kinds))]
    if not text:
        return _units(*scope, limit=limit)
    return _units(
        *scope, sa.or_(Unit.code == text.strip(), sa.and_(*_called(text))), by_name=True, limit=limit
    )


def unit_row(unit_id: int) -> Any:
    """The unit with the name above it in `above`; people stay recorded in one that is no longer `in_force`.

    Raises:
        Missing: when there never was one.
    """
    rows = _units(Unit.id == unit_id, limit=1)
    if not rows:
        raise Missing
    return rows[0]


def villages_in(commune_id: int) -> dict[str, int]:
    """The names of a commune's villages and their ids; empty for a village."""
    return {row.name: row.id for row in villages_of(commune_id)}


def lock_commune(unit_id: int) -> None:
    """Make a second import into the same commune wait for the first (SQLite has one writer anyway)."""
    path = commune_path(unit_id)
    if path:
        db.session.execute(sa.select(Unit.id).where(Unit.path == path).with_for_update())


def unit_in_reach(asker: Asker, unit_id: int) -> Any:
    """The row of a unit in force that one of the asker's staff roles covers.

    Raises:
        Missing: otherwise.
    """
    reach = within(asker.paths(Role.TRAINER, Role.CADRE, Role.ADMIN))
    rows = _units(Unit.id == unit_id, _IN_FORCE, reach, limit=1)
    if not rows:
        raise Missing
    return rows[0]
