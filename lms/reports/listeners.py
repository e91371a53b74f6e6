"""Keeps the roll-ups true in the transaction of whatever changes them."""

from typing import Any

import sqlalchemy as sa

from lms.catalogue.content import Course
from lms.classes.signals import counted_anew
from lms.core import clock
from lms.core.db import db
from lms.core.short import before_kept
from lms.learning.signals import completed, enrolled, taking
from lms.people.signals import moved
from lms.places.signals import rearranged
from lms.reports import actions


@enrolled.connect
def _enrolled(_sender: object, *, person_id: int, course: str, **_rest: Any) -> None:
    actions.count_enrolment(person_id, course)


@completed.connect
def _completed(_sender: object, *, person_id: int, course: Course, module: str, **_rest: Any) -> None:
    actions.count_completion(person_id, course.slug, module)


@taking.connect
def _taking(_sender: object, *, person_id: int, course: str, path: str, by: int, **_rest: Any) -> None:
    actions.count_taking(person_id, course, path, by)


@moved.connect
def _moved(_sender: object, *, person_id: int, from_unit_id: int, to_unit_id: int, **_rest: Any) -> None:
    actions.count_move(person_id, from_unit_id, to_unit_id)


@rearranged.connect
def _rearranged(_sender: object, **_rest: Any) -> None:
    """A commune that came to another province takes its people out of the one's counts and into the other's."""
    actions.rebuild()


@counted_anew.connect
def _counted_anew(_sender: object, *, cohort_id: int | None = None, meeting_id: int | None = None) -> None:
    actions.note_class_change(cohort_id, meeting_id, clock.now())


sa.event.listen(db.session, "before_commit", actions.settle)
before_kept(actions.settle_short)
