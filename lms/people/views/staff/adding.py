"""Adding a person one by one; who looks like them is shown first."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.core import audit, clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Refusal
from lms.people import actions, queries, rules
from lms.people.forms import AddForm
from lms.people.models import ConsentMethod
from lms.people.views.blueprint import pages
from lms.people.views.staff.charge import offer_places, place_chosen


@pages.route("/people/add", methods=["GET", "POST"])
@needs(*queries.STAFF)
def add() -> ResponseReturnValue:
    form = AddForm(data={"unit_id": me().unit_id})
    offer_places(form)
    matches = None
    if form.validate_on_submit() and (unit_id := place_chosen(form)) and (year := _year(form)):
        matches = queries.find_matches(me().paths(*queries.STAFF), str(form.name.data), year, unit_id)
        if not matches or request.form.get("anyway") == rules.as_shown(matches):
            return _added(form, year, unit_id)
    return render_template("people/add.html", form=form, matches=matches, shown=rules.as_shown(matches or ()))


def _year(form: AddForm) -> int | None:
    """The birth year; None, with the reason beside the field, when nobody can have been born then."""
    try:
        return rules.check_birth_year(form.birth_year.data, clock.today().year)
    except Refusal as refusal:
        form.refuse("birth_year", refusal.reason)
        return None


def _added(form: AddForm, year: int, unit_id: int) -> ResponseReturnValue:
    now = clock.now()
    person = actions.add_person(
        str(form.name.data),
        year,
        unit_id,
        now,
        phone=form.phone.data,
        sex=form.sex.data,
        created_by=me().person_id,
    )
    actions.record_consent(
        person.id,
        rules.CONSENT_PURPOSE,
        rules.CONSENT_VERSION,
        ConsentMethod(form.method.data),
        now,
        witness_id=me().person_id,
    )
    audit.record(me().person_id, Deed.CREATED, "person", person.id, now)
    db.session.commit()
    flash(_("%(name)s is added.", name=person.name), "good")
    return redirect(url_for(".person", person_id=person.id), 303)
