"""The statements of `actions`, built once: a step's POST must stay cheap.

Inserts that settle a conflict are written for one kind of database, which is
known only when an application runs; each is kept from its first use on.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import sqlalchemy as sa

from lms.core.db import db, insert
from lms.core.prepared import Inside
from lms.learning.models import Completion, Enrolment, LessonProgress, Standing

_enrolment: Any = Enrolment.__table__
_progress: Any = LessonProgress.__table__
_standing: Any = Standing.__table__
_completion: Any = Completion.__table__

_LESSON_KEY = ["person_id", "course", "module", "lesson"]
_MODULE_KEY = ["person_id", "course", "module"]
FACTS = ("quiz_passed_at", "best_score", "class_met_at", "skills_met_at")

STEP_ON = (
    sa.update(_progress)
    .where(
        _progress.c.person_id == sa.bindparam("of_person"),
        _progress.c.course == sa.bindparam("of_course"),
        _progress.c.module == sa.bindparam("of_module"),
        _progress.c.lesson == sa.bindparam("of_lesson"),
    )
    .values(step=sa.bindparam("to_step"), updated_at=sa.bindparam("at"))
)
ALL_LESSONS_DONE = Inside(
    sa.update(_standing)
    .where(_standing.c.id == sa.bindparam("standing_id"))
    .values(lessons_done_at=sa.bindparam("at", type_=_standing.c.lessons_done_at.type))
)
LESSONS_DONE = Inside(
    sa.select(_progress.c.lesson).where(
        _progress.c.person_id == sa.bindparam("person_id"),
        _progress.c.course == sa.bindparam("course"),
        _progress.c.module == sa.bindparam("module"),
        _progress.c.done_at.is_not(None),
    )
)
HOLD_ENROLMENT = (
    sa.select(_enrolment.c.id)
    .where(_enrolment.c.person_id == sa.bindparam("person_id"), _enrolment.c.course == sa.bindparam("course"))
    .with_for_update()
)
COMPLETED = sa.select(_completion.c.module, _completion.c.track).where(
    _completion.c.person_id == sa.bindparam("person_id"), _completion.c.course == sa.bindparam("course")
)


def _kept(build: Callable[[], Any]) -> Callable[[], Any]:
    """Answers what `build` made the first time on this kind of database."""
    made: dict[str, Any] = {}

    @wraps(build)
    def statement() -> Any:
        dialect = db.engine.dialect.name
        if dialect not in made:
            made[dialect] = build()
        return made[dialect]

    return statement


@_kept
def enrolment() -> Any:
    return (
        insert(_enrolment)
        .on_conflict_do_nothing(index_elements=["person_id", "course"])
        .returning(_enrolment.c.id)
    )


@_kept
def lesson_begun() -> Any:
    new = insert(_progress)
    return new.on_conflict_do_update(
        index_elements=_LESSON_KEY, set_={"step": new.excluded.step, "updated_at": new.excluded.updated_at}
    )


@_kept
def lesson_done() -> Any:
    new = insert(_progress)
    return new.on_conflict_do_update(
        index_elements=_LESSON_KEY,
        set_={
            "step": new.excluded.step,
            "updated_at": new.excluded.updated_at,
            "done_at": sa.func.coalesce(_progress.c.done_at, new.excluded.done_at),
        },
    )


@_kept
def standing() -> Any:
    """Adds facts to a standing and answers it as it then is; nothing once known is lost."""
    new = insert(_standing)
    first = {
        name: sa.func.coalesce(_standing.c[name], new.excluded[name])
        for name in FACTS
        if name != "best_score"
    }
    best = sa.case(
        (new.excluded.best_score > sa.func.coalesce(_standing.c.best_score, -1), new.excluded.best_score),
        else_=_standing.c.best_score,
    )
    return new.on_conflict_do_update(
        index_elements=_MODULE_KEY, set_={**first, "best_score": best}
    ).returning(
        _standing.c.id,
        _standing.c.lessons_done_at,
        _standing.c.quiz_passed_at,
        _standing.c.class_met_at,
        _standing.c.skills_met_at,
    )


@_kept
def completion() -> Any:
    return insert(_completion).on_conflict_do_nothing(index_elements=_MODULE_KEY).returning(_completion.c.id)
