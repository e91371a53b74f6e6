"""The pages about units: what lies below a unit, and taking over files."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from itsdangerous import BadData, URLSafeTimedSerializer

from lms.core import audit, clock
from lms.core.access import Role, me, needs
from lms.core.db import db
from lms.core.errors import Refusal
from lms.core.sheets import read_table, write_csv
from lms.places import actions, queries, rules
from lms.places.forms import POPULATION, VILLAGES, ImportForm

pages = Blueprint("places", __name__, template_folder="templates")
IN_CHARGE = (Role.CADRE, Role.ADMIN)
STAFF = (Role.TRAINER, *IN_CHARGE)
SECTIONS = [("places.index", _l("Places"), IN_CHARGE)]
PREVIEW_HOLDS = 60 * 60  # seconds


@pages.get("/places/")
@needs(*STAFF)
def index() -> ResponseReturnValue:
    covered = queries.units_covered(me(), *STAFF)
    if len(covered) == 1:
        return redirect(url_for(".unit", code=covered[0].code), 303)
    return render_template("places/index.html", units=covered)


@pages.get("/places/<code>")
@needs(*STAFF)
def unit(code: str) -> str:
    here = queries.unit_in_scope(me(), code, *STAFF)
    above, below = queries.ancestors(here), queries.children(here.id)
    return render_template(
        "places/unit.html",
        unit=here,
        above=above,
        nearest=rules.nearest_covered(above, me().paths(*STAFF)),
        children=below,
        adults=queries.latest_population([here.id, *(each.id for each in below)]),
        may_import=me().has(*IN_CHARGE),
    )


@pages.get("/places/<code>/population.csv")
@needs(*IN_CHARGE)
def population_sheet(code: str) -> Response:
    """The sheet to fill in: every unit below with its newest figure."""
    here = queries.unit_in_scope(me(), code, *IN_CHARGE)
    below = [here, *queries.children(here.id)]
    adults = queries.latest_population(each.id for each in below)
    rows = [(each.code, each.name, adults[each.id].adults if each.id in adults else None) for each in below]
    sheet = write_csv([_("unit code"), _("name"), _("adults")], rows)
    return Response(
        sheet,
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename=population-{here.code}.csv"},
    )


@pages.route("/places/import", methods=["GET", "POST"])
@needs(*IN_CHARGE)
def take_over() -> ResponseReturnValue:
    """Choose a file; see what it would change."""
    form = ImportForm(kind=request.args.get("kind"))
    problems: list[rules.Problem] = []
    if form.validate_on_submit():
        try:
            cells, found = _cells(form)
            return render_template(
                "places/preview.html",
                plan=_plan(cells, found),
                kind=cells["kind"],
                ticket=_tickets().dumps(cells),
            )
        except rules.RowsRefused as refused:
            problems = refused.problems
        except Refusal as refusal:
            form.refuse("file", refusal.reason)
    return render_template("places/import.html", form=form, problems=problems)


@pages.post("/places/import/confirm")
@needs(*IN_CHARGE)
def confirm() -> ResponseReturnValue:
    """Do what the preview showed; everything is compared anew, for an hour may have passed."""
    try:
        cells = _tickets().loads(request.form.get("ticket", ""), max_age=PREVIEW_HOLDS)
    except BadData:
        flash(_("This preview is no longer good. Choose the file once more."), "stop")
        return redirect(url_for(".take_over"), 303)
    if cells["kind"] == VILLAGES:
        queries.wait_for_others(code for _line, code, *_rest in cells["rows"])
    try:
        plan = _plan(cells)
    except rules.RowsRefused as refused:
        return render_template(
            "places/import.html", form=ImportForm(formdata=None), problems=refused.problems
        )
    now = clock.now()
    if isinstance(plan, actions.VillagePlan):
        written = actions.take_villages(plan, clock.today())
    else:
        written = actions.take_populations(plan, now)
    audit.record(me().person_id, audit.Deed.CHANGED, "units", cells["kind"], now, count=written)
    db.session.commit()
    flash(
        ngettext("Saved: %(num)d entry.", "Saved: %(num)d entries.", written),
        "good",
    )
    return redirect(url_for(".index"), 303)


def _cells(form: ImportForm) -> tuple[dict[str, Any], list[rules.Problem]]:
    """What the preview carries to the confirmation (the cells, not the file), and what is wrong with it."""
    rows = read_table(form.file.data.stream, form.file.data.filename or "")
    if form.kind.data == VILLAGES:
        drafts, problems = rules.village_drafts(rows)
        cells = [[d.line, d.commune_code, d.name, d.form, d.number] for d in drafts]
        return {"kind": VILLAGES, "rows": cells}, problems
    rules.check_as_of(form.as_of.data, clock.today())
    figures, problems = rules.population_drafts(rows)
    return {
        "kind": POPULATION,
        "rows": [[d.line, d.code, d.adults] for d in figures],
        "source": form.source.data,
        "as_of": form.as_of.data.isoformat(),
    }, problems


def _plan(
    cells: dict[str, Any], problems: Iterable[rules.Problem] = ()
) -> actions.VillagePlan | actions.PopulationPlan:
    paths = me().paths(*IN_CHARGE)
    if cells["kind"] == VILLAGES:
        return actions.plan_villages([rules.VillageDraft(*row) for row in cells["rows"]], paths, problems)
    drafts = [rules.PopulationDraft(*row) for row in cells["rows"]]
    as_of = date.fromisoformat(cells["as_of"])
    return actions.plan_populations(drafts, paths, cells["source"], as_of, problems)


def _tickets() -> URLSafeTimedSerializer:
    """Signed for this person: a preview cannot be changed on its way, nor confirmed by another."""
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"places-import-{me().person_id}")
