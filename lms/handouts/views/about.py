"""One lesson on a page that everybody may read: where the code on a poster leads."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.core.access import public
from lms.handouts.rules.sheets import sheet_of
from lms.handouts.views.blueprint import found_lesson, pages, tongue
from lms.ui.pages import asker


@pages.get("/lessons/<course>/<module>/<lesson>")
@public
def about(course: str, module: str, lesson: str) -> ResponseReturnValue:
    """What it is about. Whoever wants to learn it signs in or joins on the way to the lesson itself.

    Raises:
        Missing: also for a visitor where the course is only for the people of one unit.
    """
    edition, within, found = found_lesson(asker(), course, module, lesson)
    return render_template(
        "handouts/about.html",
        course=edition,
        module=within,
        lesson=found,
        can=sheet_of(found, tongue()).can,
        tongue=tongue(),
        is_known=asker() is not None,
    )
