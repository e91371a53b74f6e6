"""The lesson at an address as its reader sees it."""

from dataclasses import dataclass
from datetime import datetime

from lms.catalogue.content import Course, Lesson, Module
from lms.core.access import Asker
from lms.core.errors import Missing
from lms.learning.editions import held, local
from lms.learning.editions.offered import course_for
from lms.learning.editions.rules import Offer, version_for


@dataclass(frozen=True, slots=True)
class Reading:
    """`course` is the edition they read in; `offer` names a unit whose own version this is.

    `anew`: they began the module in another edition, which they do not finish on.
    """

    course: Course
    module: Module
    lesson: Lesson
    offer: Offer | None = None
    anew: bool = False

    @property
    def local(self) -> str | None:
        """The hash of the unit's own version; None for the course's own lesson."""
        return self.offer.hash if self.offer else None


def reading(asker: Asker, course_slug: str, module_slug: str, lesson_slug: str, now: datetime) -> Reading:
    """One look-up, and that only where the module was changed within a year or a unit has its own version.

    Raises:
        Missing: there is no such lesson, or it is for other people.
    """
    course = course_for(asker, course_slug)
    changes = held.changes_of(course_slug, module_slug, now)
    offers = local.offers_in(course_slug, now).get((module_slug, lesson_slug), ())
    if not changes and not offers:
        module, lesson = _found(course, module_slug, lesson_slug)
        return Reading(course, module, lesson)
    begun, opened = held.story(asker.person_id, course_slug, module_slug, lesson_slug)
    edition = held.edition_of(course, module_slug, begun, changes, now)
    module, lesson = _found(edition, module_slug, lesson_slug)
    offer = version_for(offers, asker.unit_path, opened, now)
    anew = begun.edition is not None and begun.edition != edition.edition and not begun.completed
    return Reading(edition, module, local.lesson_of(offer) if offer else lesson, offer, anew)


def _found(course: Course, module_slug: str, lesson_slug: str) -> tuple[Module, Lesson]:
    module = course.module(module_slug)
    lesson = module.lesson(lesson_slug) if module else None
    if module is None or lesson is None:
        raise Missing
    return module, lesson
