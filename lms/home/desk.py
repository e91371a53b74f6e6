"""What lies on a person's first page: values put together from the features below."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lms.catalogue.content import Course, Module, Path
from lms.core.access import Asker
from lms.learning.editions import as_held
from lms.learning.progress import ModuleProgress, NextThing, Progress, next_thing
from lms.quizzes.queries.review import AtHome
from lms.quizzes.rules.placement import has_quick
from lms.quizzes.rules.review import SITTING

# In the order in which staff need them, each with its icon.
ICONS = {
    "people": "people",
    "classes": "building",
    "field": "offline",
    "keeping": "call",
    "papers": "calendar",
    "handouts": "print",
    "reports": "chart",
    "certificates": "award",
    "places": "house",
    "studio": "pen",
    "interop": "book",
    "quizzes": "check",
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
    """A course as its learner finds it: how far they are and what comes next (None: nothing is left).

    Its modules are those of the path they follow, else those the course requires.
    """

    course: Course
    progress: Progress
    coming: NextThing | None

    @property
    def is_begun(self) -> bool:
        return bool(self.progress.lessons or self.progress.standings)

    @property
    def modules(self) -> list[ModuleProgress]:
        return [self.progress.of(module) for module in self.progress.modules_in(self.course)]

    @property
    def path(self) -> Path | None:
        return self.progress.path_in(self.course)

    @property
    def paths_open(self) -> list[Path]:
        """Paths they neither follow nor have completed."""
        return [
            each
            for each in self.course.paths
            if each.id != self.progress.path and each.id not in self.progress.paths_completed
        ]

    def stands_before(self, module: Module) -> bool:
        """Whether this module's quiz is what comes next."""
        return (
            self.coming is not None and self.coming.lesson is None and self.coming.module.slug == module.slug
        )

    @property
    def state(self) -> Hashable:
        """Equal for two learners whose pages show the same of this course."""
        next_up = self.coming
        return (
            self.course.edition,
            self.course.differs,
            self.path and self.path.id,
            self.progress.coach_since is not None,
            self.is_begun,
            next_up
            and (next_up.module.slug, next_up.lesson and next_up.lesson.slug, next_up.step, next_up.begun),
            tuple(
                (
                    each.module.slug,
                    len(each.done),
                    each.begun,
                    each.waits_for_quiz,
                    each.standing.completed_by,
                )
                for each in self.modules
            ),
        )


def study(who: Asker, course: Course, progress: Progress | None, now: datetime) -> Study:
    progress = progress or Progress()
    course = as_held(who, course, progress, now)
    return Study(course, progress, next_thing(course, progress))


def waiting(studies: list[Study], found: AtHome) -> dict[str, Any]:
    """How many questions there are to repeat in one sitting, and how far the placement is ("new", "open",
    "ended") in the course on top while nothing of it was begun; None from then on. With them the course and
    module of a quiz that was left in the middle; None when there is none.
    """
    placement = None
    if studies and not studies[0].is_begun and has_quick(studies[0].course):
        placement = found.placements.get(studies[0].course.slug, "new")
    left = next(
        (
            (each.course, module)
            for each in studies
            for module in each.course.modules
            if (each.course.slug, module.slug) in found.quizzes
        ),
        None,
    )
    return {"to_repeat": min(found.due, SITTING), "placement": placement, "left_quiz": left}


def is_coach(studies: list[Study]) -> bool:
    """Whether this learner may call themselves a coach."""
    return any(each.progress.coach_since for each in studies)


def begun_first(studies: list[Study]) -> list[Study]:
    """The course to go on with first: one that was begun and is not finished."""
    return sorted(studies, key=lambda each: not (each.is_begun and each.coming))
