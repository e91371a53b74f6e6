"""What lies on a person's first page: values put together from the features below."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from lms.catalogue.content import Course
from lms.learning.progress import ModuleProgress, NextThing, Progress, next_thing
from lms.quizzes.queries.review import AtHome
from lms.quizzes.rules.placement import has_quick
from lms.quizzes.rules.review import SITTING

# In the order in which staff need them, each with its icon.
ICONS = {
    "people": "people",
    "classes": "calendar",
    "reports": "chart",
    "certificates": "award",
    "places": "house",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the system that a role opens."""

    feature: str
    url: str
    label: Any

    @property
    def icon(self) -> str:
        return ICONS.get(self.feature, "book")

    def place(self) -> int:
        return list(ICONS).index(self.feature) if self.feature in ICONS else len(ICONS)


@dataclass(frozen=True, slots=True)
class Study:
    """A course as its learner finds it: how far they are and what comes next (None: nothing is left)."""

    course: Course
    progress: Progress
    coming: NextThing | None

    @property
    def is_begun(self) -> bool:
        return bool(self.progress.lessons or self.progress.standings)

    @property
    def modules(self) -> list[ModuleProgress]:
        return [self.progress.of(module) for module in self.course.modules]

    @property
    def state(self) -> Hashable:
        """Equal for two learners whose pages show the same of this course."""
        next_up = self.coming
        return (
            self.course.edition,
            self.is_begun,
            next_up
            and (next_up.module.slug, next_up.lesson and next_up.lesson.slug, next_up.step, next_up.begun),
            tuple((len(each.done), each.begun, each.standing.completed_by) for each in self.modules),
        )


def study(course: Course, progress: Progress | None) -> Study:
    progress = progress or Progress()
    return Study(course, progress, next_thing(course, progress))


def waiting(studies: list[Study], found: AtHome) -> dict[str, Any]:
    """How many questions there are to repeat in one sitting, and how far the placement is ("new", "open",
    "ended") in the course on top while nothing of it was begun; None from then on.
    """
    placement = None
    if studies and not studies[0].is_begun and has_quick(studies[0].course):
        placement = found.placements.get(studies[0].course.slug, "new")
    return {"to_repeat": min(found.due, SITTING), "placement": placement}


def begun_first(studies: list[Study]) -> list[Study]:
    """The course to go on with first: one that was begun and is not finished."""
    return sorted(studies, key=lambda each: not (each.is_begun and each.coming))
