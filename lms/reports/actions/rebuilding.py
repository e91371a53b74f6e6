"""Counting every roll-up afresh from enrolments, completions and people's units.

A handful of statements, whatever the number of people; nothing is read into Python
but the differences.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from lms.core.db import db, insert
from lms.learning.models import WHOLE_COURSE, Completion, Enrolment
from lms.people.models import Person
from lms.places.models import Unit
from lms.reports.actions.tallies import forget_pending, takes
from lms.reports.models import Tally


@dataclass(frozen=True, slots=True)
class Difference:
    """A count that was wrong: what stood there and what is true, each (enrolled, completed)."""

    unit_code: str
    course: str
    module: str
    was: tuple[int, int]
    now: tuple[int, int]


_FRESH = sa.table(
    "fresh_tally",
    sa.column("unit_id", sa.BigInteger),
    sa.column("course", sa.String),
    sa.column("module", sa.String),
    sa.column("enrolled", sa.BigInteger),
    sa.column("completed", sa.BigInteger),
)
_SAME_PLACE = sa.and_(
    Tally.unit_id == _FRESH.c.unit_id, Tally.course == _FRESH.c.course, Tally.module == _FRESH.c.module
)


def rebuild() -> list[Difference]:
    """Make every tally true; answers what had to change, by unit code."""
    forget_pending()
    _keep_others_waiting()
    db.session.execute(sa.text("DROP TABLE IF EXISTS fresh_tally"))
    counts = _counts().compile(db.engine, compile_kwargs={"literal_binds": True})
    db.session.execute(sa.text(f"CREATE TEMPORARY TABLE fresh_tally AS {counts}"))
    db.session.execute(sa.text("CREATE UNIQUE INDEX ix_fresh ON fresh_tally (unit_id, course, module)"))
    differences = _differences()
    if differences:
        _correct()
    db.session.execute(sa.text("DROP TABLE fresh_tally"))
    return differences


def _keep_others_waiting() -> None:
    """Completions that happen meanwhile wait, and add themselves to the fresh counts afterwards.

    On SQLite the writer's place is enough.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(sa.text("SET LOCAL statement_timeout = 0"))
        db.session.execute(sa.text("SET LOCAL lock_timeout = '60s'"))
        db.session.execute(sa.text("LOCK TABLE tally IN SHARE ROW EXCLUSIVE MODE"))


def _counts() -> sa.Select[tuple[int, str, str, int, int]]:
    """People counted in their own unit first, then added up the tree: small sums, not big joins."""
    taken = takes().cte("taken")
    at_home = sa.union_all(
        sa.select(
            Person.unit_id,
            Enrolment.course,
            sa.literal(WHOLE_COURSE).label("module"),
            sa.func.count().label("enrolled"),
            sa.literal(0).label("completed"),
        )
        .join(Person, Person.id == Enrolment.person_id)
        .group_by(Person.unit_id, Enrolment.course),
        sa.select(
            Person.unit_id,
            Completion.course,
            Completion.module,
            sa.literal(0).label("enrolled"),
            sa.func.count().label("completed"),
        )
        .join(Person, Person.id == Completion.person_id)
        .group_by(Person.unit_id, Completion.course, Completion.module),
        sa.select(
            Person.unit_id,
            taken.c.course,
            taken.c.module,
            sa.func.count().label("enrolled"),
            sa.literal(0).label("completed"),
        )
        .join(Person, Person.id == taken.c.person_id)
        .group_by(Person.unit_id, taken.c.course, taken.c.module),
    ).cte("at_home")
    up = sa.select(Unit.id.label("home"), Unit.id.label("unit_id"), Unit.parent_id).cte("up", recursive=True)
    above = sa.orm.aliased(Unit)
    up = up.union_all(sa.select(up.c.home, above.id, above.parent_id).join(up, above.id == up.c.parent_id))
    return (
        sa.select(
            up.c.unit_id,
            at_home.c.course,
            at_home.c.module,
            sa.func.sum(at_home.c.enrolled).label("enrolled"),
            sa.func.sum(at_home.c.completed).label("completed"),
        )
        .select_from(at_home)
        .join(up, up.c.home == at_home.c.unit_id)
        .group_by(up.c.unit_id, at_home.c.course, at_home.c.module)
    )


def _differences() -> list[Difference]:
    wrong = (
        sa.select(
            Unit.code,
            _FRESH.c.course,
            _FRESH.c.module,
            sa.func.coalesce(Tally.enrolled, 0),
            sa.func.coalesce(Tally.completed, 0),
            _FRESH.c.enrolled,
            _FRESH.c.completed,
        )
        .select_from(_FRESH)
        .join(Unit, Unit.id == _FRESH.c.unit_id)
        .outerjoin(Tally, _SAME_PLACE)
        .where(
            sa.or_(
                sa.func.coalesce(Tally.enrolled, 0) != _FRESH.c.enrolled,
                sa.func.coalesce(Tally.completed, 0) != _FRESH.c.completed,
            )
        )
    )
    gone = (
        sa.select(
            Unit.code,
            Tally.course,
            Tally.module,
            Tally.enrolled,
            Tally.completed,
            sa.literal(0),
            sa.literal(0),
        )
        .join(Unit, Unit.id == Tally.unit_id)
        .where(sa.or_(Tally.enrolled != 0, Tally.completed != 0), ~sa.exists().where(_SAME_PLACE))
    )
    return [
        Difference(code, course, module, (was_in, was_done), (int(now_in), int(now_done)))
        for code, course, module, was_in, was_done, now_in, now_done in sorted(
            tuple(row) for row in db.session.execute(sa.union_all(wrong, gone))
        )
    ]


def _correct() -> None:
    db.session.execute(
        sa.delete(Tally).where(~sa.exists().where(_SAME_PLACE)),
        execution_options={"synchronize_session": False},
    )
    columns = ["unit_id", "course", "module", "enrolled", "completed"]
    # "WHERE true" tells SQLite that the ON which follows is no join.
    statement = insert(Tally).from_select(
        columns, sa.select(*(_FRESH.c[name] for name in columns)).where(sa.true())
    )
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=[Tally.unit_id, Tally.course, Tally.module],
            set_={"enrolled": statement.excluded.enrolled, "completed": statement.excluded.completed},
        )
    )
