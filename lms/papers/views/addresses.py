"""A private address: asked for, shown once, replaced, ended."""

from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core import clock
from lms.core.access import Asker, Role, me, signed_in
from lms.core.db import db
from lms.core.errors import Missing
from lms.papers.actions.addresses import end_address, make_address
from lms.papers.models import Purpose
from lms.papers.queries.addresses import feed_of, feeds_of, overseen_unit
from lms.papers.views.blueprint import base, pages
from lms.ui.languages import language

_ONCE = "calendar"


@pages.route("/calendar/address", methods=["GET", "POST"])
@signed_in
def address() -> ResponseReturnValue:
    """For one purpose (`?for=`): asks first, for the address before ends; shows the new one that once."""
    purpose, unit = _wanted(me())
    here: dict[str, Any] = {"for": purpose.value, "unit": unit.id if unit else None}
    if request.method == "POST":
        feed_id, token = make_address(
            me().person_id, purpose, unit.id if unit else None, language(), clock.now()
        )
        db.session.commit()
        session[_ONCE] = f"{feed_id} {token}"
        return redirect(url_for(".address", **here), code=303)
    feed = next((f for f in feeds_of(me()) if (f.purpose, f.unit_id) == (purpose, here["unit"])), None)
    fresh = _once(feed.id) if feed else None
    made = base() + url_for(".feed", token=fresh) if fresh else None
    return render_template("papers/address.html", purpose=purpose, unit=unit, feed=feed, made=made, here=here)


@pages.route("/calendar/address/<int:feed_id>/end", methods=["GET", "POST"])
@signed_in
def end(feed_id: int) -> ResponseReturnValue:
    feed = feed_of(me(), feed_id)
    if request.method == "GET":
        return render_template("papers/address_end.html", feed=feed)
    end_address(feed, clock.now())
    db.session.commit()
    flash(_("The address opens nothing any more."), "good")
    return redirect(url_for(".calendar"), code=303)


def _wanted(asker: Asker) -> tuple[Purpose, Any]:
    """The purpose asked for, and its unit.

    Raises:
        Missing: when it is none, or none of the asker's.
    """
    asked = request.args.get("for", Purpose.LEARNING.value)
    if asked not in list(Purpose):
        raise Missing
    purpose = Purpose(asked)
    if purpose is Purpose.TEACHING and not asker.has(Role.TRAINER):
        raise Missing
    if purpose is not Purpose.UNIT:
        return purpose, None
    unit = request.args.get("unit", "")
    if not (unit.isascii() and unit.isdigit() and len(unit) <= 18):
        raise Missing
    return purpose, overseen_unit(asker, int(unit))


def _once(feed_id: int) -> str | None:
    """The token just made; None when it was shown before."""
    of, _blank, token = str(session.get(_ONCE, "")).partition(" ")
    if of != str(feed_id):
        return None
    session.pop(_ONCE)
    return token
