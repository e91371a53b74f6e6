"""What keeping people asks of staff today: calls to make, and classes to which fewer come lately."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort
from lms.classes.queries.scope import OVERSEERS, taught_by
from lms.core.access import Asker
from lms.core.db import db
from lms.keeping.models import Call
from lms.keeping.queries.calls import is_given_to, open_at
from lms.keeping.queries.trend import falling_among
from lms.keeping.rules.trend import words
from lms.places.models import Unit, UnitKind
from lms.places.queries import within


@dataclass(frozen=True, slots=True)
class Desk:
    """`mine` are calls given to the asker, `open` those of their classes; `falling` are (class, its name, how it goes)."""

    mine: int
    open: int
    falling: list[tuple[int, str, Any]]


def desk_of(asker: Asker, now: datetime) -> Desk:
    """For a first page, in two to six statements however many classes.

    Of the classes in one's charge only those of one's own commune or village: a province has thousands, and
    whoever answers for it finds them in the reports.
    """
    near, mine_to_make = _near(asker), is_given_to(asker.person_id)
    mine, waiting = db.session.execute(
        sa.select(
            sa.func.coalesce(sa.func.sum(sa.case((mine_to_make, 1), else_=0)), 0),
            sa.func.count(),
        )
        .join(Cohort, Cohort.id == Call.cohort_id)
        .where(open_at(now), Cohort.closed_at.is_(None), sa.or_(mine_to_make, near))
    ).one()
    falling = [(row.id, row.name, words(evenings)) for row, evenings in falling_among(near)]
    return Desk(mine, waiting, falling)


def _near(asker: Asker) -> sa.ColumnElement[bool]:
    """Whether the asker teaches `Cohort`, or oversees it as somebody of its commune or village."""
    granted = sa.orm.aliased(Unit)
    small = (UnitKind.COMMUNE, UnitKind.VILLAGE)
    overseen = [
        sa.and_(
            Cohort.unit_id.in_(sa.select(Unit.id).where(within([grant.unit_path]))),
            sa.exists().where(granted.id == grant.unit_id, granted.kind.in_(small)),
        )
        for grant in asker.grants
        if grant.role in OVERSEERS
    ]
    return sa.or_(taught_by(asker), *overseen)
