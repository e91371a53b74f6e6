"""Joining a meeting online through the system, so that the time spent in it is known."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classes.actions import asking
from lms.classes.actions import online as actions
from lms.classes.queries import online as queries
from lms.classes.queries import questions
from lms.classes.rules import online as rules
from lms.classes.rules.attendance import minutes_attended
from lms.classes.views.blueprint import pages
from lms.core import clock
from lms.core.access import me, signed_in
from lms.core.db import db
from lms.core.errors import Refusal


@pages.get("/meetings/<int:meeting_id>/join")
@signed_in
def join_meeting(meeting_id: int) -> ResponseReturnValue:
    """Before joining a button; while inside the link, the signs of life and the way out."""
    asker, now = me(), clock.now()
    meeting = queries.meeting_joined_by(asker, meeting_id)
    stays = queries.stays_of(asker, meeting_id)
    reason = ""
    try:
        rules.check_joinable(meeting.mode, meeting.state, meeting.starts_at, meeting.ends_at, now)
    except Refusal as refusal:
        reason = refusal.reason
    return render_template(
        "classes/online.html",
        meeting=meeting,
        inside=next((stay for stay in stays if stay.left_at is None), None),
        minutes=minutes_attended(stays, meeting.starts_at, meeting.ends_at),
        reason=reason,
        asked=questions.open_for(asker, meeting_id, now),
    )


@pages.post("/meetings/<int:meeting_id>/here/answer")
@signed_in
def answer_here(meeting_id: int) -> ResponseReturnValue:
    """Somebody taps that they are here, in time."""
    meeting = queries.meeting_joined_by(me(), meeting_id)
    asking.answer(me(), meeting, clock.now())
    db.session.commit()
    flash(_("Thank you. Your trainer sees that you are here."), "good")
    return redirect(url_for(".join_meeting", meeting_id=meeting_id), 303)


@pages.post("/meetings/<int:meeting_id>/join")
@signed_in
def join_meeting_now(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.meeting_joined_by(me(), meeting_id)
    actions.join(me(), meeting, clock.now())
    db.session.commit()
    return redirect(url_for(".join_meeting", meeting_id=meeting_id), 303)


@pages.post("/meetings/<int:meeting_id>/here")
@signed_in
def here(meeting_id: int) -> ResponseReturnValue:
    """A sign of life: from online.js every minute, or from a button without it."""
    meeting = queries.meeting_joined_by(me(), meeting_id)
    actions.note_here(me(), meeting, clock.now())
    db.session.commit()
    if request.accept_mimetypes.best == "application/json":
        asked = questions.open_for(me(), meeting_id, clock.now())
        return jsonify(asked=asked.id) if asked else ("", 204)
    return redirect(url_for(".join_meeting", meeting_id=meeting_id), 303)


@pages.post("/meetings/<int:meeting_id>/leave")
@signed_in
def leave_meeting(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.meeting_joined_by(me(), meeting_id)
    actions.leave(me(), meeting, clock.now())
    db.session.commit()
    return redirect(url_for(".join_meeting", meeting_id=meeting_id), 303)
