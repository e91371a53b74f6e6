"""Planning a row of meetings, meetings beside the lessons, and excuses told beforehand."""

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.classes.actions import extra as act
from lms.classes.actions.meetings import plan_meetings
from lms.classes.forms.meetings import ExtraForm, RowForm
from lms.classes.models import Kind, MeetingState
from lms.classes.queries import extra as find
from lms.classes.queries.cohorts import cohort_run_by
from lms.classes.queries.meetings import meeting_run_by, meetings_of
from lms.classes.queries.members import member_of
from lms.classes.rules.cohorts import NoMeetingsPlanned
from lms.classes.views.blueprint import STAFF, id_asked, pages
from lms.core import audit, clock
from lms.core.access import me, needs, signed_in
from lms.core.audit import Deed
from lms.core.db import db
from lms.ui.languages import day


@pages.route("/classes/<int:cohort_id>/meetings/row", methods=["GET", "POST"])
@needs(*STAFF)
def plan_row(cohort_id: int) -> ResponseReturnValue:
    cohort = cohort_run_by(me(), cohort_id)
    form = RowForm(place=cohort.place)
    if form.validate_on_submit():
        times = form.times()
        if times:
            planned = plan_meetings(cohort, times, form.room(form.place.data or ""))
            db.session.commit()
            count = len(planned)
            flash(ngettext("%(num)d meeting is planned.", "%(num)d meetings are planned.", count), "good")
            return redirect(url_for(".cohort", cohort_id=cohort_id), code=303)
        form.form_errors.append(str(NoMeetingsPlanned.reason))
    return render_template("classes/meeting_row.html", form=form, cohort=cohort)


@pages.route("/classes/<int:cohort_id>/meetings/extra", methods=["GET", "POST"])
@needs(*STAFF)
def plan_extra(cohort_id: int) -> ResponseReturnValue:
    """For those who missed a lesson, when one is named in the address; else for anybody of the class."""
    cohort = cohort_run_by(me(), cohort_id)
    lessons = [
        row
        for row in meetings_of(cohort.id)
        if row.kind is Kind.LESSON and row.state is not MeetingState.CANCELLED and row.starts_at < clock.now()
    ]
    missed = next((row for row in lessons if row.id == id_asked("of")), None)
    away = find.who_missed(cohort.id, missed.id) if missed else set()
    members = find.members_by_name(cohort.id)
    form = ExtraForm(
        place=cohort.place,
        kind=Kind.MAKE_UP.value if missed or lessons else Kind.COACHING.value,
        missed=str(missed.id) if missed else "",
        people=[str(row.id) for row in members if row.id in away],
        day=clock.today() + timedelta(days=1),
    )
    form.offer(members, lessons, _named)
    if form.validate_on_submit():
        chosen = next((row for row in lessons if row.id == form.missed_id()), None)
        act.plan_extra(
            cohort,
            Kind(form.kind.data),
            form.hours(),
            form.room(form.place.data or ""),
            chosen.modules if chosen else cohort.modules,
            form.chosen(),
            form.missed_id(),
            clock.now(),
        )
        db.session.commit()
        flash(_("The meeting is planned. Those it is for see it on their first page."), "good")
        return redirect(url_for(".cohort", cohort_id=cohort_id), code=303)
    return render_template("classes/meeting_extra.html", form=form, cohort=cohort)


def _named(row: Any) -> str:
    return f"{row.number}. {day(row.starts_at)}"


@pages.post("/meetings/<int:meeting_id>/excuse")
@signed_in
def excuse(meeting_id: int) -> ResponseReturnValue:
    """A learner cannot come, and says so before."""
    meeting = find.meeting_for(me(), meeting_id)
    act.excuse(meeting, me().person_id, me().person_id, clock.now())
    cohort_id = meeting.cohort_id
    db.session.commit()
    flash(_("Thank you for telling us. You are excused."), "good")
    return redirect(url_for(".cohort", cohort_id=cohort_id), code=303)


@pages.post("/meetings/<int:meeting_id>/excuse/take-back")
@signed_in
def take_back_excuse(meeting_id: int) -> ResponseReturnValue:
    meeting = find.meeting_for(me(), meeting_id)
    act.take_back_excuse(meeting, me().person_id, clock.now())
    cohort_id = meeting.cohort_id
    db.session.commit()
    flash(_("Good, we look forward to seeing you."), "good")
    return redirect(url_for(".cohort", cohort_id=cohort_id), code=303)


@pages.post("/meetings/<int:meeting_id>/excuse/<int:person_id>")
@needs(*STAFF)
def excuse_member(meeting_id: int, person_id: int) -> ResponseReturnValue:
    """A member told the trainer."""
    return _for_member(meeting_id, person_id, told=True)


@pages.post("/meetings/<int:meeting_id>/excuse/<int:person_id>/take-back")
@needs(*STAFF)
def take_back_for_member(meeting_id: int, person_id: int) -> ResponseReturnValue:
    return _for_member(meeting_id, person_id, told=False)


def _for_member(meeting_id: int, person_id: int, told: bool) -> ResponseReturnValue:
    meeting, cohort = meeting_run_by(me(), meeting_id)
    cohort_id, now = cohort.id, clock.now()
    person_id = member_of(cohort_id, person_id).id
    if told:
        act.excuse(meeting, person_id, me().person_id, now)
    else:
        act.take_back_excuse(meeting, person_id, now)
    audit.record(me().person_id, Deed.CHANGED, "person", person_id, now, meeting=meeting_id, excused=told)
    db.session.commit()
    return redirect(url_for(".member", cohort_id=cohort_id, person_id=person_id), code=303)
