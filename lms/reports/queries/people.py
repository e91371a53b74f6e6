"""The learners of a unit, by name: only for a unit that was found within the asker's scope."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.core.db import db
from lms.learning.models import WHOLE_COURSE, Completion, Enrolment
from lms.people.models import Person
from lms.places.models import Unit
from lms.places.queries import within


@dataclass(frozen=True, slots=True)
class Learner:
    """A person enrolled in the course; `done` says when each module was completed.

    `whole` is what they shall complete in the end: "" for the course, or a path's id.
    """

    id: int
    name: str
    birth_year: int
    place: str
    enrolled_at: datetime
    done: Mapping[str, datetime]
    whole: str = WHOLE_COURSE

    @property
    def finished(self) -> bool:
        return self.whole in self.done


def _completed(course: str, whole: str) -> Any:
    return sa.exists().where(
        Completion.person_id == Person.id, Completion.course == course, Completion.module == whole
    )


def _learners(path: str, course: str, show: str, whole: str) -> sa.Select[Any]:
    """`show`: "missing" are enrolled and not done, "unplaced" live in the unit itself and none of its parts.

    Where `whole` is a path, those who follow it or completed it.
    """
    statement = (
        sa.select(Person.id)
        .join(Enrolment, sa.and_(Enrolment.person_id == Person.id, Enrolment.course == course))
        .join(Unit, Unit.id == Person.unit_id)
        .where(within([path]))
    )
    if whole != WHOLE_COURSE:
        statement = statement.where(sa.or_(Enrolment.path == whole, _completed(course, whole)))
    if show == "missing":
        return statement.where(~_completed(course, whole))
    if show == "done":
        return statement.where(_completed(course, whole))
    if show == "unplaced":
        return statement.where(Unit.path == path)
    return statement


def count_people_in(path: str, course: str, show: str, whole: str = WHOLE_COURSE) -> int:
    count = db.session.scalar(_learners(path, course, show, whole).with_only_columns(sa.func.count()))
    return int(count or 0)


def people_in(
    path: str,
    course: str,
    show: str,
    limit: int | None = None,
    offset: int = 0,
    whole: str = WHOLE_COURSE,
) -> list[Learner]:
    """Learners of the unit and all below it, by given name; two statements however many."""
    wanted = (
        _learners(path, course, show, whole).order_by(Person.sort_key, Person.id).limit(limit).offset(offset)
    )
    rows = db.session.execute(
        wanted.with_only_columns(
            Person.id, Person.name, Person.birth_year, Unit.name, Enrolment.enrolled_at, Person.sort_key
        )
    ).all()
    done = completions_of(wanted, course)
    return [
        Learner(id_, name, born, place, since, done.get(id_, {}), whole)
        for id_, name, born, place, since, _key in sorted(rows, key=lambda row: (row[5], row[0]))
    ]


def completions_of(people: sa.Select[Any], course: str) -> dict[int, dict[str, datetime]]:
    """What these people completed of a course, and when, by person and module."""
    found: defaultdict[int, dict[str, datetime]] = defaultdict(dict)
    rows = db.session.execute(
        sa.select(Completion.person_id, Completion.module, Completion.completed_at).where(
            Completion.course == course, Completion.person_id.in_(people.with_only_columns(Person.id))
        )
    )
    for person_id, module, at in rows:
        found[person_id][module] = at
    return dict(found)
