"""Problems, changes and clashes as the pages say them."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.catalogue.problems import Problem
from lms.studio.rules import yaml_files
from lms.studio.rules.documents import words_apart
from lms.studio.rules.merging import Clash, Merged, clashes
from lms.studio.rules.problems import translated
from lms.ui.languages import LANGUAGE_NAMES


def said(message: str) -> str:
    """What the check says, in the reader's language where we know the sentence."""
    return translated(message)


_FIELDS = {
    "title": _l("Title"),
    "goal": _l("What one can do afterwards"),
    "minutes": _l("Minutes"),
    "loudspeaker": _l("For the village loudspeaker"),
    "poster": _l("Poster"),
    "summary": _l("What it is about, in one sentence"),
    "short": _l("Short title, for tables"),
    "ask": _l("Question"),
    "because": _l("Why"),
    "answer": _l("Answer"),
    "choices": _l("Choices"),
    "sources": _l("Sources"),
    "frameworks": _l("Competences it teaches"),
    "skills": _l("Skill"),
    "coach": _l("For the coach"),
    "modules": _l("Modules in order"),
    "lessons": _l("Lessons in order"),
    "picture": _l("Picture"),
    "html": _l("Text"),
    "text": _l("Text"),
    "right": _l("The right one"),
    "pass_mark": _l("Per cent that pass a quiz"),
    "questions_per_quiz": _l("Questions in a quiz"),
    "minimum_attendance": _l("Per cent of meetings one must attend"),
    "competency": _l("Competency: colour and picture"),
    "vi": LANGUAGE_NAMES["vi"],
    "en": LANGUAGE_NAMES["en"],
    "fr": LANGUAGE_NAMES["fr"],
}


def field_said(field: str) -> str:
    """`skills 1 title.vi` as a reader says it."""
    return " ".join(str(_FIELDS.get(each, each)) for each in field.replace(".", " ").split())


def clashes_shown(merged: Merged) -> list[dict[str, Any]]:
    """For each clash both texts, and what tells them from the text both began with."""
    return [
        {
            "mine": each.mine,
            "theirs": each.theirs,
            "my_words": words_apart(each.base, each.mine),
            "their_words": words_apart(each.base, each.theirs),
        }
        for each in clashes(merged)
        if isinstance(each, Clash)
    ]


def place_of(draft_id: int, problem: Problem, files: dict[str, bytes]) -> dict[str, str]:
    """Where a problem is put right: an address, and the words for it."""
    parts = problem.file.split("/")
    words = problem.file
    if problem.file == "course.yaml":
        return {"url": url_for("studio.course_settings", draft_id=draft_id), "words": _("Course")}
    if problem.file == "facts.yaml":
        return {"url": url_for("studio.facts", draft_id=draft_id), "words": _("Facts")}
    if len(parts) == 2 and parts[1] == "module.yaml":
        return {
            "url": url_for("studio.module_settings", draft_id=draft_id, module=parts[0]),
            "words": parts[0],
        }
    if len(parts) == 2 and parts[1] == "questions.yaml":
        return _question_place(draft_id, parts[0], problem, files)
    if len(parts) == 2 and parts[1].endswith(".md"):
        lesson, language = parts[1][:-6], parts[1][-5:-3]
        url = url_for("studio.lesson", draft_id=draft_id, module=parts[0], lesson=lesson, language=language)
        return {"url": url + _step_anchor(problem, files), "words": f"{parts[0]} · {lesson} ({language})"}
    if len(parts) == 3:
        return {"url": url_for("studio.pictures", draft_id=draft_id, module=parts[0]), "words": parts[2]}
    return {"url": url_for("studio.draft", draft_id=draft_id), "words": words}


def _question_place(draft_id: int, module: str, problem: Problem, files: dict[str, bytes]) -> dict[str, str]:
    text = files.get(problem.file, b"").decode(errors="replace")
    line, found = 1, ""
    for entry in yaml_files.entries(text):
        line += entry.count("\n")
        if problem.line and problem.line < line and problem.field:
            found = _id_in(entry)
            break
    if found:
        url = url_for("studio.question", draft_id=draft_id, module=module, question_id=found)
        return {"url": url, "words": f"{module} · {found}"}
    url = url_for("studio.questions", draft_id=draft_id, module=module)
    return {"url": url, "words": f"{module} · " + _("Questions")}


def _id_in(entry: str) -> str:
    for line in entry.splitlines():
        name, _colon, value = line.removeprefix("- ").strip().partition(":")
        if name == "id":
            return value.strip().strip('"')
    return ""


def _step_anchor(problem: Problem, files: dict[str, bytes]) -> str:
    lines = files.get(problem.file, b"").decode(errors="replace").split("\n")[: problem.line]
    steps = sum(line.startswith("## ") for line in lines)
    return f"#steps.{steps - 1}" if steps else ""
