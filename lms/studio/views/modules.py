"""A module's page as learners will see it, from the draft."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.core.access import needs
from lms.studio.drawing import sayer
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.draft import look_at
from lms.studio.views.lessons import ORIGINAL, head_of
from lms.studio.views.looking import Look


@pages.get("/studio/<int:draft_id>/modules/<module>/preview")
@needs(*WRITERS)
def module_preview(draft_id: int, module: str) -> ResponseReturnValue:
    look = look_at(draft_id)
    look.has_module(module)
    return render_template(
        "studio/module.html",
        look=look,
        draft=look.draft,
        module=module,
        words=look.yaml(f"{module}/module.yaml"),
        minutes=[
            (lesson, head_of(look, f"{module}/{lesson}.{ORIGINAL}.md").get("minutes"))
            for lesson in look.lessons(module)
        ],
        skills=_skills(look, module),
        say=sayer(look.yaml("facts.yaml")),
    )


def _skills(look: Look, module: str) -> list[dict[str, Any]]:
    found = look.yaml(f"{module}/module.yaml").get("skills")
    skills = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    return [each for each in skills if not look.is_lesson or each.get("lesson") == look.draft.lesson]
