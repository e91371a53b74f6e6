"""Problems, changes and clashes as the pages say them."""

import re
from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.catalogue.problems import Problem
from lms.studio.rules import shapes, yaml_files
from lms.studio.rules.documents import words_apart
from lms.studio.rules.merging import Clash, Merged, clashes
from lms.studio.rules.parts import Parts
from lms.studio.rules.problems import translated
from lms.studio.views.looking import Look
from lms.ui.languages import LANGUAGE_NAMES

_ORDERED = ("modules", "lessons")


def _labels(parts: Parts) -> dict[str, Any]:
    """What the forms call each field, however deep it stands."""
    found: dict[str, Any] = {}
    for part in parts:
        found |= {part.name: part.label, **_labels(part.parts)}
    return found


_FIELDS = {
    **_labels(shapes.course_parts(())),
    **_labels([each for kind in shapes.KINDS for each in shapes.question_parts(kind, (), ())]),
    **_labels(shapes.module_parts((), ())),
    "title": _l("Title"),
    "goal": _l("What one can do afterwards"),
    "minutes": _l("Minutes"),
    "loudspeaker": _l("For the village loudspeaker"),
    "poster": _l("Poster"),
    "summary": _l("What it is about, in one sentence"),
    "short": _l("Short title, for tables"),
    "ask": _l("Question"),
    "because": _l("Why"),
    "answer": _l("The answer"),
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


def faults(look: Look, problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Each with where it is put right, and in the reader's words."""
    return [
        {
            "where": place_of(look.id, each, look.files),
            "field": field_said(each.field),
            "line": each.line,
            "words": translated(each.message),
        }
        for each in problems
    ]


def clashes_shown(merged: Merged) -> list[dict[str, Any]]:
    """For each clash both texts, and what tells them from the text both began with."""
    return [
        {
            "mine": each.mine,
            "theirs": each.theirs,
            "my_words": words_apart(_said(each.base), _said(each.mine)),
            "their_words": words_apart(_said(each.base), _said(each.theirs)),
        }
        for each in clashes(merged)
        if isinstance(each, Clash)
    ]


def _said(text: str) -> str:
    """Without the marks that make a heading."""
    return re.sub(r"^## ", "", text, flags=re.MULTILINE)


def place_of(draft_id: int, problem: Problem, files: dict[str, bytes]) -> dict[str, str]:
    """Where a problem is put right: an address, and the words for it."""
    parts = problem.file.split("/")
    words = problem.file
    if problem.file.endswith(("course.yaml", "module.yaml")) and problem.field.startswith(_ORDERED):
        # What stands in a list is moved, added and taken out on the draft's own page.
        return {"url": url_for("studio.draft", draft_id=draft_id), "words": _("The modules and lessons")}
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
