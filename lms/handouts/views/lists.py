"""What there is to print, and one lesson on the phone of who teaches it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.core.access import me, needs
from lms.handouts.rules.sheets import script_of
from lms.handouts.rules.speaking import seconds
from lms.handouts.views.blueprint import STAFF, chosen, chosen_lesson, chosen_modules, pages, tongue
from lms.learning.editions import courses_in_charge


@pages.get("/handouts/")
@needs(*STAFF)
def index() -> ResponseReturnValue:
    courses = [(course, list(course.modules)) for course in courses_in_charge(me())]
    return render_template(
        "handouts/index.html", courses=courses, only=False, tongue=tongue(), chosen=chosen()
    )


@pages.get("/handouts/<course>/<module>/")
@needs(*STAFF)
def module(course: str, module: str) -> ResponseReturnValue:
    """One module, or those joined by "+": what a class is taught."""
    found = chosen_modules(course, module)
    return render_template(
        "handouts/index.html", courses=[found], only=True, tongue=tongue(), chosen=chosen()
    )


@pages.get("/handouts/<course>/<module>/<lesson>/")
@needs(*STAFF)
def lesson(course: str, module: str, lesson: str) -> ResponseReturnValue:
    edition, within, found = chosen_lesson(course, module, lesson)
    said = found.loudspeaker
    return render_template(
        "handouts/lesson.html",
        course=edition,
        module=within,
        lesson=found,
        script=script_of(within, found),
        seconds=seconds(said.in_(tongue()), said.language_for(tongue())) if said else 0,
        tongue=tongue(),
        chosen=chosen(),
    )
