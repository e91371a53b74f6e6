"""The classes of a unit, and one class person by person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, Membership
from lms.classes.queries.standing import taught
from lms.classes.rules.attendance import attendance
from lms.core.access import Asker
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning.models import WHOLE_COURSE, Completion
from lms.people.models import Person
from lms.places.models import Unit
from lms.places.queries import within
from lms.reports.models import ClassTally
from lms.reports.queries.people import completions_of
from lms.reports.queries.rates import STAFF

PAGE = 200


_MEMBERS = (
    sa.select(sa.func.count())
    .where(Membership.cohort_id == Cohort.id, Membership.left_at.is_(None))
    .correlate(Cohort)
    .scalar_subquery()
)
_FINISHED = (
    sa.select(sa.func.count())
    .select_from(Membership)
    .join(
        Completion,
        sa.and_(
            Completion.person_id == Membership.person_id,
            Completion.course == Cohort.course,
            Completion.module == WHOLE_COURSE,
        ),
    )
    .where(Membership.cohort_id == Cohort.id, Membership.left_at.is_(None))
    .correlate(Cohort)
    .scalar_subquery()
)


def cohorts_in(path: str, course: str, offset: int = 0) -> tuple[Sequence[Any], bool]:
    """Classes held in the unit and below: id, name, place, closed_at, members, finished, came, expected.

    Answers one page of them and whether more follow; the open ones first.
    """
    rows = db.session.execute(
        sa.select(
            Cohort.id,
            Cohort.name,
            Unit.name.label("place"),
            Cohort.closed_at,
            _MEMBERS.label("members"),
            _FINISHED.label("finished"),
            sa.func.coalesce(ClassTally.attended, 0).label("came"),
            sa.func.coalesce(ClassTally.held, 0).label("expected"),
        )
        .join(Unit, Unit.id == Cohort.unit_id)
        .outerjoin(ClassTally, ClassTally.cohort_id == Cohort.id)
        .where(within([path]), Cohort.course == course)
        .order_by(Cohort.closed_at.is_not(None), Cohort.id.desc())
        .limit(PAGE + 1)
        .offset(offset)
    ).all()
    return rows[:PAGE], len(rows) > PAGE


def cohort_in_scope(asker: Asker, cohort_id: int) -> Any:
    """A class held in the asker's units: id, name, course, unit code, name and path.

    Raises:
        Missing: no such class, or none of the asker's.
    """
    row = db.session.execute(
        sa.select(
            Cohort.id,
            Cohort.name,
            Cohort.course,
            Cohort.modules,
            Cohort.closed_at,
            Unit.code.label("unit_code"),
            Unit.name.label("unit_name"),
            Unit.path.label("unit_path"),
        )
        .join(Unit, Unit.id == Cohort.unit_id)
        .where(Cohort.id == cohort_id, within(asker.paths(*STAFF)))
    ).one_or_none()
    if row is None:
        raise Missing
    return row


@dataclass(frozen=True, slots=True)
class Member:
    """A learner in a class: how often they came of how often they were expected, and what they completed."""

    id: int
    name: str
    place: str
    came: int
    expected: int
    done: Mapping[str, datetime]

    @property
    def finished(self) -> bool:
        return WHOLE_COURSE in self.done


def learners_of(cohort_id: int, course: str) -> list[Member]:
    """Who is in a class, by given name; six statements however many."""
    members = (
        sa.select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Membership.cohort_id == cohort_id, Membership.left_at.is_(None))
    )
    rows = db.session.execute(
        members.with_only_columns(Person.id, Person.name, Unit.name, Person.sort_key)
    ).all()
    stands = {
        person: attendance(of.lessons, each.presences, each.joined_at)
        for of in taught([cohort_id])
        for person, each in of.members.items()
    }
    done = completions_of(members, course)
    return [
        Member(id_, name, place, stands[id_].attended, stands[id_].held, done.get(id_, {}))
        for id_, name, place, _key in sorted(rows, key=lambda row: (row[3], row[0]))
    ]
