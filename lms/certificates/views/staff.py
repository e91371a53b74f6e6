"""Certificates of the people in one's charge: finding and revoking them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.certificates import actions, queries, rules
from lms.certificates.forms import RevokeForm
from lms.certificates.serials import read_serial
from lms.certificates.views.blueprint import note, pages
from lms.core import clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.text import is_clean, nfc


@pages.get("/certificates/issued")
@needs(*queries.IN_CHARGE)
def issued() -> ResponseReturnValue:
    """The newest first, found by name or serial; older ones behind a link."""
    text = nfc(request.args.get("name", "")[:120])
    text = text if is_clean(text) else ""
    before = request.args.get("before", "")
    earlier_than = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else 0
    found = queries.issued(me(), text, read_serial(text), earlier_than)
    shown = found[: queries.AT_ONCE]
    note(me(), Deed.SAW, "certificates", me().unit_id, people=len({each.person_id for each in shown}))
    oldest = shown[-1].id if len(found) > len(shown) else None
    return render_template("certificates/issued.html", certificates=shown, text=text, oldest=oldest)


@pages.route("/certificates/<serial>/revoke", methods=["GET", "POST"])
@needs(*queries.IN_CHARGE)
def revoke(serial: str) -> ResponseReturnValue:
    """Asks why, says what follows, and only then revokes."""
    certificate = queries.certificate_in_charge(me(), read_serial(serial))
    rules.check_revocable(certificate.state)
    form = RevokeForm()
    if form.validate_on_submit():
        actions.revoke(me(), certificate.serial, form.because.data, clock.now())
        db.session.commit()
        flash(_("The certificate is revoked."), "good")
        return redirect(url_for(".show", serial=certificate.serial), code=303)
    return render_template("certificates/revoke.html", certificate=certificate, form=form)
