"""Cards A to D to hold up."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.classes.queries.cohorts import cohort_run_by
from lms.classes.queries.members import ids_of_members
from lms.classroom.rules.letters import LETTERS
from lms.classroom.views.blueprint import STAFF, pages
from lms.core.access import me, needs
from lms.printing.handing import as_pdf
from lms.ui.languages import language

MOST_SETS = 100


@pages.get("/classes/<int:cohort_id>/quizzes/cards")
@needs(*STAFF)
def cards(cohort_id: int) -> ResponseReturnValue:
    cohort = cohort_run_by(me(), cohort_id)
    members = len(ids_of_members(cohort.id))
    return render_template("classroom/cards.html", cohort=cohort, members=members, most=MOST_SETS)


@pages.get("/classes/<int:cohort_id>/quizzes/cards.pdf")
@needs(*STAFF)
def cards_pdf(cohort_id: int) -> ResponseReturnValue:
    """A page of four cards for each person; without a number in the address one for each member."""
    cohort = cohort_run_by(me(), cohort_id)
    asked = request.args.get("sets", "")
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    sets = min(max(wanted or len(ids_of_members(cohort.id)), 1), MOST_SETS)
    page = render_template("classroom/print_cards.html", sets=sets, letters=LETTERS, language_now=language())
    return as_pdf("the-abcd", page, url_for(".cards", cohort_id=cohort_id))
