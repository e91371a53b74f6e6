"""The worker, from the command line."""

import click
from flask import current_app
from flask.cli import AppGroup

group = AppGroup("jobs", help="Work that requests do not wait for.")


@group.command("work")
@click.option("--workers", default=1, show_default=True, help="Jobs run at once.")
def work(workers: int) -> None:
    """Run jobs until stopped."""
    current_app.extensions["jobs"].work(workers)
