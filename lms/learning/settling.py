"""Who is complete by an edition that everybody must see: an edition may ask less than the one before it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lms.catalogue import queries as published
from lms.catalogue.content import Course
from lms.core.db import db
from lms.learning import actions, rules
from lms.learning.models import Completion, LessonProgress, Standing
from lms.learning.together import OF_THE_SAME

BATCH = 200
LATELY = timedelta(days=7)


def lately_urgent(now: datetime) -> list[str]:
    """The courses of which an edition of this week must be seen by everybody."""
    return list(dict.fromkeys(each.course for each in published.replacements(now - LATELY) if each.urgent))


def settle(course: Course, after: int, now: datetime) -> int | None:
    """Complete the modules in which the next so many people lack nothing any more.

    Two statements a batch, then each of those people by themselves, as a certificate is one person's.
    Done again, it finds nothing to do.

    Args:
        after: 0, or what this answered for the batch before.
    Returns:
        Where the next batch begins; None after the last.
    """
    rows = _without_completion(course, after)
    read = _lessons_done(course.slug, {row.person_id for row in rows})
    for row in rows:
        if _lacks_nothing(course, row, read[row.person_id, row.module]):
            actions.complete_if_due(row.person_id, course, row.module, now)
    return rows[-1].id if len(rows) == BATCH else None


def _without_completion(course: Course, after: int) -> Sequence[Any]:
    """Who passed the quiz of a module, which every track asks for, and has not completed it."""
    return db.session.execute(
        sa.select(
            Standing.id, Standing.person_id, Standing.module, Standing.class_met_at, Standing.skills_met_at
        )
        .outerjoin(Completion, OF_THE_SAME)
        .where(
            Standing.course == course.slug,
            Standing.module.in_(list(course.module_by_slug)),
            Standing.id > after,
            Standing.quiz_passed_at.is_not(None),
            Completion.id.is_(None),
        )
        .order_by(Standing.id)
        .limit(BATCH)
    ).all()


def _lessons_done(course: str, people: Collection[int]) -> dict[tuple[int, str], set[str]]:
    found: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for row in db.session.execute(
        sa.select(LessonProgress.person_id, LessonProgress.module, LessonProgress.lesson).where(
            LessonProgress.course == course,
            LessonProgress.person_id.in_(list(people)),
            LessonProgress.done_at.is_not(None),
        )
    ):
        found[row.person_id, row.module].add(row.lesson)
    return found


def _lacks_nothing(course: Course, row: Any, read: set[str]) -> bool:
    """By the current edition; `complete_if_due` looks once more at the one that holds for the person."""
    module = course.module_by_slug[row.module]
    required = any(skill.required for skill in module.skills)
    shown = rules.Shown(
        lessons=len(module.lessons),
        lessons_done=sum(lesson.slug in read for lesson in module.lessons),
        quiz_passed=True,
        class_met=row.class_met_at is not None,
        skills_met=rules.skills_are_met(required, row.skills_met_at is not None),
    )
    return rules.track_completing(shown) is not None
