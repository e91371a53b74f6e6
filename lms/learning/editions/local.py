"""Lessons in a unit's own version: which there are, and what they hold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from flask import current_app

from lms.catalogue import shelf
from lms.catalogue.content import Lesson
from lms.catalogue.documents import lesson_from
from lms.core.db import db
from lms.core.prepared import Glance
from lms.core.recent import Recent
from lms.learning.editions.rules import LONGEST, Offer
from lms.learning.models import LocalLesson
from lms.places.models import Unit

Place = tuple[str, str]  # module, lesson

_OFFERS = Glance(
    sa.select(
        LocalLesson.course,
        LocalLesson.module,
        LocalLesson.lesson,
        LocalLesson.unit_id,
        Unit.form,
        Unit.name,
        Unit.path,
        LocalLesson.hash,
        LocalLesson.ended_at,
    )
    .join(Unit, Unit.id == LocalLesson.unit_id)
    .where(sa.or_(LocalLesson.ended_at.is_(None), LocalLesson.ended_at > sa.bindparam("since")))
    .order_by(LocalLesson.id.desc())
)


def offers_in(course: str, now: datetime) -> Mapping[Place, Sequence[Offer]]:
    """The versions of a course's lessons, those that ended lately among them; asked as often as the shelf looks."""
    every: Mapping[str, Mapping[Place, Sequence[Offer]]] = shelf.beside("local lessons", lambda: _look(now))
    return every.get(course, {})


def _look(now: datetime) -> Mapping[str, Mapping[Place, Sequence[Offer]]]:
    found: defaultdict[str, defaultdict[Place, list[Offer]]] = defaultdict(lambda: defaultdict(list))
    for row in _OFFERS.rows(since=now - LONGEST):
        offer = Offer(row.unit_id, named(row.form, row.name), row.path, row.hash, row.ended_at)
        found[row.course][row.module, row.lesson].append(offer)
    return {course: dict(places) for course, places in found.items()}


def named(form: str, name: str) -> str:
    """A unit inside a sentence: "xã Xuân Lãnh"."""
    if name.lower().startswith(form.lower()):
        return form + name[len(form) :]
    return f"{form} {name}"


def lesson_of(offer: Offer) -> Lesson:
    """What this version holds; it never changes, so a process reads it once."""
    kept: Recent[str, Lesson] = current_app.extensions.setdefault("local_lessons", Recent(500))
    lesson = kept.recall(offer.hash)
    if lesson is None:
        document = db.session.scalar(
            sa.select(LocalLesson.document).where(LocalLesson.hash == offer.hash).limit(1)
        )
        lesson = kept[offer.hash] = lesson_from(document or {})
    return lesson
