"""What a roster would do: each line beside the people it may already mean."""

from collections.abc import Sequence
from typing import Any

from lms.classes.models import Cohort
from lms.classes.queries.members import ids_of_members
from lms.classes.queries.units import unit_and_below
from lms.classes.rules.roster import MOST_LINES, Line, RosterTooLong, beside
from lms.core.access import Asker
from lms.core.sheets import Row
from lms.people.queries import STAFF, commune_path, same_people_in
from lms.people.rules.roster import read_roster


def roster_of(asker: Asker, cohort: Cohort, rows: Sequence[Row], year: int) -> list[Line]:
    """Every line of a roster; people outside the asker's scope are never shown as matches.

    Raises:
        RosterTooLong: when a class could never hold it.
        NoSuchColumn: when the sheet does not say who people are.
    """
    if len(rows) > MOST_LINES:
        raise RosterTooLong
    unit, *below = unit_and_below(cohort.unit_id)
    entries = read_roster(rows, unit.id, unit.name, {each.name: each.id for each in below}, year)
    known = _known(asker, cohort.unit_id, {entry.key for entry in entries})
    return beside(entries, known, ids_of_members(cohort.id))


def _known(asker: Asker, unit_id: int, keys: set[str]) -> dict[str, list[Any]]:
    """People of the class's commune, as far as the asker may see it, by name key."""
    near = commune_path(unit_id) or ""
    # Of two paths on one line down the tree, the longer one is what both cover.
    shared = {
        max(near, path, key=len)
        for path in asker.paths(*STAFF)
        if near.startswith(path) or path.startswith(near)
    }
    found = {row.id: row for path in shared for row in same_people_in(path, keys)}
    by_key: dict[str, list[Any]] = {}
    for row in found.values():
        by_key.setdefault(row.name_key, []).append(row)
    return by_key
