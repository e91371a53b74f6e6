"""Statements compiled once and run on the driver itself, for the few that nearly every request asks.

The same text through the session costs five to ten times as much, nearly all of it
in finding the compiled form again. `Lookup` and `Stroke` run beside the session's
transaction, `Inside` within it or within a short one, `Glance` within it if there is one.
"""

from collections import namedtuple
from collections.abc import Callable
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lms.core.beside import as_the_sessions, beside, write
from lms.core.db import db, in_transaction
from lms.core.short import running

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


def at_most(rows: int) -> sa.ColumnElement[int]:
    """For `limit`: given as a parameter, SQLite plans the statement anew each time it is asked."""
    return sa.literal_column(str(rows), sa.Integer())


class _Compiled:
    """A statement's text for one kind of database, and how values go in and come out."""

    def __init__(self, statement: sa.ClauseElement, dialect: sa.Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self.positional = bool(compiled.positional)
        self._binds = [
            _bound(name, compiled.binds[name], compiled.params[name], dialect)
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

    def fetch(self, engine: sa.Engine, connection: Any, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        """The rows as the driver gives them."""
        try:
            cursor = self._run(engine, connection, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        except engine.dialect.loaded_dbapi.Error as error:
            raise as_the_sessions(error, engine) from error
        cursor.close()
        return found

    def change(self, engine: sa.Engine, connection: Any, values: dict[str, Any]) -> int:
        """How many rows a write changed."""
        try:
            cursor = self._run(engine, connection, values)
        except engine.dialect.loaded_dbapi.Error as error:
            raise as_the_sessions(error, engine) from error
        changed = int(cursor.rowcount)
        cursor.close()
        return changed

    def _run(self, engine: sa.Engine, connection: Any, values: dict[str, Any]) -> Any:
        cursor, arguments = connection.cursor(), self.arguments(values)
        if engine._has_events:
            # Whoever counts or times statements hears of this one too.
            engine.dispatch.before_cursor_execute(connection, cursor, self.sql, arguments, None, False)
        cursor.execute(self.sql, arguments)
        return cursor


def _bound(name: str, bind: Any, usual: Any, dialect: sa.Dialect) -> tuple[str, Any, Any]:
    """A parameter's name, its value where none is given, and what makes the driver's of one; of a literal that is done."""
    process = _kind(bind, dialect).bind_processor(dialect)
    return (name, process(usual), None) if process and bind.unique else (name, usual, process)


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
        return self._for(engine).fetch(engine, beside(engine), values)


class Stroke(Lookup):
    """A write that is one statement, RETURNING what it did, and a transaction of its own.

    For what a person sends most often and nothing else hangs on; it is kept as soon as
    `rows` answers, whatever becomes of the request. Not for use while the session is
    `in_transaction`: on SQLite that transaction may be the writer this one would wait for.
    """

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        engine = db.engine
        compiled = self._for(engine)
        return write(engine, lambda connection: compiled.fetch(engine, connection, values))


class Inside(_Prepared):
    """A statement of the session's transaction, or of the short one that runs. A select, or what a write
    returns, is rows as SQLAlchemy would make them, named and typed.
    """

    def rows(self, **values: Any) -> list[Any]:
        engine, connection = _transaction()
        compiled = self._for(engine)
        return compiled.named(compiled.fetch(engine, connection, values))

    def change(self, **values: Any) -> int:
        """Run a write; answers how many rows it changed."""
        engine, connection = _transaction()
        return self._for(engine).change(engine, connection, values)


def _transaction() -> tuple[sa.Engine, Any]:
    """The engine, and the driver's connection, of the transaction that this thread is in."""
    short = running()
    if short is not None:
        return db.engine, short.connection
    session = db.session()
    connection = session.info.get("connection") or session.connection()
    return connection.engine, connection.connection


class Glance(Inside, Lookup):
    """A select for pages that only read: beside the session while it has begun no transaction, which spares
    beginning one; else inside it. Rows are named and typed.
    """

    def rows(self, **values: Any) -> list[Any]:
        if in_transaction():
            return super().rows(**values)
        engine = db.engine
        compiled = self._for(engine)
        return compiled.named(compiled.fetch(engine, beside(engine), values))


@sa.event.listens_for(Session, "after_begin")
def _remember(session: Session, _transaction: Any, connection: sa.Connection) -> None:
    """Which connection a session's transaction runs on: asking it each time costs as much as a statement."""
    session.info["connection"] = connection


@sa.event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, transaction: Any) -> None:
    if transaction.parent is None:
        session.info.pop("connection", None)
