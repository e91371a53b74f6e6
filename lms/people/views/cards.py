"""Issuing and printing a learner card."""

import segno
from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.core import audit, clock
from lms.core.access import me
from lms.core.audit import Deed
from lms.core.db import db
from lms.people import actions, queries, rules
from lms.people.models import Person
from lms.people.views import once


def card_page(person: Person, template: str, here: str, issued_by: int) -> ResponseReturnValue:
    """POST issues a new card, GET shows it that once; afterwards only that there is one."""
    if request.method == "POST":
        now = clock.now()
        letters = actions.issue_card(person.id, issued_by, now)
        audit.record(me().person_id, Deed.CREATED, "card", person.id, now)
        db.session.commit()
        once.keep("card", person.id, letters)
        return redirect(here, 303)
    fresh = once.take("card", person.id)
    return render_template(
        template,
        person=person,
        unit=queries.unit_row(person.unit_id),
        card=queries.card_in_force(person.id),
        letters=rules.in_groups(fresh) if fresh else None,
        qr=_qr(fresh) if fresh else None,
        card_address=_address(),
    )


def _address() -> str:
    base = current_app.config["PUBLIC_URL"] or request.url_root.rstrip("/")
    return str(base + url_for("people.card"))


def _qr(letters: str) -> str:
    """A picture of the card's address; what follows # never reaches a server."""
    code = segno.make(f"{_address()}#{letters}", error="m", micro=False)
    return str(code.svg_data_uri(scale=6, border=4, dark="#000"))
