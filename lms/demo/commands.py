"""Demo data, and everything a first start on one machine needs."""

import json
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from lms.core import clock
from lms.core.db import db
from lms.core.errors import Missing
from lms.demo import accounts
from lms.demo.queries import is_anybody_here
from lms.places.queries import unit_by_code

group = AppGroup("demo", help="A commune to try the product in.")


@group.command("load")
def load() -> None:
    """Fill an empty system with a commune, its people and classes. Does nothing the second time."""
    click.echo(_load())


@group.command("accounts")
@click.option("--json", "as_json", is_flag=True, help="As a JSON list for scripts.")
def list_accounts(as_json: bool) -> None:
    """The sign-ins of the demo people."""
    rows = accounts.kept(Path(current_app.config["DATA_DIR"]))
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo("  ".join(str(value or "–") for value in row.values()))


@group.command("start")
@click.pass_context
def start(context: click.Context) -> None:
    """Migrate, publish, load places and demo data when there are none. `bin/run` calls this."""
    import flask_migrate  # much to load, and only here

    flask_migrate.upgrade()
    context.invoke(current_app.cli.commands["courses"].real.commands["publish"])  # type: ignore[attr-defined]
    click.echo(_load())


def _load() -> str:
    """Load the demo unless people are there already; answers what was done, in words."""
    if is_anybody_here():
        return "People are there already; no demo data loaded."
    from lms.demo import build, places

    now = clock.now()
    try:
        unit_by_code("VN")
    except Missing:
        places.load_official(clock.today())
        db.session.commit()
    made = build.build(build.course_to_show(), now)
    db.session.commit()
    accounts.keep(Path(current_app.config["DATA_DIR"]), made)
    return f"Demo data loaded: {len(made)} people can sign in."
