"""A shared tablet at the door: it shows short names, asks for a PIN, and can do nothing else."""

from typing import Any

from flask import (
    Response,
    after_this_request,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.classes.actions import kiosk as actions
from lms.classes.forms.kiosk import KioskPinForm, LeaveKioskForm, StartKioskForm
from lms.classes.queries import attendance as find
from lms.classes.queries import kiosk as queries
from lms.classes.queries.online import any_meeting
from lms.classes.queries.sheet import says_here
from lms.classes.rules.attendance import check_open
from lms.classes.rules.kiosk import NoPin, WrongPin, WrongSecret, short_names
from lms.classes.views.blueprint import STAFF, pages
from lms.core import clock
from lms.core.access import me, needs, public
from lms.core.db import db
from lms.core.errors import Missing
from lms.core.requests import itself
from lms.core.text import fold
from lms.people import actions as people
from lms.people import hashing

COOKIE = "kiosk"
ITS_OWN = {
    "classes.kiosk",
    "classes.kiosk_person",
    "classes.leave_kiosk",
    "people.language",
    "people.text_size",
    "core.healthz",
}


@pages.before_app_request
def stay_on_the_tablet() -> ResponseReturnValue | None:
    """While a browser is a tablet at the door every other address leads back to it."""
    asked = itself(request)
    if COOKIE not in asked.cookies or asked.endpoint in ITS_OWN:
        return None
    try:
        _kiosk()
    except Missing:
        _forget()
        return None
    return redirect(url_for("classes.kiosk"), 303)


def _kiosk() -> Any:
    """The tablet this browser is; Missing for every other browser."""
    return queries.kiosk_with(request.cookies.get(COOKIE, ""), clock.now())


def _forget() -> None:
    @after_this_request
    def drop(response: Response) -> Response:
        response.delete_cookie(COOKIE)
        return response


@pages.route("/meetings/<int:meeting_id>/kiosk", methods=["GET", "POST"])
@needs(*STAFF)
def start_kiosk(meeting_id: int) -> ResponseReturnValue:
    meeting = find.meeting_taught_by(me(), meeting_id)
    check_open(meeting.state, meeting.starts_at, clock.now())
    form = StartKioskForm()
    if not form.validate_on_submit():
        return render_template("classes/kiosk_start.html", meeting=meeting, form=form)
    token = actions.start(me(), meeting, bool(form.by_look.data), clock.now())
    db.session.commit()
    session.clear()
    response = redirect(url_for(".kiosk"), 303)
    response.set_cookie(
        COOKIE, token, httponly=True, samesite="Strict", secure=current_app.config["SESSION_COOKIE_SECURE"]
    )
    return response


@pages.post("/meetings/<int:meeting_id>/register/here")
@needs(*STAFF)
def confirm_here(meeting_id: int) -> ResponseReturnValue:
    """Everybody who said at the tablet that they are here, is."""
    meeting = find.meeting_taught_by(me(), meeting_id)
    confirmed = actions.confirm(meeting, me().person_id, clock.now())
    db.session.commit()
    flash(ngettext("%(num)d person is marked.", "%(num)d people are marked.", confirmed), "good")
    return redirect(url_for(".register", meeting_id=meeting_id), 303)


@pages.get("/kiosk/")
@public
def kiosk() -> ResponseReturnValue:
    """Large names; what is typed is looked for without accents."""
    meeting = any_meeting(_kiosk().meeting_id)
    learners = find.learners_of(meeting)
    names, words = short_names(learners), fold(request.args.get("q", "")[:40])
    return render_template(
        "classes/kiosk.html",
        meeting=meeting,
        people=[
            (each.id, names[each.id], each.presence, says_here(each))
            for each in learners
            if words in fold(names[each.id])
        ],
        words=request.args.get("q", "")[:40],
        fold=fold,
    )


@pages.route("/kiosk/<int:person_id>", methods=["GET", "POST"])
@public
def kiosk_person(person_id: int) -> ResponseReturnValue:
    here = _kiosk()
    meeting = any_meeting(here.meeting_id)
    names = short_names(find.learners_of(meeting))
    if person_id not in names:
        raise Missing
    form, kept, status = KioskPinForm(), queries.pin_of(person_id), 200
    if here.by_look and "look" in request.form:
        actions.say_here(meeting, person_id, clock.now())
        db.session.commit()
        flash(_("%(name)s: the trainer sees it in the register and confirms it.", name=names[person_id]))
        return redirect(url_for(".kiosk"), 303)
    if form.validate_on_submit():
        counter, device = hashing.counter_of("person", person_id), f"device:kiosk-{here.id}"
        wait = _try(counter, device)
        if kept is None:
            form.refuse("pin", NoPin.reason)
        elif wait:
            status = 429
            form.refuse("pin", _("That was not right too often. Wait a little, or ask the trainer."))
        elif hashing.is_right(kept, form.pin.data or ""):
            people.succeed(counter, device)
            return _marked(meeting, person_id, names[person_id])
        else:
            form.refuse("pin", WrongPin.reason)
    return render_template(
        "classes/kiosk_person.html",
        form=form,
        name=names[person_id],
        by_look=here.by_look,
        has_pin=bool(kept),
    ), status


def _try(counter: str, device: str) -> int:
    """Count a try before it is looked at, as signing in does; the seconds to wait."""
    now = clock.now()
    wait = people.knock(device, now) or people.knock(counter, now)
    db.session.commit()  # hashing takes a while, in which nobody shall wait for us
    return wait


def _marked(meeting: Any, person_id: int, name: str) -> ResponseReturnValue:
    actions.mark_oneself(meeting, person_id, clock.now())
    db.session.commit()
    flash(_("%(name)s is marked present. Thank you.", name=name), "good")
    return redirect(url_for(".kiosk"), 303)


@pages.route("/kiosk/leave", methods=["GET", "POST"])
@public
def leave_kiosk() -> ResponseReturnValue:
    """The password brings the trainer back to the register; the PIN only frees the tablet."""
    here = _kiosk()
    form = LeaveKioskForm()
    status = 200
    if form.validate_on_submit():
        counter, device = hashing.counter_of("kiosk", here.id), f"device:kiosk-{here.id}-leave"
        password, pin = queries.secrets_of(here.started_by)
        typed = form.secret.data or ""
        if _try(counter, device):
            status = 429
            form.refuse("secret", _("That was not right too often. Wait a little, then try once more."))
        elif (by_password := hashing.is_right(password, typed)) or hashing.is_right(pin, typed):
            return _given_back(here, counter, by_password)
        else:
            form.refuse("secret", WrongSecret.reason)
    return render_template("classes/kiosk_leave.html", form=form), status


def _given_back(here: Any, counter: str, by_password: bool) -> ResponseReturnValue:
    now = clock.now()
    people.forgive(counter, f"device:kiosk-{here.id}-leave")
    actions.end(here, now)
    token = actions.give_back(here, now) if by_password else None
    db.session.commit()
    session.clear()
    _forget()
    if token is None:
        return redirect(url_for("people.staff_sign_in"), 303)
    session["_user_id"], session["_fresh"] = token, True
    return redirect(url_for(".register", meeting_id=here.meeting_id), 303)
