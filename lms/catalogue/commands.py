"""Courses from the command line."""

from pathlib import Path
from typing import Any, NoReturn

import click
from flask import current_app
from flask.cli import AppGroup

from lms.catalogue import actions, packages, queries, replacing, shelf
from lms.catalogue.models import Origin
from lms.catalogue.problems import BadCourse
from lms.core import clock
from lms.core.db import db

group = AppGroup("courses", help="Course content: checking and publishing.")


@group.command("check")
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--review", is_flag=True, help="List the points left open and the sources older than a year.")
@click.option("--words", is_flag=True, help="Say how long the sentences are and how easily they read.")
def check(path: Path | None, review: bool, words: bool) -> None:
    """Read the courses (or the one at PATH) and list everything an author must correct."""
    from lms.catalogue.authoring import reports

    try:
        found = reports.looked_through(path or Path(current_app.config["COURSES_DIR"]))
    except BadCourse as bad:
        _refuse(bad)
    desks = [desk for _document, desk in found]
    for line in reports.review_lines(desks, clock.now().date()) if review else ():
        click.echo(line)
    for line in reports.word_lines(desks) if words else ():
        click.echo(line)
    if not (review or words):
        _say_what_is_wrong(found)


def _say_what_is_wrong(found: list[tuple[dict[str, Any], Any]]) -> None:
    """The problems of all courses, or else advice and what they hold."""
    from lms.catalogue.authoring import reports

    problems = [problem for _document, desk in found for problem in desk.problems]
    for line in reports.advice_lines(desk for _document, desk in found):
        click.echo(line)
    if problems:
        _refuse(BadCourse(problems))
    for document, _desk in found:
        lessons = sum(len(module["lessons"]) for module in document["modules"])
        questions = sum(len(module["questions"]) for module in document["modules"])
        click.echo(
            f"{document['slug']}: {len(document['modules'])} modules, {lessons} lessons, {questions} questions, no errors"
        )


@group.command("schema")
@click.option(
    "--write", "guide", type=click.Path(path_type=Path, exists=True), help="Put it into this guide instead."
)
def schema(guide: Path | None) -> None:
    """Print the table of the fields that a course's files may hold."""
    from lms.catalogue.authoring.guide import refreshed, tables

    if guide is None:
        click.echo(tables())
        return
    try:
        guide.write_text(refreshed(guide.read_text(encoding="utf-8")), encoding="utf-8")
    except ValueError as error:
        raise click.ClickException(str(error)) from error


@group.command("publish")
@click.option("--replace", is_flag=True, help="Also where people chose the edition in the browser.")
@click.option("--urgent", is_flag=True, help="Everybody must see it: nobody finishes on an older edition.")
def publish(replace: bool, urgent: bool) -> None:
    """Publish every course whose files differ from its current edition."""
    documents, pictures = _read(None)
    slugs = [document["slug"] for document in documents]
    left_alone = set() if replace else queries.decided_in_browser() & set(slugs)
    actions.keep_pictures(pictures)
    published = actions.publish(
        [document for document in documents if document["slug"] not in left_alone],
        clock.now(),
        packages=_packages(slugs),
        origin=Origin.FILES,
    )
    for slug in slugs if urgent else ():
        if slug not in left_alone:
            replacing.must_be_seen(slug, None, clock.now())
    db.session.commit()
    shelf.forget()
    for slug in slugs:
        if slug in left_alone:
            click.echo(
                f"{slug}: left as it is, for it was published in the browser (--replace publishes the files)"
            )
        else:
            click.echo(
                f"{slug}: " + (f"published as {published[slug]}" if slug in published else "as it was")
            )


def _packages(slugs: list[str]) -> dict[str, bytes]:
    root = Path(current_app.config["COURSES_DIR"])
    folders = {folder.resolve().name: folder for folder in (root, *root.glob("*/"))}
    return {slug: packages.packed(packages.files_in(folders[slug])) for slug in slugs}


def _read(path: Path | None) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    # Imported here: pydantic, YAML and Markdown stay out of every process that serves pages.
    from lms.catalogue.authoring import read_all

    try:
        return read_all(path or Path(current_app.config["COURSES_DIR"]))
    except BadCourse as bad:
        _refuse(bad)


def _refuse(bad: BadCourse) -> NoReturn:
    for problem in bad.problems:
        click.echo(str(problem), err=True)
    raise click.ClickException(f"{len(bad.problems)} to correct") from bad
