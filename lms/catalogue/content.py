"""A published course in memory: frozen objects that every page reads and nobody changes.

Texts are `Text`: one string a language. A lesson's steps carry HTML drawn from
Markdown at publishing; no request ever parses Markdown. What can be asked stands
in `catalogue.questions`.
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lms.catalogue.questions import Question
from lms.catalogue.texts import Text


@dataclass(frozen=True, slots=True)
class Step:
    """`html` is safe: drawn by us from checked Markdown and cleaned.

    `speech` is what a voice says, `digest` by language what a recording of it is kept under;
    editions published before there was speech have none.
    """

    title: Text
    html: Text
    speech: Text | None = None
    digest: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sourced:
    """What a lesson says, where that is from, and the day (2026-11-21) it was last compared."""

    fact: str
    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """`poster` holds three lines a language; `frameworks` reads "DigComp 4.2", "DLGF 0.1"."""

    slug: str
    title: Text
    goal: Text
    minutes: int
    steps: tuple[Step, ...]
    loudspeaker: Text | None = None
    poster: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    frameworks: tuple[str, ...] = ()
    sources: tuple[Sourced, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """One turn of a coach's script: say this, stay silent for `wait` seconds, look for that."""

    say: Text
    look: Text
    wait: int


@dataclass(frozen=True, slots=True)
class Skill:
    id: str
    lesson: str
    title: Text
    required: bool
    coach: tuple[Prompt, ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """A competency; `competency` (1–5) gives its colour and icon.

    Completing it completes the module named by `instead_of`, too; an `extra` one is not needed for the course.
    """

    slug: str
    title: Text
    short: Text
    summary: Text
    competency: int
    lessons: tuple[Lesson, ...]
    skills: tuple[Skill, ...]
    questions: tuple[Question, ...]
    question_by_id: Mapping[str, Question] = field(repr=False, compare=False)
    instead_of: str | None = None
    extra: bool = False
    addressed_as: str | None = None  # in Vietnamese; None: bác

    @property
    def icon(self) -> str:
        return ("house", "bag", "qr", "shield", "building")[self.competency - 1]

    def lesson(self, slug: str) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)

    def skill(self, skill_id: str) -> Skill | None:
        return next((skill for skill in self.skills if skill.id == skill_id), None)

    def outcome_said(self, outcome: str, language: str) -> str:
        """What a question shows that one can do: mostly a skill of the module, else as the author wrote it."""
        skill = self.skill(outcome)
        return skill.title.in_(language) if skill else outcome

    def question(self, question_id: str) -> Question | None:
        return self.question_by_id.get(question_id)


class Marking(enum.StrEnum):
    """Whether an answer that is partly right counts in part. `quizzes.rules.marking` says how much."""

    EXACT = "exact"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Quizzing:
    """How a course's quizzes are run.

    No time limit and no attempt limit where these are None; `grace_seconds` are given to a
    slow network after the time is up; `offline_days` is how long an answer given without a
    network is taken later, 0 for not at all.
    """

    count: int
    marking: Marking = Marking.EXACT
    minutes: int | None = None
    grace_seconds: int = 60
    attempts: int | None = None
    offline_days: int = 0


@dataclass(frozen=True, slots=True)
class Path:
    """A programme of its own, made of the course's modules (slugs, in order)."""

    id: str
    title: Text
    summary: Text
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """One edition of a course; `edition` is its hash.

    As one person sees it, parts may be another edition's or a unit's own: `differs` names them
    (module, lesson or "", hash), and then it is for showing only.
    """

    slug: str
    edition: str
    title: Text
    summary: Text
    pass_mark: int
    quiz: Quizzing
    minimum_attendance: int
    modules: tuple[Module, ...]
    module_by_slug: Mapping[str, Module] = field(repr=False, compare=False)
    paths: tuple[Path, ...] = ()
    differs: tuple[tuple[str, str, str], ...] = ()

    @property
    def required(self) -> tuple[Module, ...]:
        """The modules that the course is complete with."""
        return tuple(module for module in self.modules if not (module.instead_of or module.extra))

    def path(self, path_id: str) -> Path | None:
        return next((path for path in self.paths if path.id == path_id), None)

    def module(self, slug: str) -> Module | None:
        return self.module_by_slug.get(slug)

    def lessons(self) -> Iterator[tuple[Module, Lesson]]:
        for module in self.modules:
            for lesson in module.lessons:
                yield module, lesson
