"""Giving a unit its own version of a lesson, or a course of its own."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue import replacing, shelf
from lms.catalogue.documents import edition_hash
from lms.core import audit
from lms.core.db import db, insert
from lms.core.errors import Missing
from lms.learning.editions.variants import check_variant
from lms.learning.models import LocalLesson, OfferedCourse
from lms.places.models import Unit
from lms.places.queries import within


def offer_lesson(
    course_slug: str,
    module_slug: str,
    lesson_slug: str,
    unit_id: int,
    document: dict[str, Any],
    by: int,
    now: datetime,
) -> str:
    """Show this version of a lesson in a unit and below, in place of what it showed before; answers its hash.

    Twice the same changes nothing. Call `shelf.forget_beside` after the commit.

    Raises:
        Missing: the course has no such lesson.
        NotThisLesson: the document is not a version of it.
    """
    course = shelf.course(course_slug)
    module = course.module(module_slug)
    if module is None or module.lesson(lesson_slug) is None:
        raise Missing
    check_variant(lesson_slug, course.title.by_language, document)
    name = edition_hash(document)
    place = {"course": course_slug, "module": module_slug, "lesson": lesson_slug, "unit_id": unit_id}
    shown = db.session.scalar(_shown(place).with_for_update())
    if shown and shown.hash == name:
        return name
    if shown:
        shown.ended_at = now
        db.session.flush()
    db.session.add(LocalLesson(**place, document=document, hash=name, made_by=by, published_at=now))
    db.session.flush()
    _note(place, by, now, audit.Deed.CREATED, name)
    return name


def end_lesson(
    course_slug: str, module_slug: str, lesson_slug: str, unit_id: int, by: int, now: datetime
) -> None:
    """Show the course's own lesson in this unit again, or a wider unit's. Who is in the middle finishes.

    Raises:
        Missing: the unit has no version of its own.
    """
    place = {"course": course_slug, "module": module_slug, "lesson": lesson_slug, "unit_id": unit_id}
    shown = db.session.scalar(_shown(place).with_for_update())
    if shown is None:
        raise Missing
    shown.ended_at = now
    db.session.flush()
    _note(place, by, now, audit.Deed.REVOKED, shown.hash)


def _shown(place: dict[str, Any]) -> sa.Select[Any]:
    return sa.select(LocalLesson).filter_by(**place).where(LocalLesson.ended_at.is_(None))


def _note(place: dict[str, Any], by: int, now: datetime, deed: audit.Deed, name: str) -> None:
    where = f"{place['module']}/{place['lesson']}"
    audit.record(
        by, deed, "local_lesson", place["course"], now, lesson=where, unit=place["unit_id"], version=name
    )


def local_lessons_in(paths: Iterable[str]) -> Sequence[Any]:
    """(LocalLesson, unit name) of what is shown in units at or below these paths."""
    return db.session.execute(
        sa.select(LocalLesson, Unit.name.label("unit_name"))
        .join(Unit, Unit.id == LocalLesson.unit_id)
        .where(within(paths), LocalLesson.ended_at.is_(None))
        .order_by(LocalLesson.course, LocalLesson.module, LocalLesson.lesson, Unit.path)
    ).all()


def offer_course(course_slug: str, unit_id: int, by: int | None, now: datetime) -> None:
    """Let only the people of this unit and below learn a course. Call `shelf.forget_beside` after the commit."""
    row = {"unit_id": unit_id, "offered_by": by, "offered_at": now}
    db.session.execute(
        insert(OfferedCourse)
        .values(course=course_slug, **row)
        .on_conflict_do_update(index_elements=["course"], set_=row)
    )
    audit.record(by, audit.Deed.CHANGED, "course", course_slug, now, unit=unit_id)


def must_be_seen(course_slug: str, by: int | None, now: datetime) -> None:
    """Mark the current edition as one that everybody must see: nobody finishes on an older one."""
    replacing.must_be_seen(course_slug, by, now)
