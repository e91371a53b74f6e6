"""A class's quizzes: what can be done, and what was."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.classes.queries.cohorts import cohort_run_by
from lms.classroom.queries.groups import groups_of
from lms.classroom.queries.papers import papers_of
from lms.classroom.views.blueprint import STAFF, pages, titles
from lms.core.access import me, needs


@pages.get("/classes/<int:cohort_id>/quizzes")
@needs(*STAFF)
def index(cohort_id: int) -> ResponseReturnValue:
    cohort = cohort_run_by(me(), cohort_id)
    return render_template(
        "classroom/index.html",
        cohort=cohort,
        modules=titles(cohort),
        groups=groups_of(cohort.id),
        papers=papers_of(cohort.id),
    )
