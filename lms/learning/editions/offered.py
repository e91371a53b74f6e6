"""Which courses are for whom: one with a home is for that unit and all below, every other for everybody."""

from collections.abc import Iterable

import sqlalchemy as sa

from lms.catalogue import shelf
from lms.catalogue.content import Course
from lms.core.access import Asker
from lms.core.errors import Missing
from lms.core.prepared import Glance
from lms.learning.models import OfferedCourse
from lms.places.models import Unit

_HOMES = Glance(sa.select(OfferedCourse.course, Unit.path).join(Unit, Unit.id == OfferedCourse.unit_id))


def _homes() -> dict[str, str]:
    """Course to the path of its unit, for those that have one; asked as often as which editions are current."""
    found: dict[str, str] = shelf.beside(
        "offered courses", lambda: {row.course: row.path for row in _HOMES.rows()}
    )
    return found


def _learns(asker: Asker | None, home: str) -> bool:
    """Whether somebody lives or serves in this unit or below it."""
    if asker is None:
        return False
    return any(path.startswith(home) for path in (asker.unit_path, *_served(asker)))


def _answers(asker: Asker | None, home: str) -> bool:
    """Whether somebody learns it or serves above: who answers for a unit sees what is taught there."""
    return asker is not None and (
        _learns(asker, home) or any(home.startswith(path) for path in _served(asker))
    )


def _served(asker: Asker) -> Iterable[str]:
    return (grant.unit_path for grant in asker.grants)


def courses_for(asker: Asker | None) -> list[Course]:
    """What somebody may learn, each course in its current edition; a visitor (None): what is for everybody."""
    homes = _homes()
    return [each for each in shelf.courses() if each.slug not in homes or _learns(asker, homes[each.slug])]


def courses_in_charge(asker: Asker) -> list[Course]:
    """What staff plan, print and count: what they may learn, and what is taught below them."""
    homes = _homes()
    return [each for each in shelf.courses() if each.slug not in homes or _answers(asker, homes[each.slug])]


def course_for(asker: Asker | None, slug: str) -> Course:
    """The current edition of the course of this name.

    Raises:
        Missing: there is none, or it is for other people. Staff above its unit may look.
    """
    homes = _homes()
    if slug in homes and not _answers(asker, homes[slug]):
        raise Missing
    return shelf.course(slug)
