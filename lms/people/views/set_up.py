"""The one-time link with which staff choose their password and tie their code app to the account."""

import pyotp
import segno
from flask import current_app, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.core import audit, clock
from lms.core.access import public
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Refusal
from lms.people import actions, hashing, invitations, rules
from lms.people.forms import SetUpForm
from lms.people.models import Person, SignInKind
from lms.people.views.blueprint import pages


def link_for(person: Person) -> str:
    """A link that works once, for 48 hours: choosing the password changes what it was made from."""
    base = current_app.config["PUBLIC_URL"]
    path = url_for("people.set_up", token=invitations.token_for(person), _external=not base)
    return f"{base}{path}"


@pages.route("/staff/set-up/<token>", methods=["GET", "POST"])
@public
def set_up(token: str) -> ResponseReturnValue:
    person = invitations.person_of(token)
    key = invitations.totp_key_for(token)
    form = SetUpForm()
    if form.validate_on_submit():
        now = clock.now()
        step = rules.matching_step(key, str(form.code.data), now, 0)
        try:
            rules.check_password(str(form.password.data), person.name, person.phone or "")
        except Refusal as refusal:
            form.refuse("password", refusal.reason)
        else:
            if step is None:
                form.refuse(
                    "code",
                    _(
                        "This code does not fit. Type the next one. If it stays so, let the phone that shows the"
                        " codes set its clock by itself."
                    ),
                )
            else:
                _keep(token, person.id, str(form.password.data), key, step)
                flash(_("All set. Sign in with your new password and the next code."), "good")
                return redirect(url_for(".staff_sign_in"), 303)
    uri = pyotp.TOTP(key).provisioning_uri(
        name=person.phone or person.name, issuer_name=current_app.config["ISSUER"]
    )
    qr = segno.make(uri, error="l", micro=False).svg_data_uri(scale=5, border=4, dark="#000")
    spaced = " ".join(key[i : i + 4] for i in range(0, len(key), 4))
    return render_template("people/set_up.html", form=form, person=person, key=spaced, uri=uri, qr=qr)


def _keep(token: str, person_id: int, password: str, key: str, step: int) -> None:
    db.session.rollback()
    password_hash, now = hashing.hash_secret(password), clock.now()
    invitations.person_of(token)  # two tabs with the same link: the second finds it used
    actions.set_staff_secrets(person_id, password_hash, key, step)
    actions.end_sign_ins(person_id, now, kind=SignInKind.STAFF)
    audit.record(person_id, Deed.CHANGED, "person", person_id, now, fields=["password", "totp"])
    db.session.commit()
