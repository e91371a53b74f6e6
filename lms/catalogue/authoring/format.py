"""The course format: what each file may hold. The tables of `docs/authoring.md` are written from here."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, Field(min_length=1, max_length=500)]
Day = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Language = Literal["vi", "en", "fr"]

# The 21 competences of the Digital Competence Framework for Citizens (DigComp 2.2, 2022).
DIGCOMP = tuple(
    f"{area}.{n}" for area, last in ((1, 3), (2, 6), (3, 4), (4, 4), (5, 4)) for n in range(1, last + 1)
)
# UNESCO's Digital Literacy Global Framework (2018) takes these over and adds devices and career.
DLGF = ("0.1", "0.2", *DIGCOMP, "6.1", "6.2")


def _digcomp(code: str) -> str:
    if code not in DIGCOMP:
        raise ValueError(f"DigComp has no “{code}”; there are {', '.join(DIGCOMP)}")
    return code


def _dlgf(code: str) -> str:
    if code not in DLGF:
        raise ValueError(f"DLGF has no “{code}”; there are {', '.join(DLGF)}")
    return code


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

    marking: Literal["exact", "partial"] | None = Field(
        None, description="whether an answer that is partly right counts in part"
    )
    minutes: Annotated[int, Field(ge=1, le=240)] | None = Field(None, description="time for one attempt")
    grace_seconds: Annotated[int, Field(ge=0, le=600)] | None = Field(
        None, description="what a slow network gets after that; only together with minutes"
    )
    attempts: Annotated[int, Field(ge=1, le=20)] | None = Field(
        None, description="how often one person may take a quiz"
    )
    offline_days: Annotated[int, Field(ge=0, le=60)] | None = Field(
        None, description="days that an answer given without a network is taken later"
    )


class PathEntry(Part):
    id: Slug = Field(description="its name in addresses and progress; not the name of a module")
    title: Texts = Field(description="the name learners read")
    summary: Texts = Field(description="one sentence: who it is for, what they can do afterwards")
    modules: Annotated[list[Slug], Field(min_length=1)] = Field(
        description="modules of this course, in order"
    )


class CourseFile(Part):
    title: Texts = Field(description="the name of the course")
    summary: Texts = Field(description="one or two sentences on what it is for")
    languages: Annotated[list[Language], Field(min_length=1)] = Field(
        description="every text stands in all of these; “vi” must be among them"
    )
    pass_mark: Annotated[int, Field(ge=1, le=100)] = Field(description="per cent of a quiz")
    questions_per_quiz: Annotated[int, Field(ge=3, le=30)] = Field(
        description="drawn from the bank; every bank holds at least as many"
    )
    minimum_attendance: Annotated[int, Field(ge=0, le=100)] = Field(
        description="per cent of planned meetings, for the class track"
    )
    quiz: QuizSettings | None = Field(None, description="how quizzes are run")
    modules: Annotated[list[Slug], Field(min_length=1)] = Field(description="the module folders, in order")
    paths: Annotated[list[PathEntry], Field(max_length=10)] = Field(
        [], description="programmes of their own, made of this course's modules"
    )


class Spoken(Part):
    """How a voice says a value, in the languages where it would get it wrong."""

    vi: Line | None = Field(None, description="how a voice says it in Vietnamese")
    en: Line | None = Field(None, description="in English")
    fr: Line | None = Field(None, description="in French")


class Fact(Part):
    value: Texts = Field(description="what is inserted for {fact:…}")
    spoken: Spoken | None = Field(None, description="how a voice says it, in any of the languages")
    source: Line = Field(description="where it says so")
    checked: Day = Field(description="the day somebody last compared it with the source")


class PromptEntry(Part):
    say: Texts = Field(description="what the coach says, word for word: one thing")
    look: Texts = Field(description="what to look for before going on")
    wait: Annotated[int, Field(ge=0, le=60)] = Field(10, description="seconds to stay silent")


class SkillEntry(Part):
    id: Slug = Field(description="its name in records; unique in the course")
    lesson: Slug = Field(description="the lesson it belongs to")
    title: Texts = Field(description="what a person does, seen by a trainer")
    required: bool = Field(description="the class track needs it at level 2 or 3")
    coach: Annotated[list[PromptEntry], Field(min_length=2, max_length=6)] = Field(
        description="the coach's script"
    )


class ModuleFile(Part):
    title: Texts = Field(description="the name of the module")
    short: Texts = Field(description="for the head of a table column")
    summary: Texts = Field(description="one sentence: what a person can do afterwards")
    competency: Annotated[int, Field(ge=1, le=5)] = Field(description="colour and picture")
    instead_of: Slug | None = Field(
        None, description="completing this module completes that one too; not together with extra"
    )
    extra: bool = Field(False, description="true: the course is complete without it")
    addressed_as: Literal["anh/chị", "cô/chú", "bạn", "em"] | None = Field(
        None, description="how Vietnamese pages call its readers; bác when left out"
    )
    lessons: Annotated[list[Slug], Field(min_length=1)] = Field(description="in order")
    skills: Annotated[list[SkillEntry], Field(min_length=1, max_length=12)] = Field(
        description="what a trainer looks for; every lesson has one"
    )


class SourceEntry(Part):
    fact: Line = Field(description="what the lesson says")
    source: Line = Field(description="where it says so")
    checked: Day = Field(description="the day somebody last compared the two")


class Frameworks(Part):
    digcomp: list[Annotated[str, AfterValidator(_digcomp)]] = Field(
        description="DigComp's competences, 1.1 to 5.4"
    )
    dlgf: list[Annotated[str, AfterValidator(_dlgf)]] = Field(
        description="DLGF's: the same, 0.1, 0.2 (devices and software), 6.1, 6.2 (career)"
    )


PosterLine = Annotated[str, Field(min_length=1, max_length=60)]


class LessonHead(Part):
    title: Line = Field(description="the name of the lesson")
    minutes: Annotated[int, Field(ge=1, le=20)] = Field(description="how long it takes")
    goal: Line = Field(description="one sentence: what a person can do afterwards")
    loudspeaker: Annotated[str, Field(min_length=1, max_length=900)] = Field(
        description="read out by the village loudspeaker in 30 seconds"
    )
    poster: Annotated[list[PosterLine], Field(min_length=3, max_length=3)] = Field(
        description="exactly three short lines for an A4 poster"
    )
    sources: list[SourceEntry] | None = Field(
        None, description="Vietnamese file only, required there: where each fact is from"
    )
    review: list[Line] | None = Field(
        None, description="Vietnamese file only, required there: what somebody should still look up"
    )
    frameworks: Frameworks | None = Field(
        None, description="Vietnamese file only, required there: which competences it teaches"
    )
