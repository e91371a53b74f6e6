"""The course format: what each file may hold. `docs/authoring.md` says the same to authors."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, Field(min_length=1, max_length=500)]
Day = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Language = Literal["vi", "en", "fr"]


class Part(BaseModel):
    """Strict: no field that is not named here, no number where a text belongs."""

    model_config = ConfigDict(strict=True, extra="forbid")


class Texts(Part):
    """One text in several languages. Which are required, the course says."""

    vi: Line
    en: Line | None = None
    fr: Line | None = None

    def by_language(self) -> dict[str, str]:
        return self.model_dump(exclude_none=True)


class QuizSettings(Part):
    """How the course's quizzes are run; what is left out, `content.Quizzing` says."""

    marking: Literal["exact", "partial"] | None = None
    minutes: Annotated[int, Field(ge=1, le=240)] | None = None
    grace_seconds: Annotated[int, Field(ge=0, le=600)] | None = None
    attempts: Annotated[int, Field(ge=1, le=20)] | None = None
    offline_days: Annotated[int, Field(ge=0, le=60)] | None = None


class CourseFile(Part):
    title: Texts
    summary: Texts
    languages: Annotated[list[Language], Field(min_length=1)]
    pass_mark: Annotated[int, Field(ge=1, le=100)]
    questions_per_quiz: Annotated[int, Field(ge=3, le=30)]
    minimum_attendance: Annotated[int, Field(ge=0, le=100)]
    quiz: QuizSettings | None = None
    modules: Annotated[list[Slug], Field(min_length=1)]


class Fact(Part):
    value: Texts
    source: Line
    checked: Day


class SkillEntry(Part):
    id: Slug
    lesson: Slug
    title: Texts
    required: bool


class ModuleFile(Part):
    title: Texts
    short: Texts
    summary: Texts
    competency: Annotated[int, Field(ge=1, le=5)]
    lessons: Annotated[list[Slug], Field(min_length=1)]
    skills: Annotated[list[SkillEntry], Field(min_length=1, max_length=12)]


class SourceEntry(Part):
    fact: Line
    source: Line
    checked: Day


class LessonHead(Part):
    title: Line
    minutes: Annotated[int, Field(ge=1, le=20)]
    goal: Line
    sources: list[SourceEntry] | None = None
    review: list[Line] | None = None
