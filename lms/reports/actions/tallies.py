"""Keeping the roll-ups: changes are gathered while a transaction runs and written when it commits.

The row of the country is touched by everybody's completions. Written last, it is
locked for the shortest time; written in one order of all rows, two classes that
close their registers at the same moment wait for each other and never block each other.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lms.core.db import db, insert
from lms.core.prepared import Inside
from lms.core.short import running
from lms.learning.models import WHOLE_COURSE, Completion, Enrolment
from lms.people.models import Person
from lms.places.models import Unit
from lms.reports.models import Tally
from lms.reports.rules import ancestors

Place = tuple[int, str, str]  # unit, course, module
_NAME = "tallies"  # of what is gathered, among all that a transaction notes


@dataclass(slots=True)
class _Pending:
    """The changes of one transaction or savepoint, and how deep each unit lies."""

    enrolled: Counter[Place] = field(default_factory=Counter)
    completed: Counter[Place] = field(default_factory=Counter)
    order: dict[Place, tuple[int, int]] = field(default_factory=dict)


_HOME = Inside(
    sa.select(Unit.path).join(Person, Person.unit_id == Unit.id).where(Person.id == sa.bindparam("person_id"))
)
_PATHS = sa.select(Unit.id, Unit.path).where(Unit.id.in_(sa.bindparam("ids", expanding=True)))


def takes(*conditions: Callable[[Any], sa.ColumnElement[bool]]) -> sa.CompoundSelect[Any]:
    """Who takes which path, each once: whoever follows it or completed it. Conditions get the table they ask."""
    return sa.union(
        sa.select(Enrolment.person_id, Enrolment.course, Enrolment.path.label("module")).where(
            Enrolment.path.is_not(None), *(each(Enrolment) for each in conditions)
        ),
        sa.select(Completion.person_id, Completion.course, Completion.module).where(
            Completion.is_path, *(each(Completion) for each in conditions)
        ),
    )


_TAKES = takes(lambda table: table.person_id == sa.bindparam("person_id")).subquery()
_FACTS = sa.union_all(
    sa.select(Enrolment.course, sa.literal(WHOLE_COURSE).label("module"), sa.literal(1), sa.literal(0)).where(
        Enrolment.person_id == sa.bindparam("person_id")
    ),
    sa.select(Completion.course, Completion.module, sa.literal(0), sa.literal(1)).where(
        Completion.person_id == sa.bindparam("person_id")
    ),
    sa.select(_TAKES.c.course, _TAKES.c.module, sa.literal(1), sa.literal(0)),
)


def count_enrolment(person_id: int, course: str) -> None:
    """One more learner of this course in the person's unit and all above it."""
    [(path,)] = _HOME.rows(person_id=person_id)
    _note(path, course, WHOLE_COURSE, 1, 0)


def count_completion(person_id: int, course: str, module: str) -> None:
    """One more completion in the person's unit and all above it."""
    [(path,)] = _HOME.rows(person_id=person_id)
    _note(path, course, module, 0, 1)


def count_taking(person_id: int, course: str, path_id: str, by: int) -> None:
    """One more, or one fewer, who takes this path, in the person's unit and all above it."""
    [(path,)] = _HOME.rows(person_id=person_id)
    _note(path, course, path_id, by, 0)


def count_move(person_id: int, from_unit_id: int, to_unit_id: int) -> None:
    """Take what a person learned out of the old unit's counts and into the new one's.

    Units above both see −1 and +1, which cancel out, so only those that differ are written.
    """
    paths = {row.id: row.path for row in db.session.execute(_PATHS, {"ids": [from_unit_id, to_unit_id]})}
    for course, module, enrolled, completed in db.session.execute(_FACTS, {"person_id": person_id}).all():
        _note(paths[from_unit_id], course, module, -enrolled, -completed)
        _note(paths[to_unit_id], course, module, enrolled, completed)


def settle(session: Session) -> None:
    """Write the gathered changes of the transaction, or savepoint, that commits now."""
    by_transaction: dict[object, _Pending] = session.info.get(_NAME, {})
    pending = by_transaction.pop(_innermost(session), None)
    if not session.in_nested_transaction():
        by_transaction.clear()  # what is left was rolled back
    if pending:
        _write(pending)


def settle_short(notes: dict[str, Any]) -> None:
    """The same for a short transaction."""
    if _NAME in notes:
        _write(notes[_NAME])


def _write(pending: _Pending) -> None:
    """Deepest units first."""
    changes = [
        {
            "at_unit": unit_id,
            "at_course": course,
            "at_module": module,
            "first_enrolled": max(pending.enrolled[place], 0),
            "first_completed": max(pending.completed[place], 0),
            "more_enrolled": pending.enrolled[place],
            "more_completed": pending.completed[place],
        }
        for place in sorted(pending.order, key=lambda each: (pending.order[each], each))
        for unit_id, course, module in [place]
        if pending.enrolled[place] or pending.completed[place]
    ]
    for change in changes:
        _UPSERT.change(**change)


def forget_pending() -> None:
    """Drop what was gathered: a rebuild counts the same facts from their rows."""
    db.session().info.pop(_NAME, None)


def _upsert() -> Any:
    # The first values are never negative: PostgreSQL checks them even where the row exists already.
    statement = insert(Tally).values(
        unit_id=sa.bindparam("at_unit"),
        course=sa.bindparam("at_course"),
        module=sa.bindparam("at_module"),
        enrolled=sa.bindparam("first_enrolled"),
        completed=sa.bindparam("first_completed"),
    )
    return statement.on_conflict_do_update(
        index_elements=[Tally.unit_id, Tally.course, Tally.module],
        set_={
            "enrolled": Tally.enrolled + sa.bindparam("more_enrolled"),
            "completed": Tally.completed + sa.bindparam("more_completed"),
        },
    )


_UPSERT = Inside(_upsert)


def _note(path: str, course: str, module: str, enrolled: int, completed: int) -> None:
    pending = _pending()
    units = ancestors(path)
    for height, unit_id in enumerate(units):
        place = (unit_id, course, module)
        pending.enrolled[place] += enrolled
        pending.completed[place] += completed
        # Depth in the tree: the country is 0 and comes last.
        pending.order[place] = (-(len(units) - 1 - height), unit_id)


def _pending() -> _Pending:
    """What the transaction that runs has gathered so far."""
    short = running()
    if short:
        gathered: _Pending = short.notes.setdefault(_NAME, _Pending())
        return gathered
    session = db.session()
    by_transaction: dict[object, _Pending] = session.info.setdefault(_NAME, {})
    return by_transaction.setdefault(_innermost(session), _Pending())


def _innermost(session: Session) -> object:
    """Changes belong to the savepoint they were made in: rolled back with it, they are never written."""
    return session.get_nested_transaction() or session.get_transaction()
