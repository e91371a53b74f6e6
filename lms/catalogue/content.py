"""A published course in memory: frozen objects that every page reads and nobody changes.

Texts are `Text`: one string a language. A lesson's steps carry HTML drawn from
Markdown at publishing; no request ever parses Markdown. `Question.right` is the
answer key: only `quizzes` may look at it, and only after an answer is given.
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """One text in several languages."""

    by_language: Mapping[str, str]

    def in_(self, language: str) -> str:
        """The text in this language, else English for a reader of French, else Vietnamese."""
        texts = self.by_language
        return texts.get(language) or (texts.get("en") if language == "fr" else None) or texts["vi"]

    def language_for(self, language: str) -> str:
        """Which language `in_` answers in, for the `lang` attribute."""
        texts = self.by_language
        return language if language in texts else "en" if language == "fr" and "en" in texts else "vi"


class QuestionKind(enum.StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "truefalse"


@dataclass(frozen=True, slots=True)
class Choice:
    """`because` explains a wrong choice; empty on right ones."""

    text: Text
    because: Text | None


@dataclass(frozen=True, slots=True)
class Question:
    """`right` holds the numbers (from 0) of the right choices. True/false: choice 0 is true, 1 is false."""

    id: str
    kind: QuestionKind
    lesson: str
    difficulty: int
    ask: Text
    choices: tuple[Choice, ...]
    right: frozenset[int]
    because: Text


@dataclass(frozen=True, slots=True)
class Step:
    """`html` is safe: drawn by us from checked Markdown and cleaned."""

    title: Text
    html: Text


@dataclass(frozen=True, slots=True)
class Lesson:
    slug: str
    title: Text
    goal: Text
    minutes: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Skill:
    id: str
    lesson: str
    title: Text
    required: bool


@dataclass(frozen=True, slots=True)
class Module:
    """A competency; `competency` (1–5) gives its colour and icon."""

    slug: str
    title: Text
    short: Text
    summary: Text
    competency: int
    lessons: tuple[Lesson, ...]
    skills: tuple[Skill, ...]
    questions: tuple[Question, ...]

    @property
    def icon(self) -> str:
        return ("house", "bag", "qr", "shield", "building")[self.competency - 1]

    def lesson(self, slug: str) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)

    def question(self, question_id: str) -> Question | None:
        return next((question for question in self.questions if question.id == question_id), None)


@dataclass(frozen=True, slots=True)
class Course:
    """One edition of a course; `edition` is its hash."""

    slug: str
    edition: str
    title: Text
    summary: Text
    pass_mark: int
    questions_per_quiz: int
    minimum_attendance: int
    modules: tuple[Module, ...]
    module_by_slug: Mapping[str, Module] = field(repr=False, compare=False)

    def module(self, slug: str) -> Module | None:
        return self.module_by_slug.get(slug)

    def lessons(self) -> Iterator[tuple[Module, Lesson]]:
        for module in self.modules:
            for lesson in module.lessons:
                yield module, lesson
