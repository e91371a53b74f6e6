"""The classes of a unit, and one class person by person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, Mark, Meeting, MeetingState, Membership, Presence
from lms.core.access import Asker
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning.models import WHOLE_COURSE, Completion
from lms.people.models import Person
from lms.places.models import Unit
from lms.places.queries import within
from lms.reports.queries.people import completions_of
from lms.reports.queries.rates import STAFF

PAGE = 200
_CAME = Mark.presence.in_([Presence.PRESENT, Presence.LATE])


def _confirmed_marks(*conditions: sa.ColumnElement[bool]) -> Any:
    """How many marks of a cohort's closed registers; people who left the class are not counted."""
    return (
        sa.select(sa.func.count())
        .select_from(Mark)
        .join(Meeting, Meeting.id == Mark.meeting_id)
        .join(
            Membership,
            sa.and_(Membership.cohort_id == Meeting.cohort_id, Membership.person_id == Mark.person_id),
        )
        .where(
            Meeting.cohort_id == Cohort.id,
            Meeting.state == MeetingState.CONFIRMED,
            Membership.left_at.is_(None),
            *conditions,
        )
        .correlate(Cohort)
        .scalar_subquery()
    )


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
            _confirmed_marks(_CAME).label("came"),
            _confirmed_marks(Mark.presence != Presence.EXCUSED).label("expected"),
        )
        .join(Unit, Unit.id == Cohort.unit_id)
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
    """Who is in a class, by given name; two statements however many."""
    marks = (
        sa.select(
            Mark.person_id,
            sa.func.sum(sa.case((_CAME, 1), else_=0)).label("came"),
            sa.func.sum(sa.case((Mark.presence != Presence.EXCUSED, 1), else_=0)).label("expected"),
        )
        .join(Meeting, Meeting.id == Mark.meeting_id)
        .where(Meeting.cohort_id == cohort_id, Meeting.state == MeetingState.CONFIRMED)
        .group_by(Mark.person_id)
        .subquery()
    )
    members = (
        sa.select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Membership.cohort_id == cohort_id, Membership.left_at.is_(None))
    )
    rows = db.session.execute(
        members.outerjoin(marks, marks.c.person_id == Person.id).with_only_columns(
            Person.id, Person.name, Unit.name, marks.c.came, marks.c.expected, Person.sort_key
        )
    ).all()
    done = completions_of(members, course)
    return [
        Member(id_, name, place, int(came or 0), int(expected or 0), done.get(id_, {}))
        for id_, name, place, came, expected, _key in sorted(rows, key=lambda row: (row[5], row[0]))
    ]
