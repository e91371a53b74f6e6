"""Giving and taking roles, and the link with which new staff set up their sign-in."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect
from wtforms import SelectChoice

from lms.core import audit, clock
from lms.core.access import Role, me, needs
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Refusal
from lms.people import actions, queries, rules
from lms.people.forms import GrantForm
from lms.people.models import Person
from lms.people.views import once, set_up
from lms.people.views.blueprint import pages
from lms.people.views.staff.charge import offer_places, person_to_manage, place_chosen
from lms.people.views.words import role_words
from lms.places.models import UnitKind


@pages.route("/people/<int:person_id>/grants", methods=["GET", "POST"])
@needs(Role.CADRE, Role.ADMIN)
def grants(person_id: int) -> ResponseReturnValue:
    holder = queries.person_in_scope(me(), person_id)
    form = GrantForm(data={"unit_id": holder.unit_id})
    form.role.choices = [SelectChoice(role.value, role_words()[role]) for role in rules.roles_to_give(me())]
    offer_places(form, roles=(Role.CADRE, Role.ADMIN), kinds=UnitKind)
    if form.validate_on_submit() and (unit_id := place_chosen(form)) and _give(holder, form, unit_id):
        return redirect(url_for(".person", person_id=holder.id), 303)
    return render_template(
        "people/grants.html",
        form=form,
        person=holder,
        grants=queries.grants_of(holder.id),
        takes=_takes(holder),
    )


def _give(holder: Person, form: GrantForm, unit_id: int) -> bool:
    """Give the role; false, with the reason beside the field, when it is not the asker's to give."""
    unit = queries.unit_row(unit_id)
    try:
        role = Role(form.role.data)
        rules.check_may_give(me(), role, unit.path)
    except ValueError:
        form.refuse("role", rules.OutOfReach.reason)
        return False
    except Refusal as refusal:
        form.refuse("role", refusal.reason)
        return False
    now = clock.now()
    actions.give_role(holder.id, role, unit.id, me().person_id, now)
    audit.record(
        me().person_id, Deed.CHANGED, "person", holder.id, now, fields=["role"], role=role, unit=unit.id
    )
    if holder.password_hash is None and _manages(holder):
        once.keep("link", holder.id, set_up.link_for(holder))
    db.session.commit()
    return True


def _manages(holder: Person) -> bool:
    """Whether the asker may hand out this person's set-up link: only when they could give every role held."""
    try:
        rules.check_may_manage(me(), queries.held_by(holder.id))
    except Refusal:
        return False
    return True


def _takes(holder: Person) -> set[int]:
    """The ids of the roles that the asker may take away: those they could give, and never their own."""
    mine: set[int] = set()
    if holder.id == me().person_id:
        return mine
    for row in queries.grants_of(holder.id):
        try:
            rules.check_may_give(me(), row.role, row.unit_path)
            mine.add(row.id)
        except Refusal:
            continue
    return mine


@pages.get("/people/<int:person_id>/grants/<int:grant_id>/take")
@needs(Role.CADRE, Role.ADMIN)
def confirm_take(person_id: int, grant_id: int) -> ResponseReturnValue:
    holder = queries.person_in_scope(me(), person_id)
    return render_template(
        "people/take_role.html", person=holder, grant=queries.grant_of(holder.id, grant_id)
    )


@pages.post("/people/<int:person_id>/grants/<int:grant_id>/take")
@needs(Role.CADRE, Role.ADMIN)
def take(person_id: int, grant_id: int) -> ResponseReturnValue:
    holder = queries.person_in_scope(me(), person_id)
    row = queries.grant_of(holder.id, grant_id)
    if row.id not in _takes(holder):
        raise rules.OutOfReach
    now = clock.now()
    actions.take_role(row.id)
    audit.record(me().person_id, Deed.REVOKED, "person", holder.id, now, fields=["role"], role=row.role)
    db.session.commit()
    return redirect(url_for(".grants", person_id=holder.id), 303)


@pages.post("/people/<int:person_id>/set-up-link")
@needs(Role.CADRE, Role.ADMIN)
def new_link(person_id: int) -> ResponseReturnValue:
    """For staff who lost their phone or forgot the password."""
    holder = person_to_manage(person_id)
    audit.record(me().person_id, Deed.CREATED, "set-up link", holder.id, clock.now())
    once.keep("link", holder.id, set_up.link_for(holder))
    db.session.commit()
    return redirect(url_for(".person", person_id=holder.id), 303)
