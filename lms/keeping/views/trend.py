"""How attendance goes, as a small picture with its numbers in words."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.classes.queries.cohorts import cohort_run_by
from lms.core.access import me, needs
from lms.keeping.queries.trend import evenings_of
from lms.keeping.rules.trend import is_falling, words
from lms.keeping.views.blueprint import STAFF, pages


@pages.get("/classes/<int:cohort_id>/attendance")
@needs(*STAFF)
def trend(cohort_id: int) -> ResponseReturnValue:
    cohort = cohort_run_by(me(), cohort_id)
    evenings = evenings_of(cohort.id)
    return render_template(
        "keeping/trend.html",
        cohort=cohort,
        evenings=evenings,
        falling=is_falling(evenings),
        said=words(evenings),
    )
