"""How far a person is in a course: values that pages read, computed without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lms.catalogue.content import Course, Lesson, Module, Path
from lms.learning import rules
from lms.learning.models import Track


@dataclass(frozen=True, slots=True)
class LessonAt:
    """The step to resume a lesson at, and whether it was done once, by reading it or (`skipped`) without.

    `local` names the unit's own version that was read; None for the course's lesson.
    """

    step: int
    done: bool
    updated_at: datetime
    skipped: bool = False
    local: str | None = None


@dataclass(frozen=True, slots=True)
class Stood:
    """What is noted for a module; `completed_by` is None until it is complete.

    `through` names the module that stood for it, where it was not completed itself.
    `edition` is the one it was begun with, settled last at `edition_at`.
    """

    quiz_passed: bool = False
    best_score: int | None = None
    class_met: bool = False
    skills_noted: bool = False
    completed_by: Track | None = None
    completed_at: datetime | None = None
    through: str | None = None
    edition: str | None = None
    edition_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """One person in one course; empty for somebody who has not begun.

    `path` is the programme they follow, None for the course itself; `paths_completed`
    says when each path was completed.
    """

    lessons: Mapping[tuple[str, str], LessonAt] = field(default_factory=dict)
    standings: Mapping[str, Stood] = field(default_factory=dict)
    course_completed_at: datetime | None = None
    path: str | None = None
    paths_completed: Mapping[str, datetime] = field(default_factory=dict)

    def path_in(self, course: Course) -> Path | None:
        """The path they follow; None for the course itself, or where this edition has no such path."""
        return course.path(self.path) if self.path else None

    def modules_in(self, course: Course) -> list[Module]:
        """What they learn: the modules of their path, or those the course requires.

        Of two modules that stand for each other, the one they took.
        """
        modules = list(rules.programme(course, self.path))
        if self.path_in(course):
            return modules
        return [self._as_taken(course, module) for module in modules]

    def _as_taken(self, course: Course, module: Module) -> Module:
        stood = self.standings.get(module.slug) or Stood()
        if stood.through:
            return course.module(stood.through) or module
        if stood.completed_by or self.has_begun(module):
            return module
        others = rules.standing_for(course, module)
        return next((each for each in others if self.has_begun(each)), module)

    def has_begun(self, module: Module) -> bool:
        return any((module.slug, lesson.slug) in self.lessons for lesson in module.lessons)

    def completed_at(self, course: Course) -> datetime | None:
        """When what they follow was completed, the path or else the course; None while it is not."""
        path = self.path_in(course)
        return self.paths_completed.get(path.id) if path else self.course_completed_at

    @property
    def coach_since(self) -> datetime | None:
        """When they became a coach; None for everybody else."""
        return self.paths_completed.get(rules.COACH)

    def lesson(self, module: Module, lesson: Lesson) -> LessonAt | None:
        return self.lessons.get((module.slug, lesson.slug))

    def is_done(self, module: Module, lesson: Lesson) -> bool:
        at = self.lesson(module, lesson)
        return at is not None and at.done

    @property
    def skips(self) -> bool:
        """Whether lessons count as done that were not read."""
        return any(at.skipped for at in self.lessons.values())

    def of(self, module: Module) -> "ModuleProgress":
        return ModuleProgress(module, self)


class ModuleProgress:
    """One module as a page shows it."""

    def __init__(self, module: Module, progress: Progress) -> None:
        self.module = module
        self.standing = progress.standings.get(module.slug) or Stood()
        self.done = {lesson.slug for lesson in module.lessons if progress.is_done(module, lesson)}
        self.skipped = {
            lesson.slug
            for lesson in module.lessons
            if (at := progress.lesson(module, lesson)) is not None and at.skipped
        }
        self.begun = progress.has_begun(module)

    @property
    def shown(self) -> rules.Shown:
        required = any(skill.required for skill in self.module.skills)
        return rules.Shown(
            lessons=len(self.module.lessons),
            lessons_done=len(self.done),
            quiz_passed=self.standing.quiz_passed,
            class_met=self.standing.class_met,
            skills_met=rules.skills_are_met(required, self.standing.skills_noted),
        )

    @property
    def waits_for_quiz(self) -> bool:
        """Whether everything is read and the quiz not yet passed: a full ring alone would look like the end."""
        return len(self.done) == len(self.module.lessons) > 0 and not self.standing.quiz_passed

    @property
    def per_cent(self) -> int:
        """The share of lessons done; 100 once the module is complete, by whichever track."""
        if self.standing.completed_by or not self.module.lessons:
            return 100 if self.standing.completed_by else 0
        return 100 * len(self.done) // len(self.module.lessons)

    @property
    def missing_alone(self) -> list[Any]:
        return rules.missing_for_module(self.shown, Track.SELF_STUDY)

    @property
    def missing_in_class(self) -> list[Any]:
        return rules.missing_for_module(self.shown, Track.CLASS)

    @property
    def next_lesson(self) -> Lesson | None:
        """The first lesson not done, in the module's order; None when all are."""
        return next((lesson for lesson in self.module.lessons if lesson.slug not in self.done), None)


@dataclass(frozen=True, slots=True)
class NextThing:
    """What to do next: a lesson at a step, or with `lesson` None the module's quiz."""

    module: Module
    lesson: Lesson | None
    step: int = 1
    begun: bool = False

    @property
    def minutes_left(self) -> int:
        if self.lesson is None:
            return 0
        steps = len(self.lesson.steps)
        return max(1, round(self.lesson.minutes * (steps - self.step + 1) / steps))


def resume_step(at: LessonAt | None, lesson: Lesson) -> int:
    """Where to open a lesson; a new edition may have fewer steps than the one last read."""
    return min(max(at.step, 1), len(lesson.steps)) if at else 1


def next_thing(course: Course, progress: Progress, first: Module | None = None) -> NextThing | None:
    """What this person does next; None when nothing is left.

    Only what they follow counts: their path, or the modules the course requires. A lesson
    left in the middle comes before others, the latest first. `first` names a module to
    finish before looking elsewhere.
    """
    modules = progress.modules_in(course)
    halfway = [
        (at.updated_at, module, lesson)
        for module in ([first] if first else modules)
        for lesson in module.lessons
        if (at := progress.lesson(module, lesson)) is not None and not at.done
    ]
    if halfway:
        _, module, lesson = max(halfway, key=lambda each: each[0])
        return _open(module, lesson, progress)
    for module in [first, *(each for each in modules if each is not first)] if first else modules:
        so_far = progress.of(module)
        if so_far.standing.completed_by and module is not first:
            continue
        if lesson_left := so_far.next_lesson:
            return _open(module, lesson_left, progress)
        if not so_far.standing.quiz_passed:
            return NextThing(module, None)
    return None


def _open(module: Module, lesson: Lesson, progress: Progress) -> NextThing:
    at = progress.lesson(module, lesson)
    return NextThing(module, lesson, resume_step(at, lesson), begun=at is not None)
