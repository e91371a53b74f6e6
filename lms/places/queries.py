"""Finding units, and the scope that every other feature puts into its WHERE."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from lms.core.access import Asker, Role
from lms.core.db import db, one
from lms.core.text import fold
from lms.places.models import Population, Unit, UnitKind

_province = sa.orm.aliased(Unit)
_IN_FORCE = Unit.valid_to.is_(None)


class Adults(NamedTuple):
    """A denominator never travels without its source and its date."""

    adults: int
    source: str
    as_of: date


def below(path: str) -> sa.ColumnElement[bool]:
    """Whether `Unit.path` is this path or lies below it.

    A path ends in "/", and "0" follows "/" in byte order, so the test is a range of the index.
    """
    return sa.and_(Unit.path >= path, Unit.path < path[:-1] + "0")


def within(paths: Iterable[str]) -> sa.ColumnElement[bool]:
    """Whether `Unit.path` lies at or below one of these paths; false for no paths."""
    ranges = [below(path) for path in paths]
    return sa.or_(*ranges) if ranges else sa.false()


def unit_by_code(code: str) -> Unit:
    """The unit with this official code, in force or not; Missing when there is none."""
    return one(sa.select(Unit).where(Unit.code == code))


def unit_in_scope(asker: Asker, code: str, *roles: Role) -> Unit:
    """The unit, when one of these roles of the asker covers it; Missing otherwise."""
    return one(sa.select(Unit).where(Unit.code == code, within(asker.paths(*roles))))


def units_covered(asker: Asker, *roles: Role) -> Sequence[Unit]:
    """The units at which the asker holds one of these roles, the widest first."""
    held = {grant.unit_id for grant in asker.grants if grant.role in roles}
    return db.session.scalars(sa.select(Unit).where(Unit.id.in_(held)).order_by(Unit.path)).all()


def children(unit_id: int) -> Sequence[Unit]:
    """The units in force right below this one, in the alphabet's order."""
    return db.session.scalars(
        sa.select(Unit).where(Unit.parent_id == unit_id, _IN_FORCE).order_by(Unit.sort_key, Unit.code)
    ).all()


def ancestors(unit: Unit) -> Sequence[Unit]:
    """The units above this one, country first; empty for the country."""
    above = [int(step) for step in unit.path.strip("/").split("/")[:-1]]
    return db.session.scalars(sa.select(Unit).where(Unit.id.in_(above)).order_by(Unit.path)).all()


def provinces_for_choice() -> Sequence[Any]:
    """(id, code, name) of every province in force."""
    return db.session.execute(
        sa.select(Unit.id, Unit.code, Unit.name)
        .where(Unit.kind == UnitKind.PROVINCE, _IN_FORCE)
        .order_by(Unit.sort_key)
    ).all()


def find_communes(text: str, limit: int = 20) -> Sequence[Any]:
    """(id, code, name, province) of communes whose name holds this text, accents aside."""
    wanted = fold(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return db.session.execute(
        sa.select(Unit.id, Unit.code, Unit.name, _province.name.label("province"))
        .join(_province, _province.id == Unit.parent_id)
        .where(Unit.kind == UnitKind.COMMUNE, _IN_FORCE, Unit.search_key.like(f"%{wanted}%", escape="\\"))
        .order_by(Unit.sort_key, _province.sort_key)
        .limit(limit)
    ).all()


def villages_of(commune_id: int) -> Sequence[Any]:
    """(id, code, name) of a commune's villages in force."""
    return db.session.execute(
        sa.select(Unit.id, Unit.code, Unit.name)
        .where(Unit.parent_id == commune_id, Unit.kind == UnitKind.VILLAGE, _IN_FORCE)
        .order_by(Unit.sort_key, Unit.code)
    ).all()


def latest_population(unit_ids: Iterable[int]) -> dict[int, Adults]:
    """The newest figure of each unit that has one."""
    newer = sa.orm.aliased(Population)
    newest = sa.select(sa.func.max(newer.as_of)).where(newer.unit_id == Population.unit_id).scalar_subquery()
    rows = db.session.execute(
        sa.select(Population.unit_id, Population.adults, Population.source, Population.as_of).where(
            Population.unit_id.in_(list(unit_ids)), Population.as_of == newest
        )
    )
    return {unit_id: Adults(adults, source, as_of) for unit_id, adults, source, as_of in rows}


def populations_as_of(unit_ids: Iterable[int], day: date) -> dict[int, tuple[int, str]]:
    """The figure (adults, source) each unit already has for this day."""
    rows = db.session.execute(
        sa.select(Population.unit_id, Population.adults, Population.source).where(
            Population.unit_id.in_(list(unit_ids)), Population.as_of == day
        )
    )
    return {unit_id: (adults, source) for unit_id, adults, source in rows}


def units_with_codes(codes: Iterable[str], paths: Iterable[str] | None) -> dict[str, Any]:
    """(id, code, kind, name, path) of units in force by code; within paths unless these are None."""
    statement = sa.select(Unit.id, Unit.code, Unit.kind, Unit.name, Unit.path).where(
        Unit.code.in_(sorted(set(codes))), _IN_FORCE
    )
    if paths is not None:
        statement = statement.where(within(paths))
    return {row.code: row for row in db.session.execute(statement)}


def wait_for_others(codes: Iterable[str]) -> None:
    """Make a second import into the same units wait for the first (SQLite has one writer anyway)."""
    same = sa.select(Unit.id).where(Unit.code.in_(sorted(set(codes)))).order_by(Unit.id)
    db.session.execute(same.with_for_update())


def villages_below(commune_ids: Iterable[int]) -> Sequence[Any]:
    """(id, code, name, form, search_key, parent_id, valid_to) of every village ever of these communes."""
    return db.session.execute(
        sa.select(
            Unit.id, Unit.code, Unit.name, Unit.form, Unit.search_key, Unit.parent_id, Unit.valid_to
        ).where(Unit.parent_id.in_(list(commune_ids)), Unit.kind == UnitKind.VILLAGE)
    ).all()


def official_units() -> dict[str, Any]:
    """Country, provinces and communes ever loaded, by code."""
    rows = db.session.execute(
        sa.select(
            Unit.id,
            Unit.code,
            Unit.kind,
            Unit.form,
            Unit.name,
            Unit.parent_id,
            Unit.path,
            Unit.valid_to,
            Unit.predecessor_id,
        ).where(Unit.kind != UnitKind.VILLAGE)
    )
    return {row.code: row for row in rows}
