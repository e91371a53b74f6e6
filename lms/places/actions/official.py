"""The country, its provinces and its communes, as the official list has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from lms.core.db import db
from lms.core.text import fold, plain_sort_key
from lms.places import queries
from lms.places.actions.paths import PENDING, assign_paths, move_branch
from lms.places.models import Unit, UnitKind
from lms.places.rules import OfficialUnit, check_listing
from lms.places.signals import rearranged

_LEVELS = (UnitKind.COUNTRY, UnitKind.PROVINCE, UnitKind.COMMUNE)


@dataclass(slots=True)
class Loaded:
    """What loading did."""

    created: int = 0
    changed: int = 0
    closed: int = 0


def load_units(units: Sequence[OfficialUnit], valid_from: date, today: date) -> Loaded:
    """Make the tree what the list says; the same list twice changes nothing.

    New units are valid from `valid_from`. A unit that left the list is closed
    today, not deleted: people, classes and last year's report still point to it.

    Raises:
        BadListing: the list is torn, or too short to be whole.
    """
    known = queries.official_units()
    check_listing(units, sum(row.valid_to is None for row in known.values()))
    done = Loaded()
    ids = {code: row.id for code, row in known.items()}
    for level in _LEVELS:
        listed = [unit for unit in units if unit.kind is level]
        new = [unit for unit in listed if unit.code not in known]
        if new:
            db.session.execute(sa.insert(Unit), [_row(unit, ids, valid_from) for unit in new])
            assign_paths()
            ids |= {row.code: row.id for row in queries.official_units().values()}
        done.created += len(new)
        done.changed += sum(
            _bring_up_to_date(unit, known[unit.code], ids) for unit in listed if unit.code in known
        )
    gone = [
        row.id for code, row in known.items() if row.valid_to is None and code not in {u.code for u in units}
    ]
    if gone:
        db.session.execute(sa.update(Unit).where(Unit.id.in_(gone)).values(valid_to=today))
    done.closed = len(gone)
    if any(unit.code in known and ids.get(unit.parent or "") != known[unit.code].parent_id for unit in units):
        rearranged.send()
    return done


def _names(unit: OfficialUnit) -> dict[str, Any]:
    return {
        "form": unit.form,
        "name": unit.name,
        "search_key": fold(unit.name),
        "sort_key": plain_sort_key(unit.bare_name),
    }


def _row(unit: OfficialUnit, ids: dict[str, int], valid_from: date) -> dict[str, Any]:
    return _names(unit) | {
        "code": unit.code,
        "kind": unit.kind,
        "parent_id": ids[unit.parent] if unit.parent else None,
        "predecessor_id": ids.get(unit.predecessor) if unit.predecessor else None,
        "path": PENDING + unit.code,
        "valid_from": valid_from,
        "valid_to": None,
    }


def _bring_up_to_date(unit: OfficialUnit, row: Any, ids: dict[str, int]) -> bool:
    """Rename, move or reopen a unit where the list differs; whether it did."""
    parent_id = ids[unit.parent] if unit.parent else None
    same_names = (row.form, row.name) == (unit.form, unit.name)
    if same_names and row.parent_id == parent_id and row.valid_to is None:
        return False
    db.session.execute(
        sa.update(Unit).where(Unit.id == row.id).values(**_names(unit), parent_id=parent_id, valid_to=None)
    )
    if row.parent_id != parent_id and parent_id is not None:
        above = db.session.execute(sa.select(Unit.path).where(Unit.id == parent_id)).scalar_one()
        move_branch(row.path, f"{above}{row.id}/")
    return True
