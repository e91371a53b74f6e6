"""Closing a class with a summary, reading it afterwards, and corrections that need a reason."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.catalogue import shelf
from lms.classes.actions import closing as act
from lms.classes.forms.closing import ReasonForm
from lms.classes.queries import attendance as find_registers
from lms.classes.queries import cohorts as find_cohorts
from lms.classes.queries import overview
from lms.classes.queries import summary as find
from lms.classes.queries.meetings import meetings_of
from lms.classes.rules.closing import RegistersOpen
from lms.classes.views.blueprint import STAFF, pages
from lms.core import audit, clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Missing
from lms.ui.languages import language


@pages.route("/classes/<int:cohort_id>/close", methods=["GET", "POST"])
@needs(*STAFF)
def close_cohort(cohort_id: int) -> ResponseReturnValue:
    """The summary, and one button under which a trainer puts their name."""
    cohort, now = find_cohorts.cohort_run_by(me(), cohort_id), clock.now()
    if cohort.closed_at is not None:
        return redirect(url_for(".cohort", cohort_id=cohort_id), code=303)
    meetings = meetings_of(cohort.id)
    modules = overview.modules_of(cohort, shelf.course(cohort.course))
    document = find.summary_of(cohort, modules, meetings, language())
    still_open = find.open_registers(meetings, now)
    if request.method == "POST":
        act.sign_off(cohort, document, still_open, me().person_id, now)
        audit.record(me().person_id, Deed.CHANGED, "cohort", cohort_id, now, closed=True)
        db.session.commit()
        flash(_("The class is closed. You can open it again within 7 days."), "good")
        return redirect(url_for(".cohort", cohort_id=cohort_id), code=303)
    audit.trace(me().person_id, Deed.SAW, "cohort", cohort_id, now, people=document["members"])
    return render_template(
        "classes/cohort_close.html",
        cohort=cohort,
        summary=document,
        stands=find.attendance_in(document),
        names=find.names_of([each["id"] for each in document["people"]]),
        still_open=still_open,
        reason=RegistersOpen.reason,
    )


@pages.post("/classes/<int:cohort_id>/reopen")
@needs(*STAFF)
def reopen_cohort(cohort_id: int) -> ResponseReturnValue:
    cohort, now = find_cohorts.cohort_run_by(me(), cohort_id), clock.now()
    act.reopen(cohort, me().person_id, now)
    audit.record(me().person_id, Deed.CHANGED, "cohort", cohort_id, now, closed=False)
    db.session.commit()
    flash(_("The class is open again."), "good")
    return redirect(url_for(".cohort", cohort_id=cohort_id), code=303)


@pages.get("/classes/<int:cohort_id>/summary")
@needs(*STAFF)
def summary(cohort_id: int) -> ResponseReturnValue:
    cohort = find_cohorts.cohort_run_by(me(), cohort_id)
    signed = find.last_summary(cohort.id)
    if signed is None:
        raise Missing
    people = [each["id"] for each in signed.document["people"]]
    audit.trace(me().person_id, Deed.SAW, "cohort", cohort_id, clock.now(), people=len(people))
    return render_template(
        "classes/cohort_summary.html",
        cohort=cohort,
        signed=signed,
        summary=signed.document,
        stands=find.attendance_in(signed.document),
        names=find.names_of(people),
        reasons=find.reasons_in(cohort.id),
    )


@pages.route("/meetings/<int:meeting_id>/register/correct", methods=["GET", "POST"])
@needs(*STAFF)
def correct_register(meeting_id: int) -> ResponseReturnValue:
    meeting = find_registers.meeting_taught_by(me(), meeting_id)
    form = ReasonForm()
    if form.validate_on_submit():
        act.open_to_correct(meeting, form.words.data or "", me().person_id, clock.now())
        db.session.commit()
        flash(_("The register is open again. Close it when you have corrected it."), "good")
        return redirect(url_for(".register", meeting_id=meeting_id), code=303)
    return render_template("classes/register_correct.html", form=form, meeting=meeting)
