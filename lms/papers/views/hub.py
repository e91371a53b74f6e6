"""Everything on paper for a class, on one page."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.classes.models import Cohort, MeetingState
from lms.classes.queries.attendance import meeting_taught_by
from lms.classes.queries.cohorts import cohort_run_by
from lms.classes.queries.meetings import meetings_of
from lms.classes.queries.members import ids_of_members
from lms.classes.queries.presences import came_to, presences_in
from lms.classes.rules.cohorts import current_meeting
from lms.core import clock
from lms.core.access import me, needs
from lms.papers.views.blueprint import STAFF, pages, tongue
from lms.ui.languages import LANGUAGE_NAMES


@pages.get("/classes/<int:cohort_id>/papers")
@needs(*STAFF)
def index(cohort_id: int) -> ResponseReturnValue:
    cohort = cohort_run_by(me(), cohort_id)
    meetings = meetings_of(cohort.id)
    return _page(
        cohort, meetings, current_meeting(meetings, clock.now()), "papers.index", cohort_id=cohort.id
    )


@pages.get("/meetings/<int:meeting_id>/papers")
@needs(*STAFF)
def of_meeting(meeting_id: int) -> ResponseReturnValue:
    """The same page, with this meeting's sheet on top."""
    meeting = meeting_taught_by(me(), meeting_id)
    cohort = cohort_run_by(me(), meeting.cohort_id)
    return _page(cohort, meetings_of(cohort.id), meeting, "papers.of_meeting", meeting_id=meeting.id)


def _page(cohort: Cohort, meetings: Any, coming: Any, here: str, **ids: int) -> ResponseReturnValue:
    held = [each for each in meetings if each.state is not MeetingState.CANCELLED]
    shown = next((each for each in held if coming is not None and each.id == coming.id), None)
    return render_template(
        "papers/index.html",
        cohort=cohort,
        meetings=[each for each in held if each is not shown],
        coming=shown,
        came=came_to(presences_in(cohort.id)),
        members=len(ids_of_members(cohort.id)),
        tongue=tongue(),
        tongues=LANGUAGE_NAMES,
        here=here,
        ids=ids,
    )
