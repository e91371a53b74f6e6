"""Reminders on the reader's own phones: turned on by a tap, listed, turned off."""

from flask import Response, current_app, flash, g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core import clock
from lms.core.access import me, public, signed_in
from lms.core.db import db
from lms.core.outgoing import Forbidden, place_of
from lms.keeping.actions import phones as act
from lms.keeping.channels import is_push_open
from lms.keeping.queries.phones import phones_on
from lms.keeping.rules.push import NotASubscription, Subscription, digest_of, name_of, read
from lms.keeping.rules.vapid import public_key
from lms.keeping.views.blueprint import pages
from lms.ui.pages import STATIC
from lms.ui.tokens import csrf_token


def on_the_page() -> dict[str, object]:
    """What the page of reminders shows of phones; nothing while the settings do not open this way."""
    if not is_push_open(current_app.config):
        return {"push_key": None, "phones": [], "this_session": None}
    g.csp_worker = True
    key = public_key(current_app.config["PUSH_KEY"])
    return {"push_key": key, "phones": phones_on(me().person_id), "this_session": me().sign_in_id}


@pages.get("/reminders/phones/worker.js")
@public
def worker() -> ResponseReturnValue:
    """Below the page's own address, so that it can never have to do with another page."""
    response = Response((STATIC / "phone_worker.js").read_bytes(), mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@pages.post("/reminders/phones")
@signed_in
def turn_on() -> ResponseReturnValue:
    """This browser shows reminders from now on."""
    whom, service = _given()
    phone = name_of(request.user_agent.string)
    act.turn_on(me().person_id, me().sign_in_id, whom, phone, service, clock.now())
    db.session.commit()
    flash(_("This phone reminds you the day before a meeting. Signing out on it turns that off."), "good")
    return redirect(url_for(".my_reminders"), code=303)


def _given() -> tuple[Subscription, str]:
    """Where this browser takes messages, and by whose service."""
    if not is_push_open(current_app.config):
        raise NotASubscription
    whom = read(request.form.get("subscription", ""))
    try:
        return whom, place_of(whom.endpoint, current_app.config["PUSH_HOSTS"].split()).host
    except Forbidden as refused:
        raise NotASubscription from refused


@pages.get("/reminders/phones/token")
@signed_in
def phone_token() -> ResponseReturnValue:
    """For the worker, which has no page: the key to subscribe with, and the token of what it sends."""
    key = public_key(current_app.config["PUSH_KEY"]) if is_push_open(current_app.config) else None
    return jsonify(key=key, token=csrf_token())


@pages.post("/reminders/phones/renewed")
@signed_in
def renew() -> ResponseReturnValue:
    """The browser changed where it takes messages (`subscription`), or dropped it; `was` is the former address."""
    whom, service = _given() if request.form.get("subscription") else (None, "")
    was = digest_of(request.form.get("was", ""))
    known = act.renew(me().person_id, me().sign_in_id, was, whom, service, clock.now())
    db.session.commit()
    return jsonify(on=known and whom is not None)


@pages.post("/reminders/phones/<int:phone_id>/off")
@signed_in
def turn_off(phone_id: int) -> ResponseReturnValue:
    act.turn_off(me().person_id, phone_id, clock.now())
    db.session.commit()
    flash(_("That phone is turned off."), "good")
    return redirect(url_for(".my_reminders"), code=303)
