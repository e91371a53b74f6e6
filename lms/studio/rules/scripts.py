"""What is read aloud of a lesson, and how far the recording of a course is."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.catalogue.content import Course, Lesson, Module


@dataclass(frozen=True, slots=True)
class Line:
    """One step's words for a voice, and what a recording of them is kept under."""

    number: int
    title: str
    words: str
    digest: str


@dataclass(frozen=True, slots=True)
class Far:
    """So many of so many steps are recorded."""

    recorded: int
    steps: int


def lines_of(lesson: Lesson, language: str) -> list[Line]:
    """The steps of a lesson that have words in this language."""
    return [
        Line(number, step.title.in_(language), step.speech.by_language[language], step.digest[language])
        for number, step in enumerate(lesson.steps, start=1)
        if step.speech and language in step.speech.by_language and language in step.digest
    ]


def languages_of(course: Course) -> list[str]:
    """The languages in which any step can be read aloud, Vietnamese first."""
    spoken = {code for _module, lesson in course.lessons() for step in lesson.steps for code in step.digest}
    return sorted(spoken, key=lambda code: ("vi", "en", "fr").index(code))


def how_far(lessons: tuple[Lesson, ...], language: str, recorded: Mapping[str, set[str]]) -> Far:
    digests = [line.digest for lesson in lessons for line in lines_of(lesson, language)]
    return Far(sum(digest in recorded.get(language, ()) for digest in digests), len(digests))


def lacking(lesson: Lesson, language: str, recorded: Mapping[str, set[str]]) -> list[int]:
    """The steps that nobody has recorded in this language."""
    return [
        line.number for line in lines_of(lesson, language) if line.digest not in recorded.get(language, ())
    ]


def lesson_at(course: Course, module_slug: str, lesson_slug: str) -> tuple[Module, Lesson] | None:
    module = course.module(module_slug)
    lesson = module.lesson(lesson_slug) if module else None
    return (module, lesson) if module and lesson else None
