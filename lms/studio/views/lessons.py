"""A lesson in one language: its form, and beside it what learners will see."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from lms.core.access import needs
from lms.core.errors import Missing
from lms.studio.drawing import drawn_steps
from lms.studio.rules.lessons import taken_apart
from lms.studio.rules.parts import GONE, State
from lms.studio.rules.shapes import lesson_parts
from lms.studio.sheets import LessonSheet, NoForm, parsed
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.draft import look_at
from lms.studio.views.editing import form_page, taken_out
from lms.studio.views.looking import Look

ORIGINAL = "vi"


@pages.route("/studio/<int:draft_id>/modules/<module>/lessons/<lesson>/<language>", methods=["GET", "POST"])
@needs(*WRITERS)
def lesson(draft_id: int, module: str, lesson: str, language: str) -> ResponseReturnValue:
    look = look_at(draft_id)
    if language not in look.languages:
        raise Missing
    sheet = lesson_sheet(look, module, lesson, language)
    if module not in look.modules or lesson not in look.lessons(module):
        return taken_out(look, sheet)
    here = url_for(".lesson", draft_id=draft_id, module=module, lesson=lesson, language=language)

    def shown(state: State) -> dict[str, Any]:
        return {
            "module": module,
            "lesson": lesson,
            "spoken": language,
            "steps": _drawn(look, module, language, state),
            "original": _original(look, module, lesson) if language != ORIGINAL else {},
            "facts": _facts(look, language),
            "pictures": look.pictures(module),
        }

    return form_page("studio/lesson.html", look, sheet, here, shown, preview="studio/_phone.html")


def lesson_sheet(look: Look, module: str, lesson: str, language: str) -> LessonSheet:
    """The form over one language of a lesson."""
    minutes = None
    if language != ORIGINAL:
        head = head_of(look, f"{module}/{lesson}.{ORIGINAL}.md")
        minutes = head.get("minutes")
    return LessonSheet(
        f"{module}/{lesson}.{language}.md", [language], lesson_parts(language), minutes=minutes
    )


def head_of(look: Look, path: str) -> dict[str, Any]:
    """What stands over a lesson's steps; empty where it cannot be read."""
    try:
        head = parsed(taken_apart(look.files.get(path, b"").decode(errors="replace")).head)
    except NoForm:
        return {}
    return head if isinstance(head, dict) else {}


def _original(look: Look, module: str, lesson: str) -> dict[str, Any]:
    path = f"{module}/{lesson}.{ORIGINAL}.md"
    steps = taken_apart(look.files.get(path, b"").decode(errors="replace")).steps
    return {**head_of(look, path), "steps": steps}


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
