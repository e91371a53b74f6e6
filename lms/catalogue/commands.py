"""Courses from the command line."""

from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from lms.catalogue import actions, shelf
from lms.catalogue.problems import BadCourse
from lms.core import clock
from lms.core.db import db

group = AppGroup("courses", help="Course content: checking and publishing.")


@group.command("check")
@click.argument("path", type=click.Path(path_type=Path), required=False)
def check(path: Path | None) -> None:
    """Read the courses (or the one at PATH) and list everything an author must correct."""
    documents, _pictures = _read(path)
    for document in documents:
        lessons = sum(len(module["lessons"]) for module in document["modules"])
        questions = sum(len(module["questions"]) for module in document["modules"])
        click.echo(
            f"{document['slug']}: {len(document['modules'])} modules, {lessons} lessons, {questions} questions, no errors"
        )


@group.command("publish")
def publish() -> None:
    """Publish every course whose files differ from its current edition."""
    documents, pictures = _read(None)
    actions.keep_pictures(pictures)
    published = actions.publish(documents, clock.now())
    db.session.commit()
    shelf.forget()
    for document in documents:
        name = published.get(document["slug"])
        click.echo(f"{document['slug']}: " + (f"published as {name}" if name else "as it was"))


def _read(path: Path | None) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    # Imported here: pydantic, YAML and Markdown stay out of every process that serves pages.
    from lms.catalogue.authoring import read_all

    try:
        return read_all(path or Path(current_app.config["COURSES_DIR"]))
    except BadCourse as bad:
        for problem in bad.problems:
            click.echo(str(problem), err=True)
        raise click.ClickException(f"{len(bad.problems)} to correct") from bad
