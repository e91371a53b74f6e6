"""Attendance of classes and of units, read from what was counted for each class."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort
from lms.core.access import Asker, Role
from lms.core.db import db
from lms.keeping.rules.trend import FALLEN_BY
from lms.places.models import Unit, UnitKind
from lms.places.queries import within
from lms.reports.models import ClassChange, ClassTally
from lms.reports.rules import Turnout

FIGURES = (
    "members",
    "planned",
    "met",
    "attended",
    "held",
    "at_risk",
    "below",
    "lately_came",
    "lately_expected",
    "before_came",
    "before_expected",
)
_FIGURES = [ClassTally.__table__.c[name] for name in FIGURES]
PAGE = 200


def turnout_of(unit_id: int, course: str | None) -> list[tuple[int, str, Turnout]]:
    """The unit itself and those of its children in which classes are held: id, sort key, figures; one statement."""
    shown, home = sa.orm.aliased(Unit), sa.orm.aliased(Unit)
    end = sa.func.substr(shown.path, 1, sa.func.length(shown.path) - 1) + "0"
    sums = [sa.cast(sa.func.coalesce(sa.func.sum(each), 0), sa.BigInteger) for each in _FIGURES]
    statement = (
        sa.select(shown.id, shown.sort_key, shown.name, shown.code, sa.func.count(Cohort.id), *sums)
        .select_from(shown)
        .join(home, sa.and_(home.path >= shown.path, home.path < end))
        .join(Cohort, Cohort.unit_id == home.id)
        .outerjoin(ClassTally, ClassTally.cohort_id == Cohort.id)
        .where(sa.or_(shown.id == unit_id, shown.parent_id == unit_id))
        .group_by(shown.id, shown.sort_key, shown.name, shown.code)
    )
    if course:
        statement = statement.where(Cohort.course == course)
    rows: Sequence[Any] = db.session.connection().execute(statement).all()
    return sorted(
        ((row[0], row[1], Turnout(*row[2:])) for row in rows), key=lambda each: (each[1] or "", each[0])
    )


def classes_turnout(
    path: str, course: str | None, offset: int = 0, limit: int | None = PAGE
) -> tuple[Sequence[Any], bool]:
    """Classes held in the unit and below, the open ones first: id, place, closed_at, course, minimum, figures.

    Answers one page of them and whether more follow.
    """
    statement = (
        sa.select(
            Cohort.id,
            Unit.name,
            Cohort.closed_at,
            Cohort.course,
            Cohort.minimum_attendance,
            Cohort.name,
            *(sa.func.coalesce(each, 0) for each in _FIGURES),
        )
        .join(Unit, Unit.id == Cohort.unit_id)
        .outerjoin(ClassTally, ClassTally.cohort_id == Cohort.id)
        .where(within([path]))
        .order_by(Cohort.closed_at.is_not(None), Cohort.id.desc())
        .offset(offset)
    )
    if course:
        statement = statement.where(Cohort.course == course)
    if limit is not None:
        statement = statement.limit(limit + 1)
    rows = db.session.connection().execute(statement).all()
    found = [(*row[:5], Turnout(row[5], None, 1, *row[6:])) for row in rows[:limit]]
    return found, limit is not None and len(rows) > limit


def falling_below(asker: Asker) -> Sequence[Any]:
    """The units above a commune that the asker answers for, each with in how many of its open classes fewer come.

    One statement, none for who has no such charge; the rule is `keeping.rules.trend.is_falling`, of what was counted.
    """
    charges = [grant.unit_id for grant in asker.grants if grant.role is Role.CADRE]
    if not charges:
        return []
    charge, home = sa.orm.aliased(Unit), sa.orm.aliased(Unit)
    end = sa.func.substr(charge.path, 1, sa.func.length(charge.path) - 1) + "0"
    return db.session.execute(
        sa.select(charge.code, charge.name, sa.func.count().label("classes"))
        .join(home, sa.and_(home.path >= charge.path, home.path < end))
        .join(Cohort, Cohort.unit_id == home.id)
        .join(ClassTally, ClassTally.cohort_id == Cohort.id)
        .where(
            charge.id.in_(charges),
            charge.kind.not_in((UnitKind.COMMUNE, UnitKind.VILLAGE)),
            Cohort.closed_at.is_(None),
            _share(ClassTally.before_came, ClassTally.before_expected)
            - _share(ClassTally.lately_came, ClassTally.lately_expected)
            >= FALLEN_BY,
        )
        .group_by(charge.id, charge.code, charge.name)
        .order_by(charge.path)
    ).all()


def _share(came: Any, expected: Any) -> Any:
    return sa.cast(came, sa.Double) / sa.func.nullif(sa.cast(expected, sa.Double), 0.0)


def counted_until() -> datetime | None:
    """Since when something waits to be counted; None when nothing does."""
    return db.session.scalar(sa.select(ClassChange.made_at).order_by(ClassChange.id).limit(1))
