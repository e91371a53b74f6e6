"""Somebody who came to a full class: they wait in line, unless the trainer puts in a seat."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.classes.actions import seats
from lms.classes.queries import seats as find
from lms.classes.queries.cohorts import cohort_run_by
from lms.classes.queries.members import ids_of_members
from lms.classes.views.blueprint import STAFF, pages
from lms.classes.views.newcomers import open_meeting, seated
from lms.core import clock
from lms.core.access import me, needs
from lms.core.errors import Missing


@pages.get("/classes/<int:cohort_id>/line/<int:person_id>")
@needs(*STAFF)
def waits(cohort_id: int, person_id: int) -> ResponseReturnValue:
    """Which one in line they are, and the choice: let them wait, or one seat more."""
    cohort = cohort_run_by(me(), cohort_id)
    person = find.in_line(cohort.id, person_id)
    if person is None:
        return _not_waiting(cohort_id, person_id)
    return render_template(
        "classes/waits.html", cohort=cohort, person=person, person_id=person_id, meeting=open_meeting(cohort)
    )


@pages.post("/classes/<int:cohort_id>/line/<int:person_id>/seat")
@needs(*STAFF)
def seat_over(cohort_id: int, person_id: int) -> ResponseReturnValue:
    """One seat more than the class had, for this person; at a meeting they are marked present too."""
    cohort = cohort_run_by(me(), cohort_id)
    meeting, person = open_meeting(cohort), find.in_line(cohort.id, person_id)
    if person is None or not seats.seat_over(cohort.id, person_id, me().person_id, clock.now()):
        return _not_waiting(cohort_id, person_id)
    return seated(cohort_id, meeting, person_id, person.name)


def _not_waiting(cohort_id: int, person_id: int) -> ResponseReturnValue:
    """They got a seat meanwhile, and their page says so.

    Raises:
        Missing: when they neither wait nor learn here.
    """
    if person_id not in ids_of_members(cohort_id):
        raise Missing
    return redirect(url_for(".member", cohort_id=cohort_id, person_id=person_id), code=303)
