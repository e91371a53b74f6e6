"""Adding a meeting to a class, moving it, cancelling it and taking that back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.catalogue import shelf
from lms.classes.actions import meetings as act
from lms.classes.forms.cohorts import MeetingForm
from lms.classes.queries import cohorts as find_cohorts
from lms.classes.queries import meetings as find
from lms.classes.rules.cohorts import check_changeable
from lms.classes.views.blueprint import STAFF, pages
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.ui.languages import day, hour, language


@pages.route("/classes/<int:cohort_id>/meetings/new", methods=["GET", "POST"])
@needs(*STAFF)
def new_meeting(cohort_id: int) -> ResponseReturnValue:
    cohort = find_cohorts.cohort_run_by(me(), cohort_id)
    form = MeetingForm(place=cohort.place, modules=cohort.modules)
    form.offer_modules(shelf.course(cohort.course), cohort.modules, language())
    if form.validate_on_submit():
        act.plan_meetings(cohort, [form.hours()], form.room(form.place.data), [form.modules.data])
        db.session.commit()
        flash(_("The meeting is planned."), "good")
        return redirect(url_for(".cohort", cohort_id=cohort.id), code=303)
    return render_template("classes/meeting_form.html", form=form, cohort=cohort, meeting=None)


@pages.route("/meetings/<int:meeting_id>/edit", methods=["GET", "POST"])
@needs(*STAFF)
def edit_meeting(meeting_id: int) -> ResponseReturnValue:
    meeting, cohort = find.meeting_run_by(me(), meeting_id)
    check_changeable(meeting.state)
    starts, ends = clock.local(meeting.starts_at), clock.local(meeting.ends_at)
    form = MeetingForm(
        day=starts.date(),
        starts=starts.time(),
        ends=ends.time(),
        mode=meeting.mode.value,
        place=meeting.place,
        link=meeting.link,
        modules=meeting.modules or cohort.modules,
        speakers=meeting.speakers,
    )
    form.offer_modules(shelf.course(cohort.course), [*cohort.modules, *meeting.modules], language())
    when = f"{day(meeting.starts_at)}, {hour(meeting.starts_at)}–{hour(meeting.ends_at)}"
    if not form.overtaken(f"{when}, {meeting.place}") and form.validate_on_submit():
        room, now = form.room(form.place.data), clock.now()
        told = act.change_meeting(meeting, form.hours(), room, form.modules.data, now)
        db.session.commit()
        if told:
            flash(
                _("The meeting is changed. People see it on their first page; call those who have no phone."),
                "good",
            )
        else:
            flash(_("The changes are saved."), "good")
        return redirect(url_for(".cohort", cohort_id=cohort.id), code=303)
    return render_template("classes/meeting_form.html", form=form, cohort=cohort, meeting=meeting)


@pages.route("/meetings/<int:meeting_id>/cancel", methods=["GET", "POST"])
@needs(*STAFF)
def cancel_meeting(meeting_id: int) -> ResponseReturnValue:
    meeting, cohort = find.meeting_run_by(me(), meeting_id)
    if request.method == "GET":
        check_changeable(meeting.state)
        return render_template("classes/meeting_cancel.html", cohort=cohort, meeting=meeting)
    act.cancel(meeting, clock.now())
    db.session.commit()
    flash(
        _("The meeting is cancelled. People see it on their first page; call those who have no phone."),
        "good",
    )
    return redirect(url_for(".cohort", cohort_id=cohort.id), code=303)


@pages.post("/meetings/<int:meeting_id>/bring-back")
@needs(*STAFF)
def bring_back_meeting(meeting_id: int) -> ResponseReturnValue:
    meeting, cohort = find.meeting_run_by(me(), meeting_id)
    act.bring_back(meeting, clock.now())
    db.session.commit()
    flash(_("The meeting takes place again."), "good")
    return redirect(url_for(".cohort", cohort_id=cohort.id), code=303)
