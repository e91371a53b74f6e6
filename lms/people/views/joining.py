"""Joining in three small pages: who, where, PIN. What was typed stays in this browser until the end."""

from typing import Any

from flask import abort, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.core import audit, clock
from lms.core.access import public
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Refusal
from lms.people import actions, hashing, queries, rules
from lms.people.forms import SecretForm, WhoForm
from lms.people.models import ConsentMethod, SignInKind
from lms.people.queries import Candidate
from lms.people.views import doors, going
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
            _keep(name=form.name.data, birth_year=form.birth_year.data, next=going_to)
            return redirect(url_for(".join_place"), 303)
    return render_template("people/join.html", form=form, next=going.wanted())


@pages.route("/join/place", methods=["GET", "POST"])
@public
def join_place() -> ResponseReturnValue:
    """A commune by typing its name, or province, commune and village one after the other."""
    if "name" not in _kept():
        return redirect(url_for(".join"), 303)
    if request.method == "POST":
        unit = queries.unit_row(_number(request.form.get("unit_id")))
        if unit.kind not in (UnitKind.COMMUNE, UnitKind.VILLAGE):
            abort(400)
        _keep(unit_id=unit.id)
        return redirect(url_for(".join_pin"), 303)
    typed = request.args.get("q", "").strip()[:80]
    unit = queries.unit_row(_number(request.args["unit"])) if "unit" in request.args else None
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
    if "unit_id" not in kept:
        return redirect(url_for(".join_place"), 303)
    form = SecretForm()
    if form.validate_on_submit():
        try:
            rules.check_pin(str(form.pin.data), kept["birth_year"])
        except Refusal as refusal:
            form.refuse("pin", refusal.reason)
        else:
            _join(kept, form)
            return going.onward(kept.get("next", ""))
    return render_template(
        "people/join_pin.html", form=form, kept=kept, unit=queries.unit_row(kept["unit_id"])
    )


def _join(kept: dict[str, Any], form: SecretForm) -> None:
    db.session.rollback()
    pin_hash, now = hashing.hash_secret(str(form.pin.data)), clock.now()
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
    joined = Candidate(person.id, person.name, person.language, pin_hash)
    doors.let_in(joined, SignInKind.PIN, doors.account("person", person.id), bool(form.several.data))


@pages.get("/consent")
@public
def consent() -> ResponseReturnValue:
    address_colleague(asker())
    return render_template("people/consent.html", version=rules.CONSENT_VERSION)


def _kept() -> dict[str, Any]:
    kept = session.get("joining")
    return kept if isinstance(kept, dict) else {}


def _keep(**words: Any) -> None:
    session["joining"] = {**_kept(), **words}


def _number(raw: str | None) -> int:
    """An id from an address or a form; 404 when it is none."""
    if not raw or not (raw.isascii() and raw.isdigit() and len(raw) <= 18):
        abort(404)
    return int(raw)
