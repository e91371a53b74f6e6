"""Reports from the command line."""

import click
from flask.cli import AppGroup

from lms.core.db import db
from lms.reports import actions

SHOWN = 40
group = AppGroup("reports", help="Completion rates.")


@group.command("rebuild")
def rebuild() -> None:
    """Count every roll-up afresh and say which were wrong."""
    differences = actions.rebuild()
    actions.count_all_classes()
    db.session.commit()
    for each in differences[:SHOWN]:
        click.echo(
            f"{each.unit_code} {each.course} {each.module or '(whole course)'}: "
            f"enrolled {each.was[0]} -> {each.now[0]}, completed {each.was[1]} -> {each.now[1]}"
        )
    if len(differences) > SHOWN:
        click.echo(f"… and {len(differences) - SHOWN} more")
    click.echo(
        f"{len(differences)} of the roll-ups were corrected." if differences else "All roll-ups were right."
    )
