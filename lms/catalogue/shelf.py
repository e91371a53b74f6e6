"""The courses a process holds in memory, in their current editions, as frozen objects.

An edition never changes, so it is read from the database once per process. Which
edition is current is asked again every few seconds, so a publication reaches every
process on every machine without a restart.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import current_app

from lms.catalogue.content import Course
from lms.catalogue.documents import course_from
from lms.catalogue.models import CurrentEdition, Edition
from lms.core.errors import Missing
from lms.core.prepared import Glance
from lms.core.requests import itself

LOOK_AGAIN_AFTER = 10.0  # seconds
_CURRENT = Glance(sa.select(CurrentEdition.course, CurrentEdition.hash).order_by(CurrentEdition.course))
_DOCUMENT = Glance(sa.select(Edition.document).where(Edition.hash == sa.bindparam("hash")))


@dataclass(slots=True)
class _Shelf:
    looked_at: float = -LOOK_AGAIN_AFTER
    current: dict[str, str] = field(default_factory=dict)
    editions: dict[str, Course] = field(default_factory=dict)
    beside: dict[str, Any] = field(default_factory=dict)
    lasting: dict[str, Any] = field(default_factory=dict)


def _shelf() -> _Shelf:
    kept = itself(current_app).extensions
    shelf: _Shelf = kept.get("shelf") or kept.setdefault("shelf", _Shelf())
    if time.monotonic() - shelf.looked_at >= LOOK_AGAIN_AFTER:
        shelf.current = {row.course: row.hash for row in _CURRENT.rows()}
        shelf.looked_at = time.monotonic()
        shelf.beside = {}
    return shelf


def courses() -> list[Course]:
    """Every course in its current edition."""
    return [edition(current) for current in _shelf().current.values()]


def course(slug: str) -> Course:
    """The current edition of a course.

    Raises:
        Missing: when no such course is published.
    """
    current = _shelf().current.get(slug)
    if current is None:
        raise Missing
    return edition(current)


def edition(name: str) -> Course:
    """A course as it was published under this hash, current or not.

    Raises:
        Missing: when there is no such edition.
    """
    editions = _shelf().editions
    if name not in editions:
        found = _DOCUMENT.rows(hash=name)
        if not found:
            raise Missing
        editions[name] = course_from(found[0].document, name)
    return editions[name]


def beside(name: str, look: Callable[[], Any]) -> Any:
    """What `look` finds, remembered until the shelf looks again: small facts that go with the editions."""
    kept = _shelf().beside
    if name not in kept:
        kept[name] = look()
    return kept[name]


def lasting(name: str, make: Callable[[], Any]) -> Any:
    """What `make` makes the first time: a memory that may last as long as the editions in this process do."""
    kept = _shelf().lasting
    if name not in kept:
        kept[name] = make()
    return kept[name]


def forget_beside() -> None:
    """Look at such facts again at the next question: after changing one here."""
    _shelf().beside.clear()


def forget() -> None:
    """Look at the database again at the next question: after publishing here."""
    current_app.extensions.pop("shelf", None)
