"""Which edition of a module a person finishes on, and a course as one person sees it.

While no edition took another's place within a year, nothing is asked for it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue import queries as published
from lms.catalogue import shelf
from lms.catalogue.content import Course, Module
from lms.core.access import Asker
from lms.core.prepared import Glance
from lms.learning.editions import local
from lms.learning.editions.offered import course_for
from lms.learning.editions.rules import LONGEST, Begun, Change, Opened, holds, version_for
from lms.learning.models import Completion, LessonProgress, Standing
from lms.learning.progress import LessonAt, Progress
from lms.learning.queries import in_module

_progress: Any = LessonProgress.__table__
_standing: Any = Standing.__table__
_completion: Any = Completion.__table__


# One row about one module and one lesson of it; empty columns for what is not there.
_STORY = Glance(
    sa.select(
        _standing.c.edition,
        _standing.c.edition_at,
        sa.select(sa.func.max(_progress.c.updated_at))
        .where(in_module(_progress))
        .scalar_subquery()
        .label("last_at"),
        _completion.c.id.label("completed"),
        _progress.c.local,
        _progress.c.updated_at,
        _progress.c.done_at,
    )
    .select_from(sa.select(sa.literal(1).label("one")).subquery())
    .outerjoin(_standing, in_module(_standing))
    .outerjoin(_completion, in_module(_completion))
    .outerjoin(_progress, in_module(_progress, "lesson"))
)


def _changes(course: str, now: datetime) -> Sequence[Change]:
    """The editions of a course that took another's place within a year, in order."""
    every: dict[str, list[Change]] = shelf.beside("replacements", lambda: _look(now))
    return every.get(course, ())


def _look(now: datetime) -> dict[str, list[Change]]:
    found: defaultdict[str, list[Change]] = defaultdict(list)
    for row in published.replacements(now - LONGEST):
        found[row.course].append(Change(row.before, row.after, row.at, frozenset(row.changed), row.urgent))
    return dict(found)


def changes_of(course: str, module: str, now: datetime) -> Sequence[Change]:
    """As `_changes`; none where none of them touched this module."""
    changes = _changes(course, now)
    return changes if any(module in each.modules for each in changes) else ()


def story(person_id: int, course: str, module: str, lesson: str) -> tuple[Begun, Opened | None]:
    """How somebody stands to a module and to one lesson of it. One look-up."""
    row = _STORY.rows(person_id=person_id, course=course, module=module, lesson=lesson)[0]
    active = max((at for at in (row.edition_at, row.last_at) if at is not None), default=None)
    opened = Opened(row.local, row.updated_at, row.done_at is not None) if row.updated_at else None
    return Begun(row.edition, active, row.completed is not None), opened


def edition_of(course: Course, module: str, begun: Begun, changes: Sequence[Change], now: datetime) -> Course:
    """The edition to finish on: the one begun with while it holds, else the current one."""
    if begun.edition and holds(begun, module, changes, now):
        return shelf.edition(begun.edition)
    return course


@dataclass(frozen=True, slots=True)
class Held:
    """The edition by which somebody's module is judged. `asked`: there was a choice, and the database was asked."""

    course: Course
    asked: bool = False


def settled(person_id: int, course: Course, module: str, now: datetime) -> Held:
    """The edition on which somebody finishes a module, or now begins it.

    Args:
        course: the edition they were shown, which has this module.
    """
    changes = changes_of(course.slug, module, now)
    if not changes:
        return Held(course)
    begun, _opened = story(person_id, course.slug, module, "")
    held = edition_of(shelf.course(course.slug), module, begun, changes, now)
    return Held(held if held.module(module) else course, asked=True)


def with_current(course: Course) -> list[Course]:
    """This edition, and the current one where that is another."""
    current = shelf.course(course.slug)
    return [course] if current.edition == course.edition else [course, current]


def held_for(asker: Asker, course_slug: str, module_slug: str, now: datetime) -> Held:
    """The edition in which somebody meets a module.

    Raises:
        Missing: there is no such course for them.
    """
    return settled(asker.person_id, course_for(asker, course_slug), module_slug, now)


def edition_for(asker: Asker, course_slug: str, module_slug: str, now: datetime) -> Course:
    """As `held_for`, where only the edition matters."""
    return held_for(asker, course_slug, module_slug, now).course


def as_held(asker: Asker, course: Course, progress: Progress, now: datetime) -> Course:
    """The current edition with what this person sees in place of it: the modules they finish in an older
    edition, and lessons in their unit's own version. For showing only. Asks nothing of a person.
    """
    changes, offers = _changes(course.slug, now), local.offers_in(course.slug, now)
    if not changes and not offers:
        return course
    differs: list[tuple[str, str, str]] = []
    modules = []
    for slug in dict.fromkeys([*course.module_by_slug, *progress.standings]):
        begun = begun_in(progress, slug)
        held = edition_of(course, slug, begun, changes, now)
        module = held.module(slug)
        if module is None:
            continue
        if held is not course:
            differs.append((slug, "", held.edition))
        modules.append(_with_local_lessons(module, asker, progress, offers, now, differs))
    if not differs:
        return course
    by_slug = {module.slug: module for module in modules}
    return replace(course, modules=tuple(modules), module_by_slug=by_slug, differs=tuple(differs))


def begun_in(progress: Progress, module: str) -> Begun:
    """What a person's progress says of how they stand to a module."""
    stood = progress.standings.get(module)
    if stood is None or stood.edition is None:
        return Begun()
    moments = [at.updated_at for (of, _lesson), at in progress.lessons.items() if of == module]
    active = max([*moments, *([stood.edition_at] if stood.edition_at else [])], default=None)
    return Begun(stood.edition, active, stood.completed_by is not None)


def _with_local_lessons(
    module: Module,
    asker: Asker,
    progress: Progress,
    offers: Any,
    now: datetime,
    differs: list[tuple[str, str, str]],
) -> Module:
    lessons = []
    for lesson in module.lessons:
        here = offers.get((module.slug, lesson.slug), ())
        offer = here and version_for(here, asker.unit_path, opened_as(progress.lesson(module, lesson)), now)
        if offer:
            differs.append((module.slug, lesson.slug, offer.hash))
        lessons.append(local.lesson_of(offer) if offer else lesson)
    return replace(module, lessons=tuple(lessons)) if tuple(lessons) != module.lessons else module


def opened_as(at: LessonAt | None) -> Opened | None:
    return Opened(at.local, at.updated_at, at.done) if at else None
