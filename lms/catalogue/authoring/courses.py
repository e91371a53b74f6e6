"""A whole course: read, checked and drawn in one pass, with everything that is wrong at once."""

from pathlib import Path
from typing import Any

from lms.catalogue.authoring.format import CourseFile, Fact
from lms.catalogue.authoring.modules import read_module, read_yaml
from lms.catalogue.authoring.shapes import shaped
from lms.catalogue.authoring.sources import Desk, Note, Source
from lms.catalogue.authoring.wording import Facts, check_addresses, check_languages, texts_in
from lms.catalogue.problems import BadCourse, Problem


def course_folders(path: Path) -> list[Path]:
    """The course at this path, or the courses in it.

    Raises:
        BadCourse: there is none.
    """
    if (path / "course.yaml").is_file():
        return [path]
    found = sorted(child.parent for child in path.glob("*/course.yaml")) if path.is_dir() else []
    if not found:
        raise BadCourse(
            [Problem(str(path), 0, "", "there is no course here: a course is a folder with a course.yaml")]
        )
    return found


def read_courses(path: Path) -> list[dict[str, Any]]:
    """The documents of every course at or in this path.

    Raises:
        BadCourse: with the problems of all of them.
    """
    return read_all(path)[0]


def read_all(path: Path) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """The documents of every course at or in this path, and the pictures they speak of by name.

    Raises:
        BadCourse: with the problems of all of them.
    """
    documents: list[dict[str, Any]] = []
    pictures: dict[str, bytes] = {}
    problems: list[Problem] = []
    for folder in course_folders(path):
        try:
            document, drawn = read_whole(folder)
        except BadCourse as bad:
            problems += bad.problems
            continue
        documents.append(document)
        pictures |= drawn
    if problems:
        raise BadCourse(problems)
    return documents, pictures


def read_course(folder: Path) -> dict[str, Any]:
    """The course in this folder as a document that can be published.

    Raises:
        BadCourse: with every problem found.
    """
    return read_whole(folder)[0]


def read_whole(folder: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The course's document, and its pictures by the names the document calls them.

    Raises:
        BadCourse: with every problem found.
    """
    document, desk = look_through(folder)
    if desk.problems:
        raise BadCourse(desk.problems)
    return document, desk.pictures


def look_through(folder: Path) -> tuple[dict[str, Any], Desk]:
    """The course's document, empty when anything is wrong, and the desk with all that was found."""
    desk = Desk(folder.resolve())
    course = _course_file(desk)
    facts, fact_source = _facts(desk, list(course.languages))
    modules = [
        read_module(desk, desk.root / slug, course, facts)
        for slug in course.modules
        if (desk.root / slug).is_dir()
    ]
    _check_unused(fact_source, facts)
    found = [each for each in modules if each]
    _check_across(desk, found)
    return ({} if desk.problems else _document(desk.root.name, course, found)), desk


def _document(slug: str, course: CourseFile, modules: list[dict[str, Any]]) -> dict[str, Any]:
    document = {
        "slug": slug,
        "title": course.title.by_language(),
        "summary": course.summary.by_language(),
        "pass_mark": course.pass_mark,
        "questions_per_quiz": course.questions_per_quiz,
        "minimum_attendance": course.minimum_attendance,
        "modules": modules,
    }
    if course.quiz:
        document["quiz"] = course.quiz.model_dump(exclude_none=True)
    if course.paths:
        document["paths"] = [path.model_dump(exclude_none=True) for path in course.paths]
    return document


def _course_file(desk: Desk) -> CourseFile:
    """The course's own file; a stand-in when it is wrong, so that the rest is still looked at."""
    source = read_yaml(desk, desk.root / "course.yaml", Facts({}), [])
    course = shaped(source, CourseFile) if source else None
    if source is None or course is None:
        folders = sorted(path.parent.name for path in desk.root.glob("*/module.yaml"))
        languages = [code for code in ("vi", "en", "fr") if any(desk.root.glob(f"*/*.{code}.md"))]
        return CourseFile.model_construct(languages=languages, modules=folders, questions_per_quiz=0)
    check_languages(source, list(course.languages))
    _check_course(source, course, desk.root)
    for place, words in texts_in(source.value):
        check_addresses(source, words, Facts({}), place)
    return course


def _facts(desk: Desk, languages: list[str]) -> tuple[Facts, Source | None]:
    """The values that may change; a course without any needs no file."""
    if not (desk.root / "facts.yaml").exists():
        return Facts({}), None
    source = read_yaml(desk, desk.root / "facts.yaml", Facts({}), languages)
    if source is None or not isinstance(source.value, dict):
        return Facts({}), None
    shapes = {name: shaped(source, Fact, each, (name,)) for name, each in source.value.items()}
    for name, fact in shapes.items():
        if fact:
            line = source.line_of((name, "checked"))
            desk.notes.append(Note(source.name, line, f"{name}: {fact.source}", fact.checked))
    values = {name: fact.value.by_language() if fact else {} for name, fact in shapes.items()}
    spoken = {
        name: fact.spoken.model_dump(exclude_none=True)
        for name, fact in shapes.items()
        if fact and fact.spoken
    }
    return Facts(values, spoken), source


def _check_course(source: Source, course: CourseFile, root: Path) -> None:
    if course.quiz and course.quiz.grace_seconds is not None and course.quiz.minutes is None:
        source.complain(
            "there is no time limit (minutes) that this could be added to", ("quiz", "grace_seconds")
        )
    if "vi" not in course.languages:
        source.complain("Vietnamese is the original: languages must have “vi”", ("languages",))
    for number, slug in enumerate(course.modules):
        if slug in course.modules[:number]:
            source.complain(f"the module “{slug}” stands here twice", ("modules", number))
        elif not (root / slug).is_dir():
            source.complain(f"there is no folder “{slug}”", ("modules", number))
    _check_paths(source, course)
    for path in sorted(root.iterdir()):
        if path.is_dir() and path.name not in course.modules and not path.name.startswith("."):
            source.complain(f"the folder “{path.name}” is not listed here", ("modules",))


def _check_paths(source: Source, course: CourseFile) -> None:
    seen: set[str] = set()
    for number, path in enumerate(course.paths):
        if path.id in seen:
            source.complain(f"the path “{path.id}” stands here twice", ("paths", number, "id"))
        if path.id in course.modules:
            source.complain(f"“{path.id}” is a module; give the path another id", ("paths", number, "id"))
        seen.add(path.id)
        for n, slug in enumerate(path.modules):
            if slug not in course.modules:
                source.complain(f"this course has no module “{slug}”", ("paths", number, "modules", n))
            elif slug in path.modules[:n]:
                source.complain(f"the module “{slug}” stands here twice", ("paths", number, "modules", n))


def _check_unused(source: Source | None, facts: Facts) -> None:
    for name in facts.by_name.keys() - facts.used:
        if source is not None:
            source.complain("no lesson uses this value", (name,))


def _check_instead(desk: Desk, modules: list[dict[str, Any]]) -> None:
    """What stands in for a module stands in for one that the course asks for."""
    by_slug = {module["slug"]: module for module in modules}
    for module in modules:
        slug = module.get("instead_of")
        if slug is None:
            continue
        other = by_slug.get(slug)
        source = desk.modules[module["slug"]]
        if slug == module["slug"]:
            source.complain("a module cannot stand in for itself", ("instead_of",))
        elif other is None:
            source.complain(f"this course has no module “{slug}”", ("instead_of",))
        elif "instead_of" in other or "extra" in other:
            source.complain(
                f"“{slug}” is extra or stands in for another itself; name an ordinary module", ("instead_of",)
            )


def _check_across(desk: Desk, modules: list[dict[str, Any]]) -> None:
    """Ids that reports and certificates count by are unique in the whole course."""
    _check_instead(desk, modules)
    seen: dict[tuple[str, str], str] = {}
    for module in modules:
        for kind, file in (("skills", "module.yaml"), ("questions", "questions.yaml")):
            for name in {each["id"] for each in module[kind]}:
                other = seen.setdefault((kind, name), module["slug"])
                if other != module["slug"]:
                    where = f"{desk.root.name}/{module['slug']}/{file}"
                    desk.problems.append(Problem(where, 0, "id", f"“{name}” is taken by the module {other}"))
