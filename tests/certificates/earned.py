"""Completing modules for real, so that certificates come about as they do in life."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue import shelf
from lms.certificates import queries
from lms.certificates.models import Certificate
from lms.core import clock
from lms.core.db import db
from lms.learning import actions

MODULES = ("thanh-toan", "an-toan")


def complete(world: Any, who: str, *modules: str, now: datetime | None = None) -> None:
    """Every lesson read and the quiz passed, module by module; commits."""
    course, now = shelf.course(world.course), now or clock.now()
    for module in modules or MODULES[:1]:
        for lesson in course.module_by_slug[module].lessons:
            actions.finish_lesson(world.people[who], course, module, lesson.slug, now)
        actions.note_quiz(world.people[who], course, module, 90, True, now)
    db.session.commit()


def earn(app: Any, world: Any, who: str = "hoa", *modules: str) -> str:
    """Complete, and answer the serial of the newest certificate."""
    with app.app_context():
        complete(world, who, *modules)
        return str(queries.certificates_of(world.people[who])[0].serial)


def how_many(app: Any) -> int:
    with app.app_context():
        return int(db.session.scalar(sa.select(sa.func.count()).select_from(Certificate)) or 0)
