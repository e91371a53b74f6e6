"""One edition in another's place: which modules that changes, and whether everybody must see it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue.models import Edition, Replacement
from lms.core import audit
from lms.core.db import db

# What a course says once for the quizzes of all its modules.
_OF_ALL = ("pass_mark", "questions_per_quiz", "quiz")


def changed_modules(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The slugs of modules that are not the same in both, those of only one among them, in order."""
    old, new = ({each["slug"]: each for each in document["modules"]} for document in (before, after))
    every = dict.fromkeys([*old, *new])
    if any(before.get(name) != after.get(name) for name in _OF_ALL):
        return list(every)
    return [slug for slug in every if old.get(slug) != new.get(slug)]


def note(course: str, before: str, after: str, document: dict[str, Any], now: datetime) -> None:
    """Write down that `after`, with this document, takes the place of `before`."""
    former = db.session.scalar(sa.select(Edition.document).where(Edition.hash == before))
    changed = changed_modules(former, document) if former else []
    db.session.add(Replacement(course=course, before=before, after=after, at=now, changed=changed))
    db.session.flush()


def must_be_seen(course: str, by: int | None, now: datetime) -> None:
    """Let nobody finish on an edition older than the current one; nothing to do for the only one there was."""
    latest = db.session.scalar(
        sa.select(Replacement).where(Replacement.course == course).order_by(Replacement.id.desc()).limit(1)
    )
    if latest and not latest.urgent:
        latest.urgent = True
        db.session.flush()
        audit.record(by, audit.Deed.CHANGED, "course", course, now, urgent=latest.after)
