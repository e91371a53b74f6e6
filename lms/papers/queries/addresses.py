"""Private addresses: one's own, and whose calendar an address opens."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from lms.core.access import Asker, Role
from lms.core.db import db, one
from lms.core.errors import Missing
from lms.papers.models import CalendarFeed, Purpose
from lms.people.models import Grant, Person
from lms.places.models import Unit

OVERSEERS = (Role.CADRE, Role.ADMIN)
_granted_at = sa.orm.aliased(Unit)

# A role that was taken away closes its addresses at once: they are asked for it every time.
_TEACHES = sa.exists().where(Grant.person_id == CalendarFeed.person_id, Grant.role == Role.TRAINER)
_OVERSEES = sa.exists().where(
    Grant.person_id == CalendarFeed.person_id,
    Grant.role.in_(OVERSEERS),
    _granted_at.id == Grant.unit_id,
    Unit.path.startswith(_granted_at.path),
)
_IN_FORCE = sa.and_(
    CalendarFeed.ended_at.is_(None),
    sa.or_(
        CalendarFeed.purpose == Purpose.LEARNING,
        sa.and_(CalendarFeed.purpose == Purpose.TEACHING, _TEACHES),
        sa.and_(CalendarFeed.purpose == Purpose.UNIT, _OVERSEES),
    ),
)
_FEEDS = (
    sa.select(
        CalendarFeed.id,
        CalendarFeed.person_id,
        CalendarFeed.purpose,
        CalendarFeed.language,
        CalendarFeed.made_at,
        CalendarFeed.unit_id,
        Unit.path.label("unit_path"),
        Unit.name.label("unit_name"),
    )
    .join(Person, Person.id == CalendarFeed.person_id)
    .outerjoin(Unit, Unit.id == CalendarFeed.unit_id)
    .where(_IN_FORCE, Person.disabled_at.is_(None))
)


def feed_at(hashed: str) -> Any:
    """What the address with this hash tells, and in which language.

    Raises:
        Missing: when it was never made, was ended, or its owner may not know any more.
    """
    found = db.session.execute(_FEEDS.where(CalendarFeed.token_hash == hashed)).one_or_none()
    if found is None:
        raise Missing
    return found


def feeds_of(asker: Asker) -> Sequence[Any]:
    """The asker's own addresses in force."""
    return db.session.execute(
        _FEEDS.where(CalendarFeed.person_id == asker.person_id).order_by(CalendarFeed.id)
    ).all()


def feed_of(asker: Asker, feed_id: int) -> CalendarFeed:
    """One of the asker's own that was not ended.

    Raises:
        Missing: when there is none.
    """
    found: CalendarFeed = one(
        sa.select(CalendarFeed).where(
            CalendarFeed.id == feed_id,
            CalendarFeed.person_id == asker.person_id,
            CalendarFeed.ended_at.is_(None),
        )
    )
    return found


def overseen_unit(asker: Asker, unit_id: int) -> Unit:
    """A unit at which the asker is cadre or admin.

    Raises:
        Missing: otherwise.
    """
    held = {grant.unit_id for grant in asker.grants if grant.role in OVERSEERS}
    found: Unit = one(sa.select(Unit).where(Unit.id == unit_id, Unit.id.in_(held)))
    return found
