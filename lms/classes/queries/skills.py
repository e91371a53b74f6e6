"""The best level seen of each skill."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Membership, Observation
from lms.core.db import db

Best = dict[int, dict[tuple[str, str], int]]
_BEST = (
    sa.select(Observation.person_id, Observation.module, Observation.skill, sa.func.max(Observation.level))
    .where(Observation.course == sa.bindparam("course"))
    .group_by(Observation.person_id, Observation.module, Observation.skill)
)


def best_of_members(cohort_id: int, course: str) -> Best:
    """By person, the best level of each (module, skill), for everybody who is or was in a class.

    What was seen in another class of the same course counts too: the skill is the person's.
    """
    members = sa.select(Membership.person_id).where(Membership.cohort_id == cohort_id)
    return _by_person(_BEST.where(Observation.person_id.in_(members)), course)


def best_of(people: Collection[int], course: str, module: str | None = None) -> Best:
    """The same for these people, in one module or all of them."""
    statement = _BEST.where(Observation.person_id.in_(people))
    if module is not None:
        statement = statement.where(Observation.module == module)
    return _by_person(statement, course)


def _by_person(statement: Any, course: str) -> Best:
    best: Best = {}
    for person_id, module, skill, level in db.session.execute(statement, {"course": course}):
        best.setdefault(person_id, {})[module, skill] = level
    return best
