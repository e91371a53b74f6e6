"""A module: its own file, its lessons, its skills, its questions."""

from pathlib import Path
from typing import Any

from lms.catalogue.authoring import yaml
from lms.catalogue.authoring.figures import check_figures
from lms.catalogue.authoring.format import CourseFile, ModuleFile, PromptEntry
from lms.catalogue.authoring.lessons import read_lesson
from lms.catalogue.authoring.pictures import FOLDER, Pictures, pictures_named, read_pictures
from lms.catalogue.authoring.questions import read_questions
from lms.catalogue.authoring.shapes import shaped
from lms.catalogue.authoring.sources import Desk, Source
from lms.catalogue.authoring.wording import Facts, check_addresses, check_languages, check_text, texts_in


def read_module(desk: Desk, folder: Path, course: CourseFile, facts: Facts) -> dict[str, Any] | None:
    """The module as the published document holds it; None when its own file cannot be read."""
    source = read_yaml(desk, folder / "module.yaml", facts, list(course.languages))
    module = shaped(source, ModuleFile) if source else None
    if source and module:
        _check_module(source, module, folder, course, facts)
    slugs = list(module.lessons) if module else sorted(path.name[:-6] for path in folder.glob("*.vi.md"))
    pictures = read_pictures(desk, folder)
    lessons = [read_lesson(desk, folder, slug, list(course.languages), facts, pictures) for slug in slugs]
    bank = _questions(desk, folder, course, slugs, facts, pictures)
    pictures.check_unused(desk)
    if module is None:
        return None  # its lessons and questions were looked at all the same
    if source:
        desk.modules[folder.name] = source
    drawn = {
        "slug": folder.name,
        "title": module.title.by_language(),
        "short": module.short.by_language(),
        "summary": module.summary.by_language(),
        "competency": module.competency,
        "lessons": [lesson for lesson in lessons if lesson is not None],
        "skills": [
            {
                "id": each.id,
                "lesson": each.lesson,
                "title": each.title.by_language(),
                "required": each.required,
                "coach": [_drawn_prompt(prompt, facts) for prompt in each.coach],
            }
            for each in module.skills
        ],
        "questions": bank,
    }
    if module.instead_of:
        drawn["instead_of"] = module.instead_of
    if module.extra:
        drawn["extra"] = True
    if module.addressed_as:
        drawn["addressed_as"] = module.addressed_as
    return drawn


def _drawn_prompt(prompt: PromptEntry, facts: Facts) -> dict[str, Any]:
    """A turn of the coach's script with the facts in it filled in."""
    texts = {"say": prompt.say.by_language(), "look": prompt.look.by_language()}
    filled = {
        name: {language: facts.insert(words, language) for language, words in each.items()}
        for name, each in texts.items()
    }
    return {**filled, "wait": prompt.wait}


def read_yaml(desk: Desk, path: Path, facts: Facts, languages: list[str]) -> Source | None:
    """A YAML file with its texts checked; None when it is absent or cannot be read."""
    opened = desk.open(path)
    if opened is None:
        return None
    source, text = opened
    if not yaml.parse(source, text):
        return None
    for place, words in texts_in(source.value):
        check_text(source, words, facts, place)
    check_languages(source, languages)
    check_figures(source, facts)
    return source


def _questions(
    desk: Desk, folder: Path, course: CourseFile, lessons: list[str], facts: Facts, pictures: Pictures
) -> list[dict[str, Any]]:
    languages: list[str] = list(course.languages)
    source = read_yaml(desk, folder / "questions.yaml", facts, languages)
    if source is None:
        return []
    pictures.used |= pictures_named(source.value)
    drawn = read_questions(source, lessons, languages, facts, pictures.by_file)
    _check_unique(
        source,
        [(number, each.get("id")) for number, each in enumerate(source.value) if isinstance(each, dict)],
        (),
    )
    if len(drawn) < course.questions_per_quiz:
        source.complain(
            f"a quiz draws {course.questions_per_quiz} questions; there are only {len(drawn)} here", line=1
        )
    for slug in lessons:
        if not any(each["lesson"] == slug for each in drawn):
            source.complain(f"no question is about the lesson “{slug}”", line=1)
    return drawn


def _check_module(source: Source, module: ModuleFile, folder: Path, course: CourseFile, facts: Facts) -> None:
    for place, words in texts_in(source.value):
        check_addresses(source, words, facts, place)
    _check_skills(source, module)
    _check_strays(source, folder, module, course)


def _check_skills(source: Source, module: ModuleFile) -> None:
    _check_unique(source, list(enumerate(skill.id for skill in module.skills)), ("skills",))
    for number, slug in enumerate(module.lessons):
        if slug in module.lessons[:number]:
            source.complain(f"the lesson “{slug}” stands here twice", ("lessons", number))
    for number, skill in enumerate(module.skills):
        if skill.lesson not in module.lessons:
            source.complain(f"this module has no lesson “{skill.lesson}”", ("skills", number, "lesson"))
    for number, slug in enumerate(module.lessons):
        if not any(skill.lesson == slug for skill in module.skills):
            source.complain(
                f"no skill belongs to the lesson “{slug}”: every lesson has one", ("lessons", number)
            )
    if module.instead_of and module.extra:
        source.complain("a module is either extra or instead_of another, not both", ("extra",))
    if not any(skill.required for skill in module.skills):
        source.complain("at least one skill is required: true", ("skills",))


def _check_unique(source: Source, ids: list[tuple[int, Any]], around: tuple[str, ...]) -> None:
    first: dict[Any, int] = {}
    for number, name in ids:
        if name in first:
            line = source.line_of((*around, first[name], "id"))
            source.complain(f"the id “{name}” is taken (line {line})", (*around, number, "id"))
        first.setdefault(name, number)


def _check_strays(source: Source, folder: Path, module: ModuleFile, course: CourseFile) -> None:
    """A file nobody shows is a lesson somebody forgot to list, or a name with a slip in it."""
    expected = {f"{slug}.{language}.md" for slug in module.lessons for language in course.languages}
    expected |= {"module.yaml", "questions.yaml"}
    for path in sorted(folder.iterdir()):
        known = path.name in expected or (path.name == FOLDER and path.is_dir())
        if not known and not path.name.startswith("."):
            source.complain(f"the file “{path.name}” belongs to no lesson listed here", ("lessons",))
