"""Statements compiled once and run on the driver itself, for the few that nearly every request asks.

The same text through the session costs five to ten times as much, nearly all of it
in finding the compiled form again. `Lookup` and `Stroke` run beside the session's
transaction, `Inside` within it, `Glance` within it if there is one; `at_once` gives
several `Inside` a short transaction beside the session's.
"""

import threading
from collections import namedtuple
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from flask import g
from sqlalchemy.orm import Session

from lms.core.db import connection_beside, db, in_transaction, lines

_held = threading.local()  # a thread's connection beside the session's, and its short transaction
Statement = sa.ClauseElement | Callable[[], sa.ClauseElement]


class _Prepared:
    """A statement, or what builds one: an INSERT that settles a conflict is written for one kind of database,
    which is known only when an application runs.
    """

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def _for(self, engine: sa.Engine) -> "_Compiled":
        compiled = self._compiled.get(engine.dialect.name)
        if compiled is None:
            statement = self._statement
            built = statement if isinstance(statement, sa.ClauseElement) else statement()
            compiled = self._compiled[engine.dialect.name] = _Compiled(built, engine.dialect)
        return compiled


def given(table: Any, *names: str) -> dict[str, Any]:
    """For the `values` of an INSERT: these columns as parameters of their own names."""
    return {name: sa.bindparam(name, type_=table.c[name].type) for name in names}


class _Compiled:
    """A statement's text for one kind of database, and how values go in and come out."""

    def __init__(self, statement: sa.ClauseElement, dialect: sa.Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self.positional = bool(compiled.positional)
        self._binds = [
            (name, compiled.params[name], _kind(compiled.binds[name], dialect).bind_processor(dialect))
            for name in (compiled.positiontup if compiled.positional else compiled.params)
        ]
        answered: Any = getattr(statement, "selected_columns", None) or getattr(
            statement, "exported_columns", ()
        )
        self._columns = list(answered)
        self._dialect = dialect

    @cached_property
    def row(self) -> Any:
        """Makes a row of an iterable; its values are named as the statement's columns."""
        make: Any = namedtuple  # for a type checker, names known only here are no names
        return make("Row", [column.key for column in self._columns])._make

    @cached_property
    def differing(self) -> list[tuple[int, Callable[[Any], Any]]]:
        """The columns whose values Python has otherwise than the driver, and how each becomes Python's."""
        made = (_from_driver(_kind(column, self._dialect), self._dialect) for column in self._columns)
        return [(at, convert) for at, convert in enumerate(made) if convert]

    def named(self, found: list[Any]) -> list[Any]:
        """Rows as SQLAlchemy would make them of a driver's tuples, named and typed."""
        make = self.row
        if not self.differing:
            return list(map(make, found))
        rows = []
        for each in found:
            values = list(each)
            for at, convert in self.differing:
                values[at] = convert(values[at])
            rows.append(make(values))
        return rows

    def arguments(self, values: dict[str, Any]) -> Any:
        get = values.get
        if self.positional:  # a value stands as often as the statement names it
            return [
                process(get(name, usual)) if process else get(name, usual)
                for name, usual, process in self._binds
            ]
        return {
            name: process(get(name, usual)) if process else get(name, usual)
            for name, usual, process in self._binds
        }

    def run(self, engine: sa.Engine, connection: Any, values: dict[str, Any]) -> Any:
        """A cursor on which the statement was executed."""
        cursor, arguments = connection.cursor(), self.arguments(values)
        if engine._has_events:
            # Whoever counts or times statements hears of this one too.
            engine.dispatch.before_cursor_execute(connection, cursor, self.sql, arguments, None, False)
        cursor.execute(self.sql, arguments)
        return cursor


def _kind(element: Any, dialect: sa.Dialect) -> Any:
    return element.type.dialect_impl(dialect)


def _from_driver(kind: Any, dialect: sa.Dialect) -> Callable[[Any], Any] | None:
    """What SQLAlchemy makes of a value of this kind. An enum's few words are looked up, which costs a third."""
    if isinstance(kind, sa.Enum) and kind.enum_class:
        words = {None: None, **{each.value: each for each in kind.enum_class}}
        return words.__getitem__
    made: Callable[[Any], Any] | None = kind.result_processor(dialect, None)
    return made


class Lookup(_Prepared):
    """A small select. It sees what is committed, stands outside the request's transaction, and
    answers plain tuples as the driver gives them: an enum arrives as its value, a moment as the driver's own.
    """

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        engine = db.engine
        return self._rows_on(_beside(engine), engine, values)

    def _rows_on(self, connection: Any, engine: sa.Engine, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        cursor = self._for(engine).run(engine, connection, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        cursor.close()
        return found


class Stroke(Lookup):
    """A write that is one statement, RETURNING what it did, and a transaction of its own.

    For what a person sends most often and nothing else hangs on; it is kept as soon as
    `rows` answers, whatever becomes of the request. Not for use while the session is
    `in_transaction`: on SQLite that transaction may be the writer this one would wait for.
    """

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        engine = db.engine
        line = lines.get(engine)
        if line is None:
            return super().rows(**values)
        return line.write(_beside(engine), lambda connection: self._rows_on(connection, engine, values))


class Inside(_Prepared):
    """A statement of the session's transaction. A select, or what a write returns, is rows as SQLAlchemy
    would make them, named and typed.
    """

    def rows(self, **values: Any) -> list[Any]:
        compiled, cursor = self._execute(values)
        found = cursor.fetchall()
        cursor.close()
        return compiled.named(found)

    def change(self, **values: Any) -> int:
        """Run a write; answers how many rows it changed."""
        _compiled, cursor = self._execute(values)
        changed = int(cursor.rowcount)
        cursor.close()
        return changed

    def _execute(self, values: dict[str, Any]) -> tuple[_Compiled, Any]:
        short = getattr(_held, "short", None)
        if short is not None:
            compiled = self._for(db.engine)
            return compiled, compiled.run(db.engine, short, values)
        session = db.session()
        connection = session.info.get("connection") or session.connection()
        compiled = self._for(connection.engine)
        return compiled, compiled.run(connection.engine, connection.connection, values)


def at_once(deed: Callable[[], Any]) -> Any:
    """What `deed` answers, once all that it wrote by `Inside` is kept; what it raises undoes all of it.

    As a `Stroke`, for what is more than one statement: no session, and under load one flush for many.
    Another thread may do the deed, so it works with values alone: nothing of the request, no session.
    """
    engine = db.engine
    line = lines.get(engine)
    if line is None:
        return _shortly(_beside(engine), deed, "BEGIN", "COMMIT", "ROLLBACK")
    return line.write(_beside(engine), lambda connection: _carried(connection, deed))


def _carried(connection: Any, deed: Callable[[], Any]) -> Any:
    """By whoever is at the head of the line: alone, or among the deeds of others in one transaction."""
    if connection.in_transaction:
        return _shortly(connection, deed, "SAVEPOINT deed", "RELEASE deed", "ROLLBACK TO deed")
    return _shortly(connection, deed, "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")


def _shortly(connection: Any, deed: Callable[[], Any], begin: str, keep: str, undo: str) -> Any:
    connection.execute(begin)
    _held.short = connection
    try:
        answer = deed()
        connection.execute(keep)
    except BaseException:
        with suppress(Exception):  # the database may have undone it by itself
            connection.execute(undo)
        raise
    finally:
        _held.short = None
    return answer


class Glance(Inside, Lookup):
    """A select for pages that only read: beside the session while it has begun no transaction, which spares
    beginning one; else inside it. Rows are named and typed.
    """

    def rows(self, **values: Any) -> list[Any]:
        if in_transaction():
            return super().rows(**values)
        engine = db.engine
        return self._for(engine).named(self._rows_on(_beside(engine), engine, values))


@sa.event.listens_for(Session, "after_transaction_create")
def _not_meanwhile(_session: Session, _transaction: Any) -> None:
    """A deed that forgot itself would wait for the place that its own thread holds."""
    if getattr(_held, "short", None) is not None:
        raise RuntimeError("what is done at once works without the session")


@sa.event.listens_for(Session, "after_begin")
def _remember(session: Session, _transaction: Any, connection: sa.Connection) -> None:
    """Which connection a session's transaction runs on: asking it each time costs as much as a statement."""
    session.info["connection"] = connection


@sa.event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, transaction: Any) -> None:
    if transaction.parent is None:
        session.info.pop("connection", None)


def _beside(engine: sa.Engine) -> Any:
    """The connection beside the session's; every statement on it is kept at once.

    On SQLite a thread holds one for good: there is no server that could drop it, and taking
    one from the pool costs as much as asking. Elsewhere it is one a request, from the pool.
    """
    if engine.dialect.name == "sqlite":
        if getattr(_held, "pool", None) is not engine.pool:
            if hasattr(_held, "connection"):
                _held.connection.close()
            _held.connection, _held.pool = connection_beside(engine), engine.pool
        return _held.connection
    if "beside" not in g:
        g.beside = engine.raw_connection()
        g.beside.driver_connection.autocommit = True
    return g.beside


def put_back(_error: BaseException | None = None) -> None:
    """At the end of a request: the connection beside goes back to the pool as it came."""
    connection = g.pop("beside", None)
    if connection is not None:
        if connection.is_valid:
            connection.driver_connection.autocommit = False
        connection.close()
