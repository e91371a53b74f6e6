"""Attendance from the command line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import force_locale

from lms.classes.actions.files import Said, gives_way, take_in_file
from lms.classes.actions.rebuilding import put_right, settle_calls
from lms.classes.forms.files import ZONES, digest_of
from lms.classes.queries import files as queries
from lms.classes.queries import rebuilding as find
from lms.classes.rules.attendance import check_open
from lms.classes.rules.files import read_file
from lms.classes.rules.matching import Match, by_member, matched
from lms.core import clock
from lms.core.db import db, reading
from lms.core.errors import Missing, Refusal
from lms.core.sheets import BadTable, read_lines

group = AppGroup("attendance", help="Who came to class.")
AT_ONCE = 50  # meetings whose marks, or classes whose calls, are put right in one transaction


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--meeting", "meeting_id", type=int, required=True, help="Number in the meeting's address.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--zone", type=click.Choice(list(ZONES)), default="here", help="Zone of times that name none.")
@click.option("--by", type=int, help="Id of the person in whose name; else the first trainer of the class.")
def import_file(file: Path, meeting_id: int, dry_run: bool, zone: str, by: int | None) -> None:
    """Mark a meeting from FILE: a list, or an attendance file of Zoom, Teams or Meet.

    One line for each row says who is meant and why. Only sure matches are taken; what is near is named and left
    for the page with the preview.
    """
    with current_app.test_request_context(), force_locale("en"):
        try:
            _import(file, meeting_id, dry_run, zone, by)
        except Missing:
            raise click.ClickException(f"there is no meeting {meeting_id}") from None
        except (BadTable, Refusal) as refusal:
            raise click.ClickException(str(refusal.reason)) from refusal


def _import(file: Path, meeting_id: int, dry_run: bool, zone: str, by: int | None) -> None:
    meeting, trainer = queries.meeting_itself(meeting_id)
    with file.open("rb") as stream:
        people = read_file(read_lines(stream, file.name), meeting.starts_at, ZONES[zone])
    rows = matched(people, queries.members_to_match(meeting))
    by_line = {line: row for row in rows for line in row.seen.lines}
    for line, row in sorted(by_line.items()):
        click.echo(f"line {line}: {row.seen.name} ({_told(row, meeting)}): {_fate(row)}")
    sure = sum(row.member is not None for row in rows)
    click.echo(f"{len(rows)} names, {sure} matched, {len(rows) - sure} not matched")
    check_open(meeting.state, meeting.starts_at, clock.now())
    if dry_run:
        click.echo("nothing was saved (--dry-run)")
        return
    digest = digest_of(file.read_bytes())
    known = by_member((row.member.id, row.seen) for row in rows if row.member is not None)
    said = [
        Said(person, seen.said(meeting.starts_at, meeting.ends_at), seen.stays)
        for person, seen in known.items()
    ]
    taken = take_in_file(meeting, said, digest, by or trainer, clock.now())
    db.session.commit()
    click.echo(f"{taken.marked} marks made, {taken.stayed} stay as a trainer made them")


def _told(row: Match, meeting: Any) -> str:
    """What the file says of this name, all its lines together."""
    presence = row.seen.said(meeting.starts_at, meeting.ends_at)
    minutes = row.seen.stayed(meeting.starts_at, meeting.ends_at)
    if row.seen.unreadable:
        return f"nothing: “{row.seen.unreadable}” cannot be read"
    return (presence or "nothing") + ("" if minutes is None else f", {minutes} min in all")


def _fate(row: Match) -> str:
    who = "; ".join(f"{member.name}, {member.birth_year}, id {member.id}" for member in row.members)
    if row.member is None:
        return f"not matched. {row.why}" + (f" Perhaps {who}" if who else "")
    stays = "" if gives_way(row.member.presence, row.member.source) else f" Stays {row.member.presence}."
    return f"matched to {who}. {row.why}{stays}"


@group.command("rebuild")
def rebuild() -> None:
    """Compute every mark from what was said again, and put right those that differ.

    Calls about absences that were made up for or excused since end. An update may count what it did not before.

    It may run while registers are taken: what differs is looked for without standing in anybody's way, then
    looked at again and put right for a few meetings at a time. Twice changes nothing.
    """
    with reading():
        meetings = find.meetings_to_put_right()
    db.session.commit()
    changed = ended = 0
    for some in _some_at_once(meetings):
        done = put_right(some, clock.now())
        changed, ended = changed + done.marks, ended + done.calls
        db.session.commit()
    with reading():
        classes = find.classes_with_closed_registers()
    db.session.commit()
    for some in _some_at_once(classes):
        ended += settle_calls(some, clock.now())
        db.session.commit()
    click.echo(f"{find.how_many_marks()} marks, {changed} of them put right")
    click.echo(f"calls about absences that ended: {ended}")


def _some_at_once(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
