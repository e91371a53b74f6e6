"""Searching the people in one's charge, and taking the list away."""

from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core import audit, clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.sheets import write_csv, write_xlsx
from lms.people import queries
from lms.people.views.blueprint import pages
from lms.ui.languages import number

A_PAGE = 50
MOST_EXPORTED = 5000


@pages.get("/people/")
@needs(*queries.STAFF)
def index() -> ResponseReturnValue:
    typed = request.args.get("q", "").strip()[:80]
    at = _page_number(request.args.get("page", "1"))
    rows = queries.people_page(me(), typed, A_PAGE + 1, (at - 1) * A_PAGE)
    audit.trace(me().person_id, Deed.SAW, "people", me().unit_id, clock.now(), count=len(rows[:A_PAGE]))
    return render_template(
        "people/index.html", people=rows[:A_PAGE], more=len(rows) > A_PAGE, typed=typed, page=at
    )


def _page_number(raw: str) -> int:
    return max(1, int(raw)) if raw.isascii() and raw.isdigit() and len(raw) <= 6 else 1


def _cut_off() -> str:
    return _(
        "Only the first %(num)s people are in this list. Search for a part of a name to get fewer.",
        num=number(MOST_EXPORTED),
    )


@pages.get("/people/export.<any(csv, xlsx):kind>")
@needs(*queries.STAFF)
def export(kind: str) -> ResponseReturnValue:
    typed = request.args.get("q", "").strip()[:80]
    found = queries.people_page(me(), typed, MOST_EXPORTED + 1, 0)
    people = found[:MOST_EXPORTED]
    audit.trace(me().person_id, Deed.EXPORTED, "people", kind, clock.now(), count=len(people))
    header = [_("Full name"), _("Birth year"), _("Village or commune"), _("Code"), _("Phone number")]
    rows: list[Any] = [
        (each.name, each.birth_year, each.unit_name, each.unit_code, each.phone) for each in people
    ]
    notes = [] if len(found) == len(people) else [_cut_off()]
    if kind == "csv":
        content = write_csv(header, [*rows, *([each] for each in notes)])
    else:
        content = write_xlsx(_("People"), header, rows, notes)
    mimetype = {
        "csv": "text/csv",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }[kind]
    return Response(
        content,
        mimetype=mimetype,
        headers={"Content-Disposition": f'attachment; filename="people.{kind}"'},
    )
