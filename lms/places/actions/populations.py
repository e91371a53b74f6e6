"""Numbers of adults from a file, with the source and the day they are good for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from lms.core.db import db, insert
from lms.places import queries
from lms.places.models import Population
from lms.places.rules import PopulationDraft, Problem, RowsRefused
from lms.places.rules.problems import NOT_IN_CHARGE


@dataclass(slots=True)
class PopulationPlan:
    """What taking a file over would do, for a preview; nothing is written yet."""

    source: str
    as_of: date
    new: list[tuple[int, str, int]] = field(default_factory=list)  # unit id, unit name, adults
    changed: list[tuple[int, str, int, int]] = field(default_factory=list)  # … and the figure replaced
    same: int = 0


def plan_populations(
    drafts: Sequence[PopulationDraft],
    paths: Iterable[str] | None,
    source: str,
    as_of: date,
    problems: Iterable[Problem] = (),
) -> PopulationPlan:
    """Compare a file with what is there; `paths` None means every unit, `problems` are those found so far.

    Raises:
        RowsRefused: with every line whose unit is not in scope.
    """
    units = queries.units_with_codes((draft.code for draft in drafts), paths)
    problems = [
        *problems,
        *(Problem(draft.line, NOT_IN_CHARGE) for draft in drafts if draft.code not in units),
    ]
    if problems:
        raise RowsRefused(problems)
    plan = PopulationPlan(source, as_of)
    there = queries.populations_as_of((row.id for row in units.values()), as_of)
    for draft in drafts:
        unit = units[draft.code]
        kept = there.get(unit.id)
        if kept is None:
            plan.new.append((unit.id, unit.name, draft.adults))
        elif kept != (draft.adults, source):
            plan.changed.append((unit.id, unit.name, draft.adults, kept[0]))
        else:
            plan.same += 1
    return plan


def take_populations(plan: PopulationPlan, now: datetime) -> int:
    """Write a plan; a figure for the same unit and day is replaced. Answers how many were written."""
    written = [(unit_id, adults) for unit_id, _name, adults in plan.new]
    written += [(unit_id, adults) for unit_id, _name, adults, _old in plan.changed]
    if not written:
        return 0
    statement = insert(Population)
    statement = statement.on_conflict_do_update(
        index_elements=["unit_id", "as_of"],
        set_={
            "adults": statement.excluded.adults,
            "source": statement.excluded.source,
            "imported_at": statement.excluded.imported_at,
        },
    )
    db.session.execute(
        statement,
        [
            {
                "unit_id": unit_id,
                "adults": adults,
                "source": plan.source,
                "as_of": plan.as_of,
                "imported_at": now,
            }
            for unit_id, adults in written
        ],
    )
    return len(written)
