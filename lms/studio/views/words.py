"""Problems, changes and clashes as the pages say them."""

import re
from collections.abc import Iterable
from itertools import groupby
from textwrap import shorten
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
    titles = LANGUAGE_NAMES | look.titles
    return [
        {
            "where": place_of(look, each),
            "field": _field(look, each),
            "line": each.line,
            "words": translated(each.message, titles),
        }
        for each in problems
    ]


def by_place(found: Iterable[dict[str, Any]]) -> list[tuple[dict[str, str], list[dict[str, Any]]]]:
    """Faults with the place they share, in their order: an author reads where once, then what."""
    groups = [list(each) for _words, each in groupby(found, lambda fault: fault["where"]["words"])]
    return [({**each[0]["where"], "url": each[0]["where"]["url"].partition("#")[0]}, each) for each in groups]


def _field(look: Look, problem: Problem) -> str:
    """The field of the page that opens; for a line of a lesson the number of its step."""
    if problem.file.endswith("/questions.yaml"):
        return field_said(problem.field.partition(" ")[2])
    step = _step(problem, look.files) if problem.file.endswith(".md") and not problem.field else 0
    return _("Step %(number)s", number=step) if step else field_said(problem.field)


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


def place_of(look: Look, problem: Problem) -> dict[str, str]:
    """Where a problem is put right: an address, and the words for it."""
    draft_id, parts = look.id, problem.file.split("/")
    anchor = _anchor(problem.field)
    if problem.file.endswith(("course.yaml", "module.yaml")) and problem.field.startswith(_ORDERED):
        # What stands in a list is moved, added and taken out on the draft's own page.
        return {"url": url_for("studio.draft", draft_id=draft_id), "words": _("The modules and lessons")}
    if problem.file == "course.yaml":
        return {"url": url_for("studio.course_settings", draft_id=draft_id) + anchor, "words": _("Course")}
    if problem.file == "facts.yaml":
        return {"url": url_for("studio.facts", draft_id=draft_id), "words": _("Facts")}
    if len(parts) == 2 and parts[1] == "questions.yaml":
        return _question_place(look, parts[0], problem)
    if len(parts) == 2 and parts[1] == "module.yaml":
        url = url_for("studio.module_settings", draft_id=draft_id, module=parts[0]) + anchor
    elif len(parts) == 2 and parts[1].endswith(".md"):
        lesson, spoken = parts[1][:-6], parts[1][-5:-3]
        url = url_for("studio.lesson", draft_id=draft_id, module=parts[0], lesson=lesson, language=spoken)
        step = _step(problem, look.files)
        url += f"#steps.{step - 1}" if step else anchor
    elif len(parts) == 3:
        url = url_for("studio.pictures", draft_id=draft_id, module=parts[0])
    else:
        url = url_for("studio.draft", draft_id=draft_id)
    return {"url": url, "words": file_said(look, problem.file)}


def file_said(look: Look, path: str) -> str:
    """A file as authors know it: by the titles of its module and lesson in the reader's language."""
    module, _slash, name = path.partition("/")
    if path == "course.yaml":
        return _("Course")
    if path == "facts.yaml":
        return _("Facts")
    if not name:
        return path
    title = look.module_title(module)
    if name == "module.yaml":
        return title
    if name == "questions.yaml":
        return f"{title} · {_('Questions')}"
    if name.endswith(".md") and name[-5:-3] in LANGUAGE_NAMES:
        lesson = look.lesson_title(module, name[:-6])
        return f"{title} · {lesson} ({LANGUAGE_NAMES[name[-5:-3]]})"
    return f"{title} · {name.rpartition('/')[2]}"


def _question_place(look: Look, module: str, problem: Problem) -> dict[str, str]:
    text = look.files.get(problem.file, b"").decode(errors="replace")
    line, found, number = 1, "", problem.field.partition(" ")[0]
    for entry in yaml_files.entries(text):
        line += entry.count("\n")
        if problem.line and problem.line < line and problem.field:
            found = _id_in(entry)
            break
    if found:
        url = url_for("studio.question", draft_id=look.id, module=module, question_id=found)
        # The field begins with the number of the question in its file; the page shows that one alone.
        url += _anchor(problem.field.partition(" ")[2])
        words = shorten(look.asked(module, found), 70, placeholder="…") or _(
            "Question %(number)s", number=number
        )
        return {"url": url, "words": f"{look.module_title(module)} · {words}"}
    url = url_for("studio.questions", draft_id=look.id, module=module)
    return {"url": url, "words": file_said(look, problem.file)}


def _anchor(field: str) -> str:
    """Where a form has this field: `choices 3 text.vi` stands at `choices.2.text.vi`."""
    steps = field.replace(".", " ").split()
    return "#" + ".".join(str(int(each) - 1) if each.isdigit() else each for each in steps) if steps else ""


def _id_in(entry: str) -> str:
    for line in entry.splitlines():
        name, _colon, value = line.removeprefix("- ").strip().partition(":")
        if name == "id":
            return value.strip().strip('"')
    return ""


def _step(problem: Problem, files: dict[str, bytes]) -> int:
    """Which step of a lesson this line stands in, counting from one; 0 above the first."""
    lines = files.get(problem.file, b"").decode(errors="replace").split("\n")[: problem.line]
    return sum(line.startswith("## ") or line.rstrip() == "##" for line in lines)
