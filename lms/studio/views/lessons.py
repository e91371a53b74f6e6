"""A lesson in one language: its form, and beside it what learners will see."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.core.access import needs
from lms.core.errors import Missing
from lms.studio.drawing import drawn_steps
from lms.studio.rules.lessons import taken_apart
from lms.studio.rules.parts import GONE, State
from lms.studio.rules.shapes import lesson_parts
from lms.studio.sheets import LessonSheet, NoForm, parsed
from lms.studio.views import words
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.draft import look_at
from lms.studio.views.editing import filling, take
from lms.studio.views.looking import Look

ORIGINAL = "vi"


@pages.route("/studio/<int:draft_id>/modules/<module>/lessons/<lesson>/<language>", methods=["GET", "POST"])
@needs(*WRITERS)
def lesson(draft_id: int, module: str, lesson: str, language: str) -> ResponseReturnValue:
    look = look_at(draft_id)
    look.has_lesson(module, lesson)
    if language not in look.languages:
        raise Missing
    sheet = lesson_sheet(look, module, lesson, language)
    here = url_for(".lesson", draft_id=draft_id, module=module, lesson=lesson, language=language)

    def preview(state: State) -> str:
        return render_template(
            "studio/_phone.html", steps=_drawn(look, module, language, state), draft_id=draft_id
        )

    if request.method == "POST":
        return take(look.draft, sheet, here, preview=preview)
    try:
        filled = filling(look.draft, sheet)
    except NoForm:
        return redirect(url_for(".file", draft_id=draft_id, path=sheet.path), 303)
    return render_template(
        "studio/lesson.html",
        look=look,
        draft=look.draft,
        module=module,
        lesson=lesson,
        spoken=language,
        sheet=sheet,
        filling=filled,
        steps=_drawn(look, module, language, filled.state),
        original=_original(look, module, lesson) if language != ORIGINAL else {},
        problems=[
            {
                "line": each.line,
                "words": words.said(each.message),
                "where": words.place_of(draft_id, each, look.files),
            }
            for each in look.problems_in(sheet.path)
        ],
        facts=_facts(look, language),
        pictures=look.pictures(module),
    )


def lesson_sheet(look: Look, module: str, lesson: str, language: str) -> LessonSheet:
    """The form over one language of a lesson."""
    minutes = None
    if language != ORIGINAL:
        head = _head(look, f"{module}/{lesson}.{ORIGINAL}.md")
        minutes = head.get("minutes")
    return LessonSheet(
        f"{module}/{lesson}.{language}.md", [language], lesson_parts(language), minutes=minutes
    )


def _head(look: Look, path: str) -> dict[str, Any]:
    try:
        head = parsed(taken_apart(look.files.get(path, b"").decode(errors="replace")).head)
    except NoForm:
        return {}
    return head if isinstance(head, dict) else {}


def _original(look: Look, module: str, lesson: str) -> dict[str, Any]:
    path = f"{module}/{lesson}.{ORIGINAL}.md"
    steps = taken_apart(look.files.get(path, b"").decode(errors="replace")).steps
    return {**_head(look, path), "steps": steps}


def _drawn(look: Look, module: str, language: str, state: State) -> list[dict[str, str]]:
    steps = [each for each in state.get("steps", []) if not each.get(GONE)]

    def address(name: str) -> str:
        return url_for(".picture", draft_id=look.id, module=module, name=name)

    return drawn_steps(steps, language, look.yaml("facts.yaml"), look.pictures(module), address)


def _facts(look: Look, language: str) -> list[tuple[str, str]]:
    found = []
    for name, fact in look.yaml("facts.yaml").items():
        value = fact.get("value") if isinstance(fact, dict) else None
        texts = value if isinstance(value, dict) else {}
        found.append((str(name), str(texts.get(language) or texts.get(ORIGINAL, ""))))
    return sorted(found)
