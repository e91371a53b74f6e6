"""Noting one fact for many people at once: closing a register must cost the same for 5 as for 40."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue.content import Course
from lms.core.db import db, insert
from lms.core.errors import Missing
from lms.learning import actions, editions, rules
from lms.learning.models import Completion, Standing

_standing = Standing.__table__
OF_THE_SAME = sa.and_(
    Completion.person_id == Standing.person_id,
    Completion.course == Standing.course,
    Completion.module == Standing.module,
)


def _class_met() -> Any:
    new = insert(_standing)
    return new.on_conflict_do_update(
        index_elements=["person_id", "course", "module"],
        set_={"class_met_at": sa.func.coalesce(_standing.c.class_met_at, new.excluded.class_met_at)},
    )


def note_class_met(people: Sequence[int], course: Course, module_slug: str, now: datetime) -> None:
    """Note that these people's attendance reached the minimum of their cohort for this module.

    Two statements for all of them; only who completes the module by it is then
    looked at one by one, as a certificate is one person's.
    """
    module = course.module(module_slug)
    if module is None:
        raise Missing
    place = {"course": course.slug, "module": module_slug, "class_met_at": now}
    db.session.execute(_class_met(), [{"person_id": person, **place} for person in sorted(people)])
    # Who is in the middle of another edition may need to show less than the current one asks.
    asks_skills = any(skill.required for skill in module.skills) and not editions.changes_of(
        course.slug, module_slug, now
    )
    for person in _ready(people, course, module_slug, asks_skills):
        actions.note_class_met(person, course, module_slug, now)


def _ready(people: Sequence[int], course: Course, module: str, any_required: bool) -> list[int]:
    """Who lacks nothing else of the class track and has not completed the module yet."""
    rows = db.session.execute(
        sa.select(Standing.person_id, Standing.quiz_passed_at, Standing.skills_met_at)
        .outerjoin(Completion, OF_THE_SAME)
        .where(
            Standing.course == course.slug,
            Standing.module == module,
            Standing.person_id.in_(list(people)),
            Completion.id.is_(None),
        )
    )
    return [
        person
        for person, quiz_at, skills_at in rows
        if rules.track_completing(
            rules.Shown(
                lessons=1,  # not asked here: only the class track is
                lessons_done=0,
                quiz_passed=quiz_at is not None,
                class_met=True,
                skills_met=rules.skills_are_met(any_required, skills_at is not None),
            )
        )
    ]
