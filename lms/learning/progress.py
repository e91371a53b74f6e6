"""How far a person is in a course: values that pages read, computed without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lms.catalogue.content import Course, Lesson, Module
from lms.learning import rules
from lms.learning.models import Track


@dataclass(frozen=True, slots=True)
class LessonAt:
    """The step to resume a lesson at, and whether it was done once, by reading it or (`skipped`) without."""

    step: int
    done: bool
    updated_at: datetime
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Stood:
    """What is noted for a module; `completed_by` is None until it is complete."""

    quiz_passed: bool = False
    best_score: int | None = None
    class_met: bool = False
    skills_noted: bool = False
    completed_by: Track | None = None
    completed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """One person in one course; empty for somebody who has not begun."""

    lessons: Mapping[tuple[str, str], LessonAt] = field(default_factory=dict)
    standings: Mapping[str, Stood] = field(default_factory=dict)
    course_completed_at: datetime | None = None

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
        self.begun = any((module.slug, lesson.slug) in progress.lessons for lesson in module.lessons)

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

    A lesson left in the middle comes before others, the latest first. `first`
    names a module to finish before looking elsewhere.
    """
    halfway = [
        (at.updated_at, module, lesson)
        for module, lesson in course.lessons()
        if (first is None or module is first)
        and (at := progress.lesson(module, lesson)) is not None
        and not at.done
    ]
    if halfway:
        _, module, lesson = max(halfway, key=lambda each: each[0])
        return _open(module, lesson, progress)
    modules = sorted(course.modules, key=lambda module: module is not first)
    for module in modules:
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
