"""Searching the people in one's charge, and taking the list away."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core import audit, clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.sheets import write_csv, write_xlsx
from lms.people import queries
from lms.people.views.blueprint import pages

A_PAGE = 50
MOST_EXPORTED = 5000


@pages.get("/people/")
@needs(*queries.STAFF)
def index() -> ResponseReturnValue:
    typed = request.args.get("q", "").strip()[:80]
    number = _page_number(request.args.get("page", "1"))
    rows = queries.people_page(me(), typed, A_PAGE + 1, (number - 1) * A_PAGE)
    audit.trace(me().person_id, Deed.SAW, "people", me().unit_id, clock.now(), count=len(rows[:A_PAGE]))
    return render_template(
        "people/index.html", people=rows[:A_PAGE], more=len(rows) > A_PAGE, typed=typed, page=number
    )


def _page_number(raw: str) -> int:
    return max(1, int(raw)) if raw.isascii() and raw.isdigit() and len(raw) <= 6 else 1


@pages.get("/people/export.<any(csv, xlsx):kind>")
@needs(*queries.STAFF)
def export(kind: str) -> ResponseReturnValue:
    typed = request.args.get("q", "").strip()[:80]
    people = queries.people_page(me(), typed, MOST_EXPORTED, 0)
    audit.trace(me().person_id, Deed.EXPORTED, "people", kind, clock.now(), count=len(people))
    header = [_("Full name"), _("Birth year"), _("Village or commune"), _("Code"), _("Phone number")]
    rows = [(each.name, each.birth_year, each.unit_name, each.unit_code, each.phone) for each in people]
    content = write_csv(header, rows) if kind == "csv" else write_xlsx(_("People"), header, rows)
    mimetype = {
        "csv": "text/csv",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }[kind]
    return Response(
        content,
        mimetype=mimetype,
        headers={"Content-Disposition": f'attachment; filename="people.{kind}"'},
    )
