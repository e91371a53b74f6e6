"""The statements of `actions`, built once: a step's POST and the last answer of a quiz must stay cheap."""

from typing import Any

import sqlalchemy as sa

from lms.core.db import insert
from lms.core.prepared import Inside, given
from lms.learning.models import Completion, Enrolment, LessonProgress, Standing

_enrolment: Any = Enrolment.__table__
_progress: Any = LessonProgress.__table__
_standing: Any = Standing.__table__
_completion: Any = Completion.__table__

_LESSON_KEY = ["person_id", "course", "module", "lesson"]
_MODULE_KEY = ["person_id", "course", "module"]
FACTS = ("quiz_passed_at", "best_score", "class_met_at", "skills_met_at")
_BEGUN = ("edition", "edition_at")
_THIS_COURSE: dict[str, Any] = {"person_id": sa.bindparam("person_id"), "course": sa.bindparam("course")}

STEP_ON = Inside(
    sa.update(_progress)
    .where(
        _progress.c.person_id == sa.bindparam("of_person"),
        _progress.c.course == sa.bindparam("of_course"),
        _progress.c.module == sa.bindparam("of_module"),
        _progress.c.lesson == sa.bindparam("of_lesson"),
    )
    .values(
        step=sa.bindparam("to_step"),
        updated_at=sa.bindparam("at", type_=_progress.c.updated_at.type),
        local=sa.bindparam("version", type_=_progress.c.local.type),
    )
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
HOLD_ENROLMENT = Inside(
    sa.select(_enrolment.c.id, _enrolment.c.path)
    .where(*(_enrolment.c[name] == value for name, value in _THIS_COURSE.items()))
    .with_for_update()
)
FOLLOW = Inside(
    sa.update(_enrolment)
    .where(_enrolment.c.id == sa.bindparam("enrolment_id"))
    .values(path=sa.bindparam("to_path", type_=_enrolment.c.path.type))
)
COMPLETED = Inside(
    sa.select(_completion.c.module, _completion.c.track, _completion.c.through).where(
        *(_completion.c[name] == value for name, value in _THIS_COURSE.items())
    )
)


def _enrolled() -> Any:
    return (
        insert(_enrolment)
        .values(given(_enrolment, "person_id", "course", "enrolled_at"))
        .on_conflict_do_nothing(index_elements=["person_id", "course"])
        .returning(_enrolment.c.id)
    )


def _lesson_begun() -> Any:
    new = insert(_progress).values(given(_progress, *_LESSON_KEY, "step", "updated_at", "local"))
    return new.on_conflict_do_update(
        index_elements=_LESSON_KEY,
        set_={name: new.excluded[name] for name in ("step", "updated_at", "local")},
    )


def _lesson_done() -> Any:
    new = insert(_progress).values(given(_progress, *_LESSON_KEY, "step", "updated_at", "done_at", "local"))
    return new.on_conflict_do_update(
        index_elements=_LESSON_KEY,
        set_={
            "step": new.excluded.step,
            "updated_at": new.excluded.updated_at,
            "local": new.excluded.local,
            "done_at": sa.func.coalesce(_progress.c.done_at, new.excluded.done_at),
            "skipped": sa.false(),
        },
    )


def _noted() -> Any:
    new = insert(_standing).values(given(_standing, *_MODULE_KEY, *FACTS, *_BEGUN))
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
        index_elements=_MODULE_KEY, set_={**first, "best_score": best, **_begun(new)}
    ).returning(
        _standing.c.id,
        _standing.c.lessons_done_at,
        _standing.c.quiz_passed_at,
        _standing.c.class_met_at,
        _standing.c.skills_met_at,
    )


def _begun(new: Any) -> dict[str, Any]:
    """The edition a module was begun with stays, unless one to move to is given."""
    moved_to = sa.bindparam("moved_to", type_=_standing.c.edition.type)
    return {
        "edition": sa.func.coalesce(moved_to, _standing.c.edition, new.excluded.edition),
        "edition_at": sa.func.coalesce(new.excluded.edition_at, _standing.c.edition_at),
    }


def _module_begun() -> Any:
    new = insert(_standing).values(given(_standing, *_MODULE_KEY, *_BEGUN))
    return new.on_conflict_do_update(index_elements=_MODULE_KEY, set_=_begun(new))


def _completed() -> Any:
    return (
        insert(_completion)
        .values(given(_completion, *_MODULE_KEY, "track", "edition", "completed_at", "through", "is_path"))
        .on_conflict_do_nothing(index_elements=_MODULE_KEY)
        .returning(_completion.c.id)
    )


ENROL = Inside(_enrolled)
LESSON_BEGUN = Inside(_lesson_begun)
LESSON_DONE = Inside(_lesson_done)
MODULE_BEGUN = Inside(_module_begun)
# Adds facts to a standing and answers it as it then is; nothing once known is lost.
NOTE = Inside(_noted)
COMPLETE = Inside(_completed)
