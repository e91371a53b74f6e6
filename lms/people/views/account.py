"""A person's own page: language, PIN, card, and everything the system knows about them."""

import json

from flask import Response, flash, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.core import audit, clock
from lms.core.access import me, signed_in
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Refusal
from lms.people import actions, hashing, queries, rules
from lms.people.forms import ChangePinForm
from lms.people.models import SignInKind
from lms.people.views import cards, cookies, doors, signing
from lms.people.views.blueprint import pages
from lms.ui.languages import LANGUAGE_NAMES
from lms.ui.manners import address_colleague


@pages.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    address_colleague(me())
    person = queries.person_itself(me())
    return render_template(
        "people/account.html",
        person=person,
        unit=queries.unit_row(person.unit_id),
        consents=queries.consents_of(person.id),
        card=queries.card_in_force(person.id),
        languages=LANGUAGE_NAMES,
        family=cookies.family(),
    )


@pages.get("/account/data.json")
@signed_in
def account_data() -> ResponseReturnValue:
    """Everything about oneself, to keep or to take elsewhere."""
    known = queries.everything_about(me().person_id)
    return Response(
        json.dumps(known, ensure_ascii=False, indent=1, default=str),
        mimetype="application/json",
        headers={"Content-Disposition": 'attachment; filename="my-data.json"'},
    )


@pages.route("/account/pin", methods=["GET", "POST"])
@signed_in
def change_pin() -> ResponseReturnValue:
    address_colleague(me())
    form = ChangePinForm()
    tried = None
    if form.validate_on_submit():
        who = me()
        tried = doors.try_secret(
            doors.account("person", who.person_id),
            str(form.old.data),
            lambda: queries.chosen(who.person_id),
        )
        if not tried.people:
            signing.refuse(form, "old", tried, _("This is not your PIN until now."))
        elif _changed(form, tried):
            flash(_("Your PIN is changed. Other phones are signed out."), "good")
            return redirect(url_for(".account"), 303)
    return signing.page("people/change_pin.html", tried, form=form)


def _changed(form: ChangePinForm, tried: doors.Tried) -> bool:
    """Keep the new PIN and sign out every other phone; false when the rule refuses it."""
    who = me()
    person = queries.person_itself(who)
    try:
        rules.check_pin(str(form.pin.data), person.birth_year)
    except Refusal as refusal:
        form.refuse("pin", refusal.reason)
        return False
    db.session.rollback()
    pin_hash, now = hashing.hash_secret(str(form.pin.data)), clock.now()
    actions.set_pin(who.person_id, pin_hash)
    actions.succeed(tried.account, f"device:{cookies.device()}")
    actions.end_sign_ins(who.person_id, now)
    kind = SignInKind.STAFF if who.is_staff else SignInKind.PIN
    token = actions.open_sign_in(who.person_id, kind, now)
    audit.record(who.person_id, Deed.CHANGED, "person", who.person_id, now, fields=["pin"])
    db.session.commit()
    session["_user_id"] = token
    return True


@pages.route("/account/card", methods=["GET", "POST"])
@signed_in
def my_card() -> ResponseReturnValue:
    who = me()
    return cards.card_page(
        queries.person_itself(who), "people/my_card.html", url_for(".my_card"), issued_by=who.person_id
    )
