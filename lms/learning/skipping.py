"""Lessons that count as done without having been read, and taking that back."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue.content import Module
from lms.core.db import db, insert
from lms.learning.models import LessonProgress, Standing

_progress: Any = LessonProgress.__table__
_standing: Any = Standing.__table__
_SKIPPED = (
    _progress.c.person_id == sa.bindparam("of_person"),
    _progress.c.course == sa.bindparam("of_course"),
    _progress.c.skipped,
)
_NOT_ALL_DONE = (
    sa.update(_standing)
    .where(
        _standing.c.person_id == sa.bindparam("of_person"),
        _standing.c.course == sa.bindparam("of_course"),
        _standing.c.module.in_(sa.select(_progress.c.module).where(*_SKIPPED)),
    )
    .values(lessons_done_at=None)
)
# A lesson that was never begun leaves no trace; one that was is resumed where it was left.
_NEVER_BEGUN = sa.delete(_progress).where(*_SKIPPED, _progress.c.step == 1)
# A module of which nothing is left was not begun: it is met in the current edition.
_NOT_BEGUN = (
    sa.update(_standing)
    .where(
        _standing.c.person_id == sa.bindparam("of_person"),
        _standing.c.course == sa.bindparam("of_course"),
        _standing.c.best_score.is_(None),
        ~sa.exists().where(
            _progress.c.person_id == _standing.c.person_id,
            _progress.c.course == _standing.c.course,
            _progress.c.module == _standing.c.module,
        ),
    )
    .values(edition=None, edition_at=None)
)
_LEFT_HALFWAY = sa.update(_progress).where(*_SKIPPED).values(done_at=None, skipped=False)


def _skip() -> Any:
    new = insert(_progress)
    done_before = _progress.c.done_at.is_not(None)
    return new.on_conflict_do_update(
        index_elements=["person_id", "course", "module", "lesson"],
        set_={
            "done_at": sa.func.coalesce(_progress.c.done_at, new.excluded.done_at),
            "skipped": sa.case((done_before, _progress.c.skipped), else_=new.excluded.skipped),
        },
    )


def skip(person_id: int, course: str, module: Module, now: datetime) -> None:
    """Note every lesson of a module as done that was not."""
    place = {"person_id": person_id, "course": course, "module": module.slug}
    db.session.execute(
        _skip(),
        [
            {**place, "lesson": lesson.slug, "step": 1, "updated_at": now, "done_at": now, "skipped": True}
            for lesson in module.lessons
        ],
    )


def show_again(person_id: int, course: str) -> None:
    """Note the lessons skipped in a course as not done."""
    of = {"of_person": person_id, "of_course": course}
    for statement in (_NOT_ALL_DONE, _NEVER_BEGUN, _LEFT_HALFWAY, _NOT_BEGUN):
        db.session.execute(statement, of)
