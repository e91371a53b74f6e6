"""Villages from a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from lms.core.db import db
from lms.core.text import fold, plain_sort_key
from lms.places import queries
from lms.places.actions.paths import PENDING, assign_paths
from lms.places.models import Unit, UnitKind
from lms.places.rules import Problem, RowsRefused, VillageDraft
from lms.places.rules.problems import NOT_IN_CHARGE


@dataclass(slots=True)
class VillagePlan:
    """What taking a file over would do, for a preview; nothing is written yet."""

    new: list[tuple[str, int, VillageDraft]] = field(default_factory=list)  # code, commune id, draft
    changed: list[tuple[int, VillageDraft]] = field(default_factory=list)  # unit id, draft
    same: int = 0
    communes: dict[str, str] = field(default_factory=dict)  # code to name


def plan_villages(
    drafts: Sequence[VillageDraft], paths: Iterable[str] | None, problems: Iterable[Problem] = ()
) -> VillagePlan:
    """Compare a file with what is there; `paths` None means every unit, `problems` are those found so far.

    Raises:
        RowsRefused: with every line whose commune is not in scope or whose village clashes.
    """
    communes = {
        code: row
        for code, row in queries.units_with_codes((draft.commune_code for draft in drafts), paths).items()
        if row.kind is UnitKind.COMMUNE
    }
    problems = [
        *problems,
        *(Problem(draft.line, NOT_IN_CHARGE) for draft in drafts if draft.commune_code not in communes),
    ]
    if problems:
        raise RowsRefused(problems)
    plan = VillagePlan(communes={code: row.name for code, row in communes.items()})
    shelf = _Shelf(queries.villages_below(row.id for row in communes.values()))
    shelf.numbers |= {f"{draft.commune_code}-{draft.number:02}" for draft in drafts if draft.number}
    for draft in drafts:
        commune_id = communes[draft.commune_code].id
        there = shelf.match(draft, commune_id)
        twin = shelf.by_name.get((commune_id, draft.key))
        if there is not None and twin is not None and twin.id != there.id:
            problems.append(
                Problem(draft.line, _l("Village %(code)s already has this name.", code=twin.code))
            )
        elif there is None:
            plan.new.append((shelf.free_code(draft), commune_id, draft))
        elif (there.name, there.form, there.valid_to) != (draft.name, draft.form, None):
            plan.changed.append((there.id, draft))
        else:
            plan.same += 1
    if problems:
        raise RowsRefused(problems)
    return plan


class _Shelf:
    """The villages a commune already has, by number and by name."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self.by_code = {row.code: row for row in rows}
        self.by_name = {(row.parent_id, row.search_key): row for row in rows}
        self.numbers = set(self.by_code)

    def match(self, draft: VillageDraft, commune_id: int) -> Any | None:
        """By number where the file has one, else by name."""
        if draft.number is not None:
            numbered = self.by_code.get(f"{draft.commune_code}-{draft.number:02}")
            if numbered is not None:
                return numbered
        return self.by_name.get((commune_id, draft.key))

    def free_code(self, draft: VillageDraft) -> str:
        if draft.number is not None:
            return f"{draft.commune_code}-{draft.number:02}"
        number = 1
        while (code := f"{draft.commune_code}-{number:02}") in self.numbers:
            number += 1
        self.numbers.add(code)
        return code


def take_villages(plan: VillagePlan, valid_from: date) -> int:
    """Write a plan; answers how many villages are new or changed."""
    if plan.new:
        db.session.execute(
            sa.insert(Unit),
            [
                _names(draft)
                | {
                    "code": code,
                    "kind": UnitKind.VILLAGE,
                    "parent_id": commune_id,
                    "path": PENDING + code,
                    "valid_from": valid_from,
                }
                for code, commune_id, draft in plan.new
            ],
        )
        assign_paths()
    for unit_id, draft in plan.changed:
        db.session.execute(sa.update(Unit).where(Unit.id == unit_id).values(**_names(draft), valid_to=None))
    return len(plan.new) + len(plan.changed)


def _names(draft: VillageDraft) -> dict[str, Any]:
    return {
        "form": draft.form,
        "name": draft.name,
        "search_key": fold(draft.name)[:120],
        "sort_key": plain_sort_key(draft.name),
    }
