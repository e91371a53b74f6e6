"""A roster from a sheet: first what would happen, line by line, then the press that makes it happen."""

from collections.abc import Collection
from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.utils import redirect

from lms.core import audit, clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Refusal
from lms.core.sheets import read_table
from lms.people import actions, queries
from lms.people.forms import RosterForm
from lms.people.models import ConsentMethod, Sex
from lms.people.rules.roster import Entry, State, compare, read_roster
from lms.people.views.blueprint import pages
from lms.people.views.staff.charge import offer_places, place_chosen
from lms.ui import previews

_PURPOSE = "people.roster"


@pages.route("/people/import", methods=["GET", "POST"])
@needs(*queries.STAFF)
def roster() -> ResponseReturnValue:
    form = RosterForm(data={"unit_id": me().unit_id})
    offer_places(form)
    if form.validate_on_submit() and (unit_id := place_chosen(form)):
        unit = queries.unit_row(unit_id)
        try:
            rows = read_table(form.file.data.stream, str(form.file.data.filename))
            entries = read_roster(rows, unit.id, unit.name, queries.villages_in(unit.id), clock.today().year)
        except Refusal as refusal:
            form.refuse("file", refusal.reason)
        else:
            return _preview(compared(entries, unit), unit, str(form.method.data))
    return render_template("people/roster.html", form=form)


def compared(entries: list[Entry], unit: Any) -> list[Entry]:
    """The entries beside who is known in the commune now."""
    near = queries.commune_path(unit.id) or unit.path
    keys = {entry.key for entry in entries if entry.state is not State.REFUSED}
    return compare(entries, queries.same_people_in(near, keys), unit.id)


def _preview(entries: list[Entry], unit: Any, method: str, also: Collection[int] = ()) -> ResponseReturnValue:
    kept = [
        [each.line, each.name, each.birth_year, each.unit_id, each.phone, each.sex]
        for each in entries
        if each.state is not State.REFUSED
    ]
    order = {State.REFUSED: 0, State.LIKELY: 1, State.NEW: 2, State.MATCHED: 3}
    return render_template(
        "people/roster_preview.html",
        entries=sorted(entries, key=lambda each: (order[each.state], each.line)),
        counts={state: sum(each.state is state for each in entries) for state in State},
        unit=unit,
        also=also,
        payload=previews.signed(
            _PURPOSE,
            {
                "by": me().person_id,
                "unit": unit.id,
                "method": method,
                "rows": kept,
                "likely": _likely(entries),
            },
        ),
    )


def _likely(entries: list[Entry]) -> list[int]:
    return [each.line for each in entries if each.state is State.LIKELY]


@pages.post("/people/import/confirm")
@needs(*queries.STAFF)
def confirm_roster() -> ResponseReturnValue:
    """Looks again at who is known, so that confirming twice adds nobody twice.

    Whoever looks like somebody added meanwhile was not asked about yet: the preview comes once more.
    """
    kept = previews.sent_back(_PURPOSE)
    if kept is None or kept["by"] != me().person_id:
        flash(_("This preview is too old. Choose the file once more."), "stop")
        return redirect(url_for(".roster"), 303)
    queries.lock_commune(kept["unit"])
    unit = queries.unit_in_reach(me(), kept["unit"])
    read = [
        Entry(line, name, year, unit_id, phone, Sex(sex) if sex else None)
        for line, name, year, unit_id, phone, sex in kept["rows"]
    ]
    also = {int(line) for line in request.form.getlist("also") if line.isascii() and line.isdigit()}
    entries, now = compared(read, unit), clock.now()
    if set(_likely(entries)) - {*kept.get("likely", ()), *also}:
        flash(_("Somebody was added meanwhile. Nothing is saved yet: look at these lines once more."), "stop")
        return _preview(entries, unit, kept["method"], also)
    added = actions.add_roster(entries, also, ConsentMethod(kept["method"]), me().person_id, now)
    audit.record(me().person_id, Deed.CREATED, "roster", unit.id, now, people=added)
    db.session.commit()
    flash(
        ngettext("%(num)d person is added.", "%(num)d people are added.", len(added))
        if added
        else _("Nobody new is added."),
        "good",
    )
    return redirect(url_for(".index"), 303)
