"""The attendance sheet, the class list and the poster, each handed to a worker to draw."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.catalogue import shelf
from lms.classes.models import Cohort, Kind, MeetingState
from lms.classes.queries import cohorts as find
from lms.classes.queries.attendance import learners_of, meeting_taught_by
from lms.classes.queries.meetings import meetings_of
from lms.classes.queries.overview import lines_of, modules_of
from lms.classes.rules import paper_code
from lms.classes.rules.attendance import MeetingCancelled
from lms.core import audit, clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.papers.queries.people import phones_of
from lms.papers.rules.timetable import rhythms
from lms.papers.views.blueprint import STAFF, base, pages, tongue
from lms.printing.handing import as_pdf
from lms.printing.icons import icon_drawing
from lms.printing.qr import qr_drawing
from lms.ui.languages import written_in

WEEKDAYS = (
    _l("Every Monday"),
    _l("Every Tuesday"),
    _l("Every Wednesday"),
    _l("Every Thursday"),
    _l("Every Friday"),
    _l("Every Saturday"),
    _l("Every Sunday"),
)


@pages.get("/meetings/<int:meeting_id>/papers/sheet.pdf")
@needs(*STAFF)
def sheet(meeting_id: int) -> ResponseReturnValue:
    """Names and boxes, with the marks made so far; with `?empty` without them."""
    meeting = meeting_taught_by(me(), meeting_id)
    if meeting.state is MeetingState.CANCELLED:
        raise MeetingCancelled
    cohort = find.cohort_run_by(me(), meeting.cohort_id)
    learners = learners_of(meeting)
    typing = base() + url_for("classes.enter_sheet", meeting_id=meeting.id)
    with written_in(tongue()):
        page = render_template(
            "papers/print_sheet.html",
            **_about(cohort),
            meeting=meeting,
            learners=learners,
            filled="empty" not in request.args,
            code=paper_code(meeting.id),
            qr=qr_drawing(typing, _("QR code that opens the page for typing this sheet")),
        )
    audit.trace(me().person_id, Deed.EXPORTED, "register", meeting.id, clock.now(), people=len(learners))
    return as_pdf(f"diem-danh-buoi-{meeting.number}", page, url_for(".of_meeting", meeting_id=meeting.id))


@pages.get("/classes/<int:cohort_id>/papers/list.pdf")
@needs(*STAFF)
def class_list(cohort_id: int) -> ResponseReturnValue:
    """Who learns here and how often they came; phone numbers only when asked for, of those in one's charge."""
    cohort = find.cohort_run_by(me(), cohort_id)
    about = _about(cohort)
    lines = lines_of(cohort, about["modules"], meetings_of(cohort.id))
    phones = phones_of(me(), cohort.id) if "phones" in request.args else None
    with written_in(tongue()):
        page = render_template(
            "papers/print_list.html",
            **about,
            lines=[line for line in lines if line.left_at is None],
            phones=phones,
            today=clock.today(),
        )
    told = ["phone"] if phones is not None else []
    audit.trace(
        me().person_id, Deed.EXPORTED, "cohort", cohort.id, clock.now(), people=len(lines), fields=told
    )
    return as_pdf("danh-sach-lop", page, url_for(".index", cohort_id=cohort.id))


@pages.get("/classes/<int:cohort_id>/papers/poster.pdf")
@needs(*STAFF)
def poster(cohort_id: int) -> ResponseReturnValue:
    """What, where, when and who teaches, for the wall: A4, with `?size=a3` twice as large."""
    cohort = find.cohort_run_by(me(), cohort_id)
    page_for_all = _page_for_all(cohort)
    now, size = clock.now(), "a3" if request.args.get("size") == "a3" else "a4"
    coming = [
        each
        for each in meetings_of(cohort.id)
        if each.state is MeetingState.PLANNED and each.kind is Kind.LESSON and each.ends_at > now
    ]
    with written_in(tongue()):
        page = render_template(
            "papers/print_poster.html",
            **_about(cohort),
            rhythms=rhythms(coming),
            weekday_words=WEEKDAYS,
            icon_drawing=icon_drawing,
            address=(base().partition("://")[2] + page_for_all).rstrip("/"),
            qr=qr_drawing(base() + page_for_all, _("QR code that opens the page of the class")),
            size=size,
        )
    return as_pdf(f"ap-phich-lop-{size}", page, url_for(".index", cohort_id=cohort.id))


def _about(cohort: Cohort) -> dict[str, Any]:
    """What every paper of a class says on top."""
    course = shelf.course(cohort.course)
    return {
        "cohort": cohort,
        "course": course,
        "modules": modules_of(cohort, course),
        "unit": find.unit_name(cohort.unit_id),
        "trainers": find.trainers_of(cohort.id),
        "tongue": tongue(),
    }


def _page_for_all(cohort: Cohort) -> str:
    """Where somebody who is not signed in reads of the class; the first page when its door is not open."""
    is_open = cohort.open_door and cohort.closed_at is None
    return url_for("classes.open_class", cohort_id=cohort.id) if is_open else url_for("home.index")
