"""Keeping the figures of each class: a change leaves a row, and whoever counts next takes up all that lie there."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, Meeting
from lms.classes.queries.standing import Taught, taught
from lms.core.db import db, insert, writers_pass_one_by_one
from lms.core.prepared import Inside
from lms.keeping.queries.trend import evenings_in
from lms.keeping.rules.trend import split
from lms.reports.models import ClassChange, ClassTally

AT_ONCE = 200  # classes in memory, ids in a statement
MOST_CHANGES = 20_000

_meeting, _change = Meeting.__table__, ClassChange.__table__
_AT = sa.bindparam("made_at", type_=_change.c.made_at.type)


def _noting(cohort_id: sa.ColumnElement[int], *of: sa.ColumnElement[bool]) -> Inside:
    """Adds a row for this class. Where writers pass one by one, a row that lies there says it already.

    Elsewhere it may be about to go, with what was counted before we are there.
    """

    def adding() -> Any:
        row = sa.select(cohort_id, _AT).where(*of)
        if writers_pass_one_by_one():
            row = row.where(~sa.exists().where(_change.c.cohort_id == cohort_id))
        return insert(_change).from_select(["cohort_id", "made_at"], row)

    return Inside(adding)


_NOTE = _noting(sa.bindparam("cohort_id", type_=_change.c.cohort_id.type))
_NOTE_MEETING = _noting(_meeting.c.cohort_id, _meeting.c.id == sa.bindparam("meeting_id"))


def note_class_change(cohort_id: int | None, meeting_id: int | None, now: datetime) -> None:
    """What is counted from this class, or the class of this meeting, changes with this transaction."""
    if cohort_id is not None:
        _NOTE.change(cohort_id=cohort_id, made_at=now)
    else:
        _NOTE_MEETING.change(meeting_id=meeting_id, made_at=now)


def count_classes() -> int:
    """Count every class in which something changed; answers how many.

    The rows are read before the classes are: a change that is committed meanwhile is counted, and
    its row stays for the next time. Where writers pass one by one, none commits meanwhile.
    """
    changes = db.session.execute(
        sa.select(ClassChange.id, ClassChange.cohort_id).order_by(ClassChange.id).limit(MOST_CHANGES)
    ).all()
    ids = sorted({row.cohort_id for row in changes})
    _count(ids)
    _take_up([row.id for row in changes])
    return len(ids)


def count_all_classes() -> int:
    """Count every class there is."""
    changes = db.session.scalars(sa.select(ClassChange.id)).all()
    ids = list(db.session.scalars(sa.select(Cohort.id).order_by(Cohort.id)))
    _count(ids)
    _take_up(changes)
    return len(ids)


def _take_up(changes: Sequence[int]) -> None:
    for some in _parts(changes):
        db.session.execute(
            sa.delete(ClassChange).where(ClassChange.id.in_(some)),
            execution_options={"synchronize_session": False},
        )


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))


def _count(ids: list[int]) -> None:
    for some in _parts(ids):
        rows = [_row(each) for each in taught(some)]
        if rows:
            adding = insert(ClassTally).values({name: sa.bindparam(name) for name in rows[0]})
            names = [name for name in rows[0] if name != "cohort_id"]
            stands = adding.on_conflict_do_update(
                index_elements=["cohort_id"], set_={name: adding.excluded[name] for name in names}
            )
            db.session.connection().execute(stands, rows)


def _row(of: Taught) -> dict[str, Any]:
    stands, parts = of.standing(), split(evenings_in(of)) or ((), ())
    trend = {
        f"{when}_{what}": sum(getattr(each, what) for each in evenings)
        for when, evenings in zip(("lately", "before"), parts, strict=True)
        for what in ("came", "expected")
    }
    names = ("members", "planned", "met", "attended", "held", "at_risk", "below")
    return {"cohort_id": of.id, **{name: getattr(stands, name) for name in names}, **trend}
