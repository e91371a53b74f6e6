"""My classes, one class, a new one, and closing it."""

from flask.typing import ResponseReturnValue

from lms.classes.views.blueprint import pages
from lms.core.access import signed_in


@pages.get("/classes/")
@signed_in
def index() -> ResponseReturnValue:
    return "x"


@pages.get("/classes/<int:cohort_id>")
@signed_in
def cohort(cohort_id: int) -> ResponseReturnValue:
    return "x"
