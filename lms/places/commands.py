"""Units from the command line."""

from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import AppGroup
from flask_babel import force_locale

from lms.core import audit, clock
from lms.core.db import db
from lms.core.errors import Refusal
from lms.core.sheets import Row, read_table
from lms.core.text import nfc
from lms.places import actions, package, rules

group = AppGroup("units", help="Provinces, communes, villages and their people.")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@group.command("load")
@click.option(
    "--valid-from",
    type=click.DateTime(["%Y-%m-%d"]),
    default=package.REFORM.isoformat(),
    show_default=True,
    help="The day from which units new in the list are valid.",
)
def load(valid_from: datetime) -> None:
    """Bring the 34 provinces and 3,321 communes up to date. Running it twice changes nothing."""
    units = package.official_list()
    try:
        done = actions.load_units(units, valid_from.date(), clock.today())
    except Refusal as refusal:
        _refuse(refusal)
    if done.created or done.changed or done.closed:
        audit.record(
            None,
            audit.Deed.CHANGED,
            "units",
            "official",
            clock.now(),
            created=done.created,
            closed=done.closed,
        )
    db.session.commit()
    click.echo(f"{len(units)} units: {done.created} new, {done.changed} changed, {done.closed} closed")


@group.command("villages")
@click.argument("file", type=_FILE)
def villages(file: Path) -> None:
    """Take villages over from FILE (CSV or XLSX): commune code, village, form (optional), number (optional)."""
    try:
        drafts, problems = rules.village_drafts(_rows(file))
        plan = actions.plan_villages(drafts, None, problems)
    except Refusal as refusal:
        _refuse(refusal)
    written = actions.take_villages(plan, clock.today())
    audit.record(None, audit.Deed.CHANGED, "units", "villages", clock.now(), count=written)
    db.session.commit()
    click.echo(f"{len(plan.new)} new, {len(plan.changed)} changed, {plan.same} as they were")


@group.command("population")
@click.argument("file", type=_FILE)
@click.option("--source", required=True, help="Who counted, in words that reports can print.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day of the count.")
def population(file: Path, source: str, as_of: datetime) -> None:
    """Take numbers of adults over from FILE (CSV or XLSX): unit code, adults."""
    try:
        rules.check_as_of(as_of.date(), clock.today())
        drafts, problems = rules.population_drafts(_rows(file))
        plan = actions.plan_populations(drafts, None, nfc(source)[:200], as_of.date(), problems)
    except Refusal as refusal:
        _refuse(refusal)
    written = actions.take_populations(plan, clock.now())
    audit.record(None, audit.Deed.CHANGED, "units", "population", clock.now(), count=written)
    db.session.commit()
    click.echo(f"{len(plan.new)} new, {len(plan.changed)} changed, {plan.same} as they were")


def _rows(file: Path) -> list[Row]:
    with file.open("rb") as stream:
        return read_table(stream, file.name)


def _refuse(refusal: Refusal) -> NoReturn:
    """Every reason on standard error, and nothing kept. The command line speaks English throughout."""
    db.session.rollback()
    with force_locale("en"):
        if isinstance(refusal, rules.RowsRefused):
            for problem in refusal.problems:
                where = f"line {problem.line}: " if problem.line else ""
                click.echo(f"{where}{problem.reason}", err=True)
        raise click.ClickException(str(refusal.reason))
