"""Questions in and out, from the command line. It speaks English, like every command."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import force_locale

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.core.errors import Missing
from lms.interop import actions, formats, queries
from lms.interop.formats import writing
from lms.interop.pictures import with_pictures
from lms.interop.rules import Line, Room, State, plan
from lms.ui.languages import LANGUAGES

group = AppGroup("questions", help="Questions from and for other systems.")
_STATES = {
    State.TAKEN: "taken",
    State.CHANGED: "changed",
    State.REFUSED: "refused",
    State.HERE: "already here",
}


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "kind", type=click.Choice(formats.READ), required=True)
@click.option("--into", required=True, metavar="COURSE/MODULE")
@click.option("--lesson", help="Where questions go whose category names no lesson; else the module's first.")
@click.option("--language", type=click.Choice(LANGUAGES), default="vi", show_default=True)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
def bring(file: Path, kind: str, into: str, lesson: str | None, language: str, dry_run: bool) -> None:
    """Take the questions of FILE into the bank of a module and publish them."""
    with force_locale("en"):
        course, module, room = _room(into)
        if lesson is not None and lesson not in room.lessons:
            raise click.ClickException(f"{into} has no lesson {lesson}; it has {', '.join(room.lessons)}")
        found, pictures = with_pictures(_read(file, kind, language))
        room.pictures |= pictures.keys()
        lines = plan(found, room, language, lesson)
        for line in lines:
            click.echo(_said(line))
        click.echo(_totals(line.state for line in lines))
        if dry_run:
            click.echo("nothing was changed: this was a dry run")
            return
        if actions.take(course, module, lines, pictures, kind, file.name, None, clock.now()):
            db.session.commit()
            shelf.forget()
            click.echo(f"{course}: published as {shelf.course(course).edition}")
        else:
            click.echo(f"{course}: as it was")


@group.command("export")
@click.argument("source", metavar="COURSE/MODULE")
@click.option("--format", "kind", type=click.Choice(formats.WRITTEN), required=True)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file; else standard output."
)
@click.option("--language", type=click.Choice(LANGUAGES), default="vi", show_default=True)
def send(source: str, kind: str, output: Path | None, language: str) -> None:
    """Write the questions that a module asks now. What the format cannot hold is said."""
    with force_locale("en"):
        course, module = _names(source)
        try:
            questions = queries.questions_of(course, module)
        except Missing as missing:
            raise _no_module(source) from missing
        written = writing.write(kind, course, module, questions, language, queries.pictures_of(questions))
        with click.open_file(str(output or "-"), "wb") as stream:
            stream.write(written.content)
        # The file may be on its way through a pipe: what is said of it goes beside it.
        report = [
            (name, State.CHANGED if name in written.losses else State.TAKEN) for name in written.written
        ]
        for name, state in report:
            words = ", ".join(str(each) for each in written.losses.get(name, ()))
            click.echo(
                f"{'changed' if state is State.CHANGED else 'written'}\t{name}\t{words}".rstrip(), err=True
            )
        for name, reason in written.left_out.items():
            click.echo(f"left out\t{name}\t{reason}", err=True)
        changed = len(written.losses)
        click.echo(
            f"{len(questions)} questions: {len(report) - changed} written, {changed} changed, "
            f"{len(written.left_out)} left out",
            err=True,
        )


def _said(line: Line) -> str:
    kind = f"{line.question['kind']}, lesson {line.question['lesson']}" if line.question else ""
    parts = [
        _STATES[line.state],
        str(line.where),
        line.name,
        kind,
        "; ".join(str(each) for each in line.words),
    ]
    return "\t".join(part for part in parts if part)


def _totals(states: Iterable[State]) -> str:
    counts = Counter(states)
    totals = ", ".join(f"{counts[state]} {word}" for state, word in _STATES.items())
    return f"{counts.total()} questions: {totals}"


def _names(written: str) -> tuple[str, str]:
    course, _slash, module = written.strip("/").partition("/")
    return course, module


def _room(into: str) -> tuple[str, str, Room]:
    course, module = _names(into)
    try:
        return course, module, queries.room(course, module)
    except Missing as missing:
        raise _no_module(into) from missing


def _no_module(written: str) -> click.ClickException:
    known = ", ".join(f"{each.slug}/{module.slug}" for each in shelf.courses() for module in each.modules)
    return click.ClickException(
        f"there is no module {written}; there are: {known or 'none, publish a course first'}"
    )


def _read(file: Path, kind: str, language: str) -> Any:
    try:
        with file.open("rb") as stream:
            content = stream.read(formats.MOST_BYTES + 1)
        return formats.read(content, kind, language)
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    except formats.Unreadable as unreadable:
        raise click.ClickException(f"{file}: {unreadable.reason}") from unreadable
