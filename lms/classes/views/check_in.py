"""Checking oneself in: by scanning the board, or by typing its digits."""

from collections.abc import Callable

from flask import current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.classes.actions import checking_in as actions
from lms.classes.forms.attendance import DigitsForm, are_digits, bare_digits
from lms.classes.queries import online as queries
from lms.classes.rules import codes
from lms.classes.rules.codes import Scan
from lms.classes.views import scans
from lms.classes.views.blueprint import pages
from lms.classes.views.board import check_in_key
from lms.core import clock
from lms.core.access import me, public, signed_in
from lms.core.errors import Missing, Refusal
from lms.ui.wire import see_other


@pages.get("/check-in/<token>")
@public
def check_in(token: str) -> ResponseReturnValue:
    """A scan is proved at once and kept through signing in, however long that takes an old hand."""
    now = clock.now()
    try:
        scan = codes.read_token(check_in_key(), token, now)
        meeting = queries.any_meeting(scan.meeting_id)
        codes.check_window(meeting.state, meeting.starts_at, meeting.ends_at, now)
    except Refusal as refusal:
        return refused(refusal)
    if current_user.is_authenticated:
        answer = _offer(scan)
    else:
        answer = redirect(url_for("people.sign_in", next=url_for(".check_in_held")), 303)
    return scans.keep(make_response(answer), scan)


@pages.get("/check-in/held")
@signed_in
def check_in_held() -> ResponseReturnValue:
    """The page one comes back to after signing in."""
    scan = scans.kept()
    return _offer(scan) if scan else redirect(url_for(".check_in_digits"), 303)


@pages.post("/check-in/held")
@signed_in
def check_in_now() -> ResponseReturnValue:
    scan = scans.kept()
    if scan is None:
        return refused(codes.ScanTooOld())
    try:
        actions.by_scan(me(), scan, _device_namer()(scan.meeting_id), clock.now())
    except Refusal as refusal:
        return refused(refusal)
    return _done(scan.meeting_id)


@pages.get("/check-in/")
@signed_in
def check_in_digits() -> ResponseReturnValue:
    """Where the digits are typed."""
    return render_template("classes/check_in.html", form=DigitsForm())


@pages.post("/check-in/")
@signed_in
def take_digits() -> ResponseReturnValue:
    """A form is made only for who has to type again."""
    digits, reason = bare_digits(request.form.get("digits")), None
    if are_digits(digits):
        try:
            return _done(actions.by_digits(me(), digits, check_in_key(), _device_namer(), clock.now()))
        except Refusal as refusal:
            reason = refusal.reason
    form = DigitsForm()
    form.validate()
    if reason is not None:
        form.refuse("digits", reason)
    return render_template("classes/check_in.html", form=form), 409


@pages.get("/check-in/done/<int:meeting_id>")
@signed_in
def checked_in(meeting_id: int) -> ResponseReturnValue:
    """What stands in the register now, for the learner to see."""
    meeting = queries.meeting_joined_by(me(), meeting_id)
    mark = queries.mark_of(me(), meeting_id)
    if mark is None:
        raise Missing
    return render_template("classes/check_in_done.html", meeting=meeting, mark=mark)


def _offer(scan: Scan) -> ResponseReturnValue:
    """One button; showing it changes nothing."""
    asker = me()
    try:
        scan.check_kept(clock.now())
        meeting = queries.any_meeting(scan.meeting_id)
        if not queries.is_member(asker.person_id, meeting.cohort_id):
            raise codes.NotAMember
    except Refusal as refusal:
        return refused(refusal)
    if queries.mark_of(asker, meeting.id):
        return redirect(url_for(".checked_in", meeting_id=meeting.id), 303)
    return render_template("classes/check_in_held.html", meeting=meeting)


def _device_namer() -> Callable[[int], str | None]:
    """What this device is called in a meeting.

    The device has had its name since somebody signed in on it; a browser without one is no flag.
    """
    secret, device = current_app.config["SECRET_KEY"], request.cookies.get("device")
    return lambda meeting_id: codes.device_digest(secret, meeting_id, device) if device else None


def _done(meeting_id: int) -> ResponseReturnValue:
    return scans.drop(see_other(f"/check-in/done/{meeting_id}"))


def refused(refusal: Refusal) -> ResponseReturnValue:
    """Why not, and what to do instead."""
    return render_template("classes/check_in_refused.html", reason=refusal.reason), 409
