"""One person, as staff in charge see and change them."""

from flask import current_app, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.core import audit, clock
from lms.core.access import Role, me, needs
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Refusal
from lms.people import actions, hashing, queries, rules
from lms.people.forms import CorrectForm, MoveForm
from lms.people.views import cards, doors, once
from lms.people.views.blueprint import pages
from lms.people.views.staff.charge import offer_places, person_to_manage, place_chosen


def _back_to(person_id: int) -> ResponseReturnValue:
    return redirect(url_for(".person", person_id=person_id), 303)


@pages.get("/people/<int:person_id>")
@needs(*queries.STAFF)
def person(person_id: int) -> ResponseReturnValue:
    seen = queries.person_in_scope(me(), person_id)
    audit.trace(me().person_id, Deed.SAW, "person", seen.id, clock.now())
    held = queries.held_by(seen.id)
    try:
        rules.check_may_manage(me(), held)
        manages = True
    except Refusal:
        manages = False
    return render_template(
        "people/person.html",
        person=seen,
        unit=queries.unit_row(seen.unit_id),
        grants=queries.grants_of(seen.id),
        card=queries.card_in_force(seen.id),
        consents=queries.consents_of(seen.id),
        more=[fact for tell in current_app.extensions["about_person"] for fact in tell(seen.id)],
        manages=manages,
        gives=bool(rules.roles_to_give(me())),
        disables=me().has(Role.CADRE, Role.ADMIN),
        pin=once.take("pin", seen.id),
        set_up_link=once.take("link", seen.id),
    )


@pages.post("/people/<int:person_id>/pin")
@needs(*queries.STAFF)
def reset_pin(person_id: int) -> ResponseReturnValue:
    """A random PIN, shown once; staff never choose it, so they need not be tempted to know it."""
    held = person_to_manage(person_id)
    pin, phone = rules.random_pin(held.birth_year), held.phone
    db.session.rollback()
    pin_hash, now = hashing.hash_secret(pin), clock.now()
    actions.set_pin(person_id, pin_hash)
    actions.end_sign_ins(person_id, now)
    actions.forgive(doors.account("person", person_id), *([doors.account("phone", phone)] if phone else []))
    card = queries.card_in_force(person_id)
    if card:
        actions.forgive(doors.account("card", card.token_hash))
    audit.record(me().person_id, Deed.CHANGED, "person", person_id, now, fields=["pin"])
    db.session.commit()
    once.keep("pin", person_id, pin)
    return _back_to(person_id)


@pages.route("/people/<int:person_id>/card", methods=["GET", "POST"])
@needs(*queries.STAFF)
def print_card(person_id: int) -> ResponseReturnValue:
    holder = person_to_manage(person_id)
    here = url_for(".print_card", person_id=holder.id)
    return cards.card_page(holder, "people/print_card.html", here, issued_by=me().person_id)


@pages.route("/people/<int:person_id>/correct", methods=["GET", "POST"])
@needs(*queries.STAFF)
def correct(person_id: int) -> ResponseReturnValue:
    known = person_to_manage(person_id)
    form = CorrectForm(obj=known)
    written = ", ".join(str(each) for each in (known.name, known.birth_year, known.phone) if each)
    if not form.overtaken(written) and form.validate_on_submit():
        try:
            year = rules.check_birth_year(form.birth_year.data, clock.today().year)
        except Refusal as refusal:
            form.refuse("birth_year", refusal.reason)
        else:
            changed = actions.correct(known, str(form.name.data), year, form.phone.data, form.sex.data)
            audit.record(me().person_id, Deed.CHANGED, "person", known.id, clock.now(), fields=changed)
            db.session.commit()
            return _back_to(known.id)
    return render_template("people/correct.html", form=form, person=known)


@pages.route("/people/<int:person_id>/move", methods=["GET", "POST"])
@needs(*queries.STAFF)
def move(person_id: int) -> ResponseReturnValue:
    mover = person_to_manage(person_id)
    form = MoveForm(data={"unit_id": mover.unit_id})
    offer_places(form)
    if form.validate_on_submit() and (unit_id := place_chosen(form)):
        now = clock.now()
        actions.move(mover, unit_id, now)
        audit.record(me().person_id, Deed.CHANGED, "person", mover.id, now, fields=["unit"])
        db.session.commit()
        flash(_("The new place is kept."), "good")
        return _back_to(mover.id)
    return render_template("people/move.html", form=form, person=mover, unit=queries.unit_row(mover.unit_id))


@pages.get("/people/<int:person_id>/disable")
@needs(Role.CADRE, Role.ADMIN)
def confirm_disable(person_id: int) -> ResponseReturnValue:
    return render_template("people/disable.html", person=person_to_manage(person_id))


@pages.post("/people/<int:person_id>/disable")
@needs(Role.CADRE, Role.ADMIN)
def disable(person_id: int) -> ResponseReturnValue:
    out, now = person_to_manage(person_id), clock.now()
    actions.disable(out, now)
    audit.record(me().person_id, Deed.CHANGED, "person", out.id, now, fields=["disabled"])
    db.session.commit()
    flash(_("%(name)s can no longer sign in.", name=out.name), "good")
    return _back_to(out.id)


@pages.post("/people/<int:person_id>/enable")
@needs(Role.CADRE, Role.ADMIN)
def enable(person_id: int) -> ResponseReturnValue:
    back, now = person_to_manage(person_id), clock.now()
    actions.enable(back)
    audit.record(me().person_id, Deed.CHANGED, "person", back.id, now, fields=["enabled"])
    db.session.commit()
    flash(_("%(name)s can sign in again.", name=back.name), "good")
    return _back_to(back.id)
