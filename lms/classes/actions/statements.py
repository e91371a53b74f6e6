"""The two statements behind every mark, written once for each kind of database.

All rows travel as one JSON text and are taken apart by the database: for a
register of 40 that costs a tenth of binding every value of every row. The one
row of somebody who checks in goes without that.
"""

import json
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Mark, MarkEvent
from lms.classes.queries.statements import SAID
from lms.classes.rules.attendance import LIGHT
from lms.core.db import BigKey, Utc, db, insert, moment_as_text
from lms.core.prepared import Inside

_event, _mark = MarkEvent.__table__, Mark.__table__
Cell = Callable[[int, Any], Any]  # of a row, by its number and the kind of value
_as_json = json.JSONEncoder(check_circular=False).encode


def packed(rows: Collection[tuple[str, int, str | None, datetime]]) -> str:
    """Rows of event id, person, presence and moment, as the statements read them."""
    said = {at: moment_as_text(at) for at in {row[3] for row in rows}}
    return _as_json([(event, person, presence, said[at]) for event, person, presence, at in rows])


def unpacked() -> tuple[sa.FromClause, Cell]:
    """The rows of the parameter `rows`, and how to take a cell of one."""
    if db.engine.dialect.name == "sqlite":
        # The binary kind: else each row is written out as text and read again for each of its cells.
        each: Any = sa.func.jsonb_each(sa.bindparam("rows", type_=sa.String())).table_valued("value")
        return each, lambda n, _kind: sa.func.json_extract(each.c.value, sa.literal_column(f"'$[{n}]'"))
    each = sa.func.json_array_elements(sa.cast(sa.bindparam("rows", type_=sa.String()), sa.JSON))
    each = each.table_valued(sa.column("value", sa.JSON))

    def cell(n: int, kind: Any) -> Any:
        text = sa.func.json_extract_path_text(each.c.value, str(n))
        return sa.cast(text + "+00" if isinstance(kind, Utc) else text, kind)

    return each, cell


def _given() -> tuple[None, Cell]:
    """The same of a single row, each of whose cells is a parameter."""
    names = ("event_id", "person_id", "presence", "made_at")
    return None, lambda n, kind: sa.bindparam(names[n], type_=kind)


def _selected(each: sa.FromClause | None, *cells: Any) -> sa.Select[Any]:
    rows = sa.select(*cells).where(sa.true())
    return rows if each is None else rows.select_from(each)


def _adding(each: sa.FromClause | None, cell: Cell) -> Any:
    rows = _selected(
        each,
        cell(0, sa.String()),
        sa.bindparam("meeting_id", type_=BigKey),
        cell(1, BigKey),
        cell(2, _event.c.presence.type),
        sa.bindparam("source", type_=_event.c.source.type),
        sa.bindparam("made_by", type_=BigKey),
        cell(3, Utc()),
        sa.bindparam("received_at", type_=Utc()),
    )
    columns = ["id", "meeting_id", "person_id", "presence", "source", "made_by", "made_at", "received_at"]
    return insert(_event).from_select(columns, rows).on_conflict_do_nothing(index_elements=["id"])


def _projecting(by_staff: bool, each: sa.FromClause | None, cell: Cell) -> Any:
    """`rules.weight` said in SQL, so that it holds under any number of writers. At most one row a person; the heaviest."""
    rows = _selected(
        each,
        sa.bindparam("meeting_id", type_=BigKey),
        cell(1, BigKey),
        cell(2, _mark.c.presence.type),
        cell(0, sa.String()),
        cell(3, Utc()),
    )
    columns = ["meeting_id", "person_id", "presence", "event_id", "made_at"]
    new = insert(_mark).from_select(columns, rows)
    light = sa.or_(*(_event.c.source == source for source in LIGHT))
    # The mark in question, by its name: as a column it would become any mark that there is.
    standing = sa.literal_column(f"{Mark.__tablename__}.event_id", _mark.c.event_id.type)
    stands_lightly = sa.exists().where(_event.c.id == standing, light)
    later = sa.or_(
        new.excluded.made_at > _mark.c.made_at,
        sa.and_(new.excluded.made_at == _mark.c.made_at, new.excluded.event_id > _mark.c.event_id),
    )
    return new.on_conflict_do_update(
        index_elements=["meeting_id", "person_id"],
        set_={name: new.excluded[name] for name in ("presence", "event_id", "made_at")},
        where=sa.or_(later, stands_lightly) if by_staff else sa.and_(stands_lightly, later),
    )


def _stored() -> Any:
    each, cell = unpacked()
    asked = sa.select(cell(0, sa.String())).select_from(each)
    return sa.select(*SAID).where(_event.c.id.in_(asked))


# What the events of these rows say, as they were first received.
STORED = Inside(_stored)
# Adds the events whose ids are new.
ADD_EVENTS = Inside(lambda: _adding(*unpacked()))
# Brings the marks up to date, with what staff say and with what is lighter.
PROJECT_STAFF = Inside(lambda: _projecting(True, *unpacked()))
PROJECT_LIGHT = Inside(lambda: _projecting(False, *unpacked()))
# The same of one event, and of the mark that it makes: what somebody says of themselves is light.
ADD_ONE = Inside(lambda: _adding(*_given()))
PROJECT_ONE = Inside(lambda: _projecting(False, *_given()))
