"""People from the command line: a roster, a role, the first administrator."""

from collections import Counter
from pathlib import Path

import click
from flask import current_app, url_for
from flask.cli import AppGroup

from lms.core import audit, clock
from lms.core.access import Role
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Missing, Refusal
from lms.core.sheets import Row, read_table
from lms.core.text import phone_number
from lms.people import actions, invitations, queries, rules
from lms.people.models import ConsentMethod, Person
from lms.people.rules.roster import UNIT_CODE, Entry, State, compare, read_roster
from lms.places.models import Unit
from lms.places.queries import unit_by_code

group = AppGroup("people", help="Persons, roles and rosters.")
WORDS = {
    State.NEW: "add",
    State.MATCHED: "known",
    State.LIKELY: "looks like",
    State.REFUSED: "refused",
}


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--unit",
    "code",
    help="Code of the commune or village the people live in; without it the sheet has a column “mã đơn vị”.",
)
@click.option(
    "--consent",
    type=click.Choice(["paper", "oral"]),
    default="paper",
    show_default=True,
    help="How the people on the sheet agreed.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
def import_people(file: Path, code: str | None, consent: str, dry_run: bool) -> None:
    """Add the people on a CSV or XLSX sheet who are not known yet."""
    states: Counter[State] = Counter()
    now = clock.now()
    try:
        with file.open("rb") as stream:
            rows = read_table(stream, file.name)
        for unit, theirs in _by_unit(rows, code):
            entries = _entries(theirs, unit)
            states.update(entry.state for entry in entries)
            if not dry_run:
                added = actions.add_roster(entries, (), ConsentMethod(consent), None, now)
                audit.record(None, Deed.CREATED, "roster", unit.id, now, people=added)
    except Refusal as refusal:
        raise click.ClickException(str(refusal.reason)) from refusal
    if not dry_run:
        db.session.commit()
    totals = ", ".join(f"{states[state]} {WORDS[state]}" for state in State)
    click.echo(f"{totals}{' (dry run: nothing changed)' if dry_run else ''}")


def _by_unit(rows: list[Row], code: str | None) -> list[tuple[Unit, list[Row]]]:
    """The lines of each unit: the one named, else those whose codes stand in the lines."""
    if code is not None:
        return [(_unit(code), rows)]
    by_code: dict[str, list[Row]] = {}
    for row in rows:
        written = row.get(*UNIT_CODE)
        if not written:
            raise click.ClickException(
                f"line {row.line}: whose commune? Give --unit CODE, or write the code of the commune or"
                " village in each line of a column “mã đơn vị” (unit code)"
            )
        by_code.setdefault(written, []).append(row)
    return [(_unit(written), theirs) for written, theirs in by_code.items()]


def _entries(rows: list[Row], unit: Unit) -> list[Entry]:
    """What becomes of these lines in this unit; each is said."""
    queries.lock_commune(unit.id)
    read = read_roster(rows, unit.id, unit.name, queries.villages_in(unit.id), clock.today().year)
    keys = {entry.key for entry in read if entry.state is not State.REFUSED}
    known = queries.same_people_in(queries.commune_path(unit.id) or unit.path, keys)
    entries = compare(read, known, unit.id)
    for entry in entries:
        why = entry.match or str(entry.reason)
        click.echo(
            f"line {entry.line}: {WORDS[entry.state]}: {entry.name} {entry.birth_year or ''} {why}".rstrip()
        )
    return entries


@group.command("grant")
@click.argument("phone")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.argument("unit_code")
def grant(phone: str, role: str, unit_code: str) -> None:
    """Give the person with this phone number a role at a unit."""
    unit = _unit(unit_code)
    try:
        person = queries.person_with_phone(_phone(phone))
    except Missing as missing:
        raise click.ClickException(f"nobody, or more than one person, has the number {phone}") from missing
    _give(person, Role(role), unit)


@group.command("make-admin")
@click.argument("name")
@click.argument("birth_year", type=int)
@click.argument("phone")
def make_admin(name: str, birth_year: int, phone: str) -> None:
    """Add the first administrator and print the link with which they set up their sign-in."""
    country = _unit("VN")
    number = _phone(phone)
    if queries.is_phone_taken(number):
        raise click.ClickException(
            f"{number} belongs to somebody already: use 'people grant {number} admin VN'"
        )
    try:
        rules.check_name(name)
        rules.check_birth_year(birth_year, clock.today().year)
    except Refusal as refusal:
        raise click.ClickException(str(refusal.reason)) from refusal
    person = actions.add_person(name, birth_year, country.id, clock.now(), phone=number)
    _give(person, Role.ADMIN, country)


def _give(person: Person, role: Role, unit: Unit) -> None:
    now = clock.now()
    actions.give_role(person.id, role, unit.id, None, now)
    audit.record(None, Deed.CHANGED, "person", person.id, now, fields=["role"], role=role.value, unit=unit.id)
    db.session.commit()
    click.echo(f"{person.name} is {role.value} at {unit.name}")
    if person.password_hash is None:
        base = current_app.config["PUBLIC_URL"] or "http://127.0.0.1:8000"
        with current_app.test_request_context():
            path = url_for("people.set_up", token=invitations.token_for(person))
        click.echo(f"set up the sign-in within 48 hours: {base}{path}")


@group.command("tidy")
def tidy() -> None:
    """Forget sessions that ended over a month ago and counters of tries older than a day."""
    sessions, counters = actions.forget_old(clock.now())
    db.session.commit()
    click.echo(f"{sessions} sessions and {counters} counters forgotten")


def _phone(written: str) -> str:
    try:
        number = phone_number(written)
    except ValueError:
        number = None
    if number is None:
        raise click.ClickException(f"{written} is not a phone number: it has 10 digits, such as 0912345678")
    return number


def _unit(code: str) -> Unit:
    try:
        return unit_by_code(code)
    except Missing as missing:
        raise click.ClickException(f"no unit has the code {code}") from missing
