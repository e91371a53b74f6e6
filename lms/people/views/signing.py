"""Signing in by phone, by card and as staff; signing out."""

from typing import Any

from flask import Response, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.utils import redirect

from lms.core import clock
from lms.core.access import me, public, signed_in
from lms.core.db import db
from lms.people import actions, queries, rules
from lms.people.forms import CardForm, PhoneForm, StaffForm
from lms.people.models import SignInKind
from lms.people.queries import Candidate
from lms.people.views import cookies, doors, going
from lms.people.views.blueprint import pages

MINUTES_TO_CHOOSE = 5


@pages.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    form = PhoneForm()
    tried = None
    if form.validate_on_submit():
        phone = str(form.phone.data)
        tried = doors.try_secret(
            doors.account("phone", phone), str(form.pin.data), lambda: queries.at_phone(phone)
        )
        if tried.people:
            return _enter(tried, SignInKind.PIN, bool(form.several.data))
        refuse(form, "pin", tried, _("The phone number or the PIN is not right."))
    return page("people/sign_in.html", tried, form=form, next=going.wanted(), family=cookies.family())


@pages.route("/card", methods=["GET", "POST"])
@public
def card() -> ResponseReturnValue:
    """The door a printed card opens: its address ends in #letters, which no server log ever sees."""
    form = CardForm()
    tried = None
    if form.validate_on_submit():
        letters = rules.read_letters(str(form.token.data))
        kept = rules.card_hash(letters or str(form.token.data))
        tried = doors.try_secret(
            doors.account("card", kept), str(form.pin.data), lambda: queries.with_card(kept)
        )
        if tried.people:
            return _enter(tried, SignInKind.CARD, bool(form.several.data))
        refuse(form, "pin", tried, _("The card or the PIN is not right."))
    return page("people/card.html", tried, form=form, next=going.wanted())


@pages.route("/sign-in/staff", methods=["GET", "POST"])
@public
def staff_sign_in() -> ResponseReturnValue:
    form = StaffForm()
    tried = None
    if form.validate_on_submit():
        phone = str(form.phone.data)
        tried = doors.try_secret(
            doors.account("staff", phone), str(form.password.data), lambda: queries.staff_at_phone(phone)
        )
        for who in tried.people:
            if _spends(who, str(form.code.data)):
                doors.let_in(who, SignInKind.STAFF, tried.account)
                return going.onward(going.wanted())
        refuse(
            form,
            "code",
            tried,
            _(
                "The phone number, the password or the code is not right. If it stays so, let the phone that shows"
                " the codes set its clock by itself."
            ),
        )
    return page("people/staff_sign_in.html", tried, form=form, next=going.wanted())


def _spends(who: Candidate, code: str) -> bool:
    """Whether the code is this person's, of now, and nobody used it before."""
    step = rules.matching_step(str(who.totp_key), code, clock.now(), who.totp_last_step)
    return step is not None and actions.use_totp_step(who.id, step)


def refuse(form: Any, field: str, tried: doors.Tried, reason: str) -> None:
    """Say that it was wrong, or how long to wait; the same for every account, known or not."""
    if tried.wait:
        minutes = -(-tried.wait // 60)
        reason = (
            ngettext(
                "That was not right too often. Wait %(num)d second, then try once more.",
                "That was not right too often. Wait %(num)d seconds, then try once more.",
                tried.wait,
            )
            if tried.wait <= 90
            else ngettext(
                "That was not right too often. Wait %(num)d minute, then try once more.",
                "That was not right too often. Wait %(num)d minutes, then try once more.",
                minutes,
            )
        )
    else:
        doors.refused()
    form.refuse(field, reason)


def page(template: str, tried: doors.Tried | None, **words: Any) -> ResponseReturnValue:
    """The form once more; a door that is shut for a while says so in its status too."""
    return render_template(template, **words), 429 if tried and tried.wait else 200


def _enter(tried: doors.Tried, kind: SignInKind, several: bool) -> ResponseReturnValue:
    if len(tried.people) == 1:
        doors.let_in(tried.people[0], kind, tried.account, several)
        return going.onward(going.wanted())
    # Two people on one phone chose the same PIN: whoever typed it says who they are.
    session["choose"] = {
        "ids": [each.id for each in tried.people],
        "account": tried.account,
        "several": several,
        "at": clock.now().timestamp(),
    }
    return redirect(url_for(".choose", next=going.wanted() or None), 303)


@pages.route("/sign-in/who", methods=["GET", "POST"])
@public
def choose() -> ResponseReturnValue:
    kept = session.get("choose")
    if not kept or clock.now().timestamp() - kept["at"] > MINUTES_TO_CHOOSE * 60:
        return redirect(url_for(".sign_in", next=going.wanted() or None), 303)
    picked = going.picked(kept["ids"])
    for who in queries.chosen(picked) if picked else []:
        doors.let_in(who, SignInKind.PIN, kept["account"], kept["several"])
        return going.onward(going.wanted())
    return render_template("people/choose.html", people=queries.names_of(kept["ids"]), next=going.wanted())


@pages.post("/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    actions.end_sign_in(me().sign_in_id, clock.now())
    db.session.commit()
    return _leave()


@pages.post("/sign-out/everywhere")
@signed_in
def sign_out_everywhere() -> ResponseReturnValue:
    actions.end_sign_ins(me().person_id, clock.now())
    db.session.commit()
    return _leave()


def _leave() -> Response:
    """Nothing of the person stays in this browser: neither the session nor pages and lists it kept."""
    session.clear()
    answer = redirect(url_for(".switch") if cookies.family() else url_for("home.index"), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer  # type: ignore[return-value]
