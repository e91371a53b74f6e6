"""Joining in three small pages: who, where, PIN. What was typed stays in this browser until the end."""

import secrets
from typing import Any

from flask import abort, flash, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.core import audit, clock
from lms.core.access import public
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Refusal
from lms.people import actions, hashing, queries, rules, sessions
from lms.people.forms import SecretForm, WhoForm
from lms.people.models import ConsentMethod, SignInKind
from lms.people.queries import Candidate
from lms.people.views import cookies, doors, going, signing
from lms.people.views.blueprint import pages
from lms.places.models import UnitKind
from lms.places.queries import children, find_communes, provinces_for_choice
from lms.ui import languages
from lms.ui.manners import address_colleague
from lms.ui.pages import asker


@pages.route("/join", methods=["GET", "POST"])
@public
def join() -> ResponseReturnValue:
    kept = _kept()
    form = WhoForm(data=kept)
    if form.validate_on_submit():
        try:
            rules.check_birth_year(form.birth_year.data, clock.today().year)
        except Refusal as refusal:
            form.refuse("birth_year", refusal.reason)
        else:
            going_to = going.wanted() or kept.get("next", "")
            _begin(str(form.name.data), form.birth_year.data, going_to)
            return redirect(url_for(".join_place"), 303)
    return render_template("people/join.html", form=form, next=going.wanted())


@pages.route("/join/place", methods=["GET", "POST"])
@public
def join_place() -> ResponseReturnValue:
    """A commune by typing its name, or province, commune and village one after the other."""
    if "key" not in _kept():
        return redirect(url_for(".join"), 303)
    if request.method == "POST":
        unit = queries.unit_row(_number(request.form.get("unit_id")))
        if unit.kind not in (UnitKind.COMMUNE, UnitKind.VILLAGE):
            abort(400)
        if not unit.in_force:
            return _choose_again()
        _keep(unit_id=unit.id)
        return redirect(url_for(".join_pin"), 303)
    typed = request.args.get("q", "").strip()[:80]
    unit = queries.unit_row(_number(request.args["unit"])) if "unit" in request.args else None
    if unit and not unit.in_force:
        return _choose_again()
    return render_template(
        "people/join_place.html",
        typed=typed,
        found=find_communes(typed, limit=30) if typed else [],
        unit=unit,
        below=children(unit.id) if unit else [],
        provinces=provinces_for_choice() if "list" in request.args else [],
    )


@pages.route("/join/pin", methods=["GET", "POST"])
@public
def join_pin() -> ResponseReturnValue:
    kept = _kept()
    if "unit_id" not in kept or "key" not in kept:
        return redirect(url_for(".join_place"), 303)
    unit = queries.unit_row(kept["unit_id"])
    if not unit.in_force:
        return _choose_again()
    form, tried = SecretForm(several=bool(cookies.family())), None
    if form.validate_on_submit():
        try:
            rules.check_pin(str(form.pin.data), kept["birth_year"])
        except Refusal as refusal:
            form.refuse("pin", refusal.reason)
        else:
            first = sessions.token_of(kept["key"])
            joined = queries.signed_in_by(first) or _join(kept, form, first)
            if joined is None:
                return going.onward(kept.get("next", ""))
            tried = doors.try_secret(
                doors.account("person", joined), str(form.pin.data), lambda: queries.chosen(joined)
            )
            if tried.people:
                doors.let_in(tried.people[0], SignInKind.PIN, tried.account, bool(form.several.data))
                return going.onward(kept.get("next", ""))
            signing.refuse(
                form, "pin", tried, _("You have joined already. Type the PIN that you chose then.")
            )
    return signing.page("people/join_pin.html", tried, form=form, kept=kept, unit=unit)


def _choose_again() -> ResponseReturnValue:
    """The place was dissolved while somebody joined."""
    flash(_("This place is no longer on the list. Choose where you live now."), "stop")
    return redirect(url_for(".join_place"), 303)


def _join(kept: dict[str, Any], form: SecretForm, token: str) -> int | None:
    """The first session is known by what this joining began with: sent again after its answer was lost, it joins nobody twice.

    Who joined with the same token just now; None when it was this one.
    """
    db.session.rollback()
    pin_hash, now = hashing.hash_secret(str(form.pin.data)), clock.now()
    queries.lock_commune(kept["unit_id"])
    if (joined := queries.signed_in_by(token)) is not None:
        return joined
    person = actions.add_person(
        kept["name"],
        kept["birth_year"],
        kept["unit_id"],
        now,
        phone=form.phone.data,
        language=languages.language(),
    )
    person.pin_hash = pin_hash
    actions.record_consent(person.id, rules.CONSENT_PURPOSE, rules.CONSENT_VERSION, ConsentMethod.SCREEN, now)
    audit.record(person.id, Deed.CREATED, "person", person.id, now)
    new = Candidate(person.id, person.name, person.language, pin_hash)
    counter, several = doors.account("person", person.id), bool(form.several.data)
    doors.let_in(new, SignInKind.PIN, counter, several, token)
    return None


@pages.get("/consent")
@public
def consent() -> ResponseReturnValue:
    address_colleague(asker())
    return render_template("people/consent.html", version=rules.CONSENT_VERSION)


def _kept() -> dict[str, Any]:
    kept = session.get("joining")
    return kept if isinstance(kept, dict) else {}


def _begin(name: str, birth_year: int | None, going_to: str) -> None:
    """Whoever goes back a page is still the same; the next person on this phone is not."""
    kept = _kept()
    same = (kept.get("name"), kept.get("birth_year")) == (name, birth_year)
    key = kept.get("key") if same else None
    _keep(key=key or secrets.token_urlsafe(24), name=name, birth_year=birth_year, next=going_to)


def _keep(**words: Any) -> None:
    session["joining"] = {**_kept(), **words}


def _number(raw: str | None) -> int:
    """An id from an address or a form; 404 when it is none."""
    if not raw or not (raw.isascii() and raw.isdigit() and len(raw) <= 18):
        abort(404)
    return int(raw)
