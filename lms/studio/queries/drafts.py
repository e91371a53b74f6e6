"""Which drafts somebody may work on, and where courses are at home."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from lms.catalogue.models import Edition
from lms.core.access import Asker, Role
from lms.core.db import db, one
from lms.learning.models import OfferedCourse
from lms.people.models import Person
from lms.places.models import Unit, UnitKind
from lms.places.queries import units_covered, within
from lms.studio.models import Draft, DraftKind, DraftState

WRITERS = (Role.AUTHOR, Role.ADMIN)


def draft_in_scope(asker: Asker, draft_id: int, *, hold: bool = False) -> Draft:
    """The draft, when a writer's role of the asker covers its unit; Missing otherwise.

    Args:
        hold: let nobody else change it until the transaction ends.
    """
    wanted = (
        sa.select(Draft)
        .join(Unit, Unit.id == Draft.unit_id)
        .where(Draft.id == draft_id, within(asker.paths(*WRITERS)))
    )
    found: Draft = one(wanted.with_for_update(of=Draft) if hold else wanted)
    return found


def drafts_of(asker: Asker, states: Iterable[DraftState], limit: int = 100) -> Sequence[Any]:
    """(Draft, unit name, who began it) in the asker's charge, the last changed first."""
    return db.session.execute(
        sa.select(Draft, Unit.name, Person.name.label("maker"))
        .join(Unit, Unit.id == Draft.unit_id)
        .join(Person, Person.id == Draft.made_by)
        .where(within(asker.paths(*WRITERS)), Draft.state.in_(list(states)))
        .order_by(Draft.changed_at.desc(), Draft.id.desc())
        .limit(limit)
    ).all()


def draft_being_written(asker: Asker, course: str) -> int | None:
    """The draft of this whole course that was changed last; None when nobody is writing one."""
    return db.session.scalar(
        sa.select(Draft.id)
        .join(Unit, Unit.id == Draft.unit_id)
        .where(
            within(asker.paths(*WRITERS)),
            Draft.course == course,
            Draft.kind == DraftKind.COURSE,
            Draft.state == DraftState.EDITING,
        )
        .order_by(Draft.changed_at.desc(), Draft.id.desc())
        .limit(1)
    )


def drafts_to_decide(asker: Asker) -> Sequence[Any]:
    """(Draft, unit name, who asks) of what waits for this person's decision, the oldest first."""
    return db.session.execute(
        sa.select(Draft, Unit.name, Person.name.label("maker"))
        .join(Unit, Unit.id == Draft.unit_id)
        .join(Person, Person.id == Draft.asked_by)
        .where(
            within(asker.paths(*WRITERS)),
            Draft.state == DraftState.ASKED,
            Draft.asked_by != asker.person_id,
        )
        .order_by(Draft.asked_at)
    ).all()


def course_slugs() -> set[str]:
    """The names that courses have, or will have when their drafts are published."""
    taken = sa.union(sa.select(Edition.course), sa.select(Draft.course))
    return set(db.session.scalars(taken))


def home_unit(course: str) -> Unit:
    """The unit whose authors may change a course: the one it is offered in, or the country."""
    offered = db.session.scalar(
        sa.select(Unit)
        .join(OfferedCourse, OfferedCourse.unit_id == Unit.id)
        .where(OfferedCourse.course == course)
    )
    return offered or one(sa.select(Unit).where(Unit.kind == UnitKind.COUNTRY).limit(1))


def home_path(asker: Asker, course: str) -> Unit | None:
    """The course's home unit when the asker may change the course; None otherwise."""
    home = home_unit(course)
    covered = any(home.path.startswith(path) for path in asker.paths(*WRITERS))
    return home if covered else None


def units_of(asker: Asker) -> Sequence[Unit]:
    """The units at which the asker may write, the widest first."""
    return units_covered(asker, *WRITERS)


def unit_in_charge(asker: Asker, unit_id: int) -> Unit:
    """The unit, when a writer's role of the asker covers it; Missing otherwise."""
    found: Unit = one(sa.select(Unit).where(Unit.id == unit_id, within(asker.paths(*WRITERS))))
    return found


def names_of(person_ids: Iterable[int | None]) -> dict[int, str]:
    """Colleagues' names by id."""
    wanted = {each for each in person_ids if each is not None}
    rows = db.session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {row.id: row.name for row in rows}
