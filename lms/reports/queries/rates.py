"""A unit with its rows: two statements, built once, whatever the number of rows."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from lms.core.access import Asker, Role
from lms.core.db import db
from lms.core.errors import Missing
from lms.core.prepared import Lookup, at_most
from lms.learning.models import WHOLE_COURSE
from lms.places.models import Population, Unit, UnitKind
from lms.places.queries import within
from lms.reports.models import Tally, Target

STAFF = (Role.TRAINER, Role.CADRE, Role.ADMIN)


class Head(NamedTuple):
    """A unit, those above it (the nearest first), its adults and its target."""

    id: int
    code: str
    name: str
    kind: UnitKind
    path: str
    code_1: str | None
    name_1: str | None
    code_2: str | None
    name_2: str | None
    code_3: str | None
    name_3: str | None
    adults: int | None
    source: str | None
    as_of: date | None
    target: int | None
    due: date | None

    @property
    def above(self) -> list[tuple[str, str, str]]:
        """Code, name and path of each unit above, the country first."""
        pairs = ((self.code_1, self.name_1), (self.code_2, self.name_2), (self.code_3, self.name_3))
        found, path = [], self.path
        for code, name in pairs:
            if code is None or name is None:
                break
            path = path[: path.rstrip("/").rindex("/") + 1]
            found.append((code, name, path))
        return found[::-1]


_parent = sa.orm.aliased(Unit)
_grandparent = sa.orm.aliased(Unit)
_country = sa.orm.aliased(Unit)
_last = (
    sa.select(sa.func.max(Population.as_of))
    .where(Population.unit_id == Unit.id)
    .correlate(Unit)
    .scalar_subquery()
)
_latest_population = sa.and_(Population.unit_id == Unit.id, Population.as_of == _last)
_other = sa.orm.aliased(Target)
# The next target to come; when all are past, the last one.
_target_now = (
    sa.select(_other.id)
    .where(_other.unit_id == Unit.id, _other.course == sa.bindparam("course"))
    .order_by(
        _other.due < sa.bindparam("today"),
        sa.case((_other.due >= sa.bindparam("today"), _other.due)),
        _other.due.desc(),
    )
    .limit(at_most(1))
    .correlate(Unit)
    .scalar_subquery()
)


@lru_cache(maxsize=16)
def _unit_lookup(grants: int) -> Lookup:
    """One unit with its ancestors' names, its adults and its target, if it lies under one of so many paths."""
    under = [
        sa.and_(Unit.path >= sa.bindparam(f"from_{at}"), Unit.path < sa.bindparam(f"to_{at}"))
        for at in range(grants)
    ]
    return Lookup(
        sa.select(
            Unit.id,
            Unit.code,
            Unit.name,
            Unit.kind,
            Unit.path,
            _parent.code,
            _parent.name,
            _grandparent.code,
            _grandparent.name,
            _country.code,
            _country.name,
            Population.adults,
            Population.source,
            Population.as_of,
            Target.per_cent,
            Target.due,
        )
        .outerjoin(_parent, _parent.id == Unit.parent_id)
        .outerjoin(_grandparent, _grandparent.id == _parent.parent_id)
        .outerjoin(_country, _country.id == _grandparent.parent_id)
        .outerjoin(Population, _latest_population)
        .outerjoin(Target, Target.id == _target_now)
        .where(Unit.code == sa.bindparam("code"), sa.or_(*under) if under else sa.false())
    )


def unit_in_scope(asker: Asker, code: str, course: str, today: date, roles: tuple[Role, ...] = STAFF) -> Head:
    """The unit, if the asker answers for it in one of these roles.

    Raises:
        Missing: no such unit, or none of the asker's.
    """
    paths = asker.paths(*roles)
    values: dict[str, Any] = {"code": code, "course": course, "today": today}
    for at, path in enumerate(paths):
        values[f"from_{at}"], values[f"to_{at}"] = path, path[:-1] + "0"
    found = _unit_lookup(len(paths)).rows(**values)
    if not found:
        raise Missing
    head = Head(*found[0])
    return head._replace(kind=UnitKind(head.kind), as_of=_day(head.as_of), due=_day(head.due))


def _day(value: date | str | None) -> date | None:
    """A day as the driver gives it: SQLite's is text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


@lru_cache(maxsize=64)
def _children_lookup(modules: tuple[str, ...]) -> Lookup:
    """A unit's and its children's roll-ups side by side: one row a unit, one column a module."""
    whole = Tally.module == sa.bindparam("whole")

    def total(condition: sa.ColumnElement[bool], count: Any) -> Any:
        return sa.func.coalesce(sa.func.sum(sa.case((condition, count))), 0)

    enrolled, done_all = total(whole, Tally.enrolled), total(whole, Tally.completed)
    return Lookup(
        sa.select(
            Unit.id,
            Unit.code,
            Unit.name,
            Unit.sort_key,
            Population.adults,
            Population.as_of,
            sa.cast(enrolled, sa.Integer),
            sa.cast(done_all, sa.Integer),
            *(sa.cast(total(Tally.module == module, Tally.completed), sa.Integer) for module in modules),
        )
        .outerjoin(Tally, sa.and_(Tally.unit_id == Unit.id, Tally.course == sa.bindparam("course")))
        .outerjoin(Population, _latest_population)
        .where(sa.or_(Unit.id == sa.bindparam("unit_id"), Unit.parent_id == sa.bindparam("unit_id")))
        .group_by(Unit.id, Population.id)
        # A unit that was dissolved is shown only while people are still counted in it.
        .having(sa.or_(Unit.valid_to.is_(None), enrolled + done_all > 0, Unit.id == sa.bindparam("unit_id")))
    )


def children_of(
    unit_id: int, course: str, modules: tuple[str, ...], whole: str = WHOLE_COURSE
) -> tuple[tuple[Any, ...], ...]:
    """The unit itself and its children by name: id, code, name, sort key, adults, as of, enrolled, completed all, then a count a module.

    `whole` is "" for the course, or the id of a path: what "enrolled" and "completed all" count.
    """
    rows = _children_lookup(modules).rows(unit_id=unit_id, course=course, whole=whole)
    # Sorted here: databases without ICU put Ánh, Đức and Ơn last, and some ignore the marks of our key.
    return tuple(sorted(rows, key=_by_name))


def _by_name(row: tuple[Any, ...]) -> tuple[str, int]:
    return row[3], row[0]


def top_units(asker: Asker) -> Sequence[Any]:
    """The highest units that the asker answers for: code, name, path; those inside another left out."""
    paths = sorted(set(asker.paths(*STAFF)))
    tops = [path for path in paths if not any(path != other and path.startswith(other) for other in paths)]
    return db.session.execute(
        sa.select(Unit.code, Unit.name, Unit.path)
        .where(within(asker.paths(*STAFF)), Unit.path.in_(tops))
        .order_by(Unit.path)
    ).all()
