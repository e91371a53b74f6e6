"""The database: column kinds, the two engines, and the one way to fetch one row."""

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry

from lms.core.errors import Missing
from lms.core.line import Line, Turn
from lms.core.requests import itself


def moment(value: Any) -> datetime | None:
    """A moment as a driver gives it, SQLite's as text, as an aware one in UTC."""
    if value is None:
        return None
    if isinstance(value, str):
        return datetime.fromisoformat(value + "Z")  # a tenth of what adding the zone afterwards costs
    at: datetime = value
    return at.astimezone(UTC)


_last_said: tuple[datetime | None, str] = None, ""


def moment_as_text(at: datetime) -> str:
    """As SQLite keeps it: in UTC, all of the same length, so that it sorts.

    Raises:
        ValueError: when it has no time zone.
    """
    global _last_said
    moment_said, text = _last_said
    if moment_said is not at:  # one and the same moment is often kept several times
        _check_zone(at)
        text = at.astimezone(UTC).isoformat(" ", "microseconds")[:26]
        _last_said = at, text
    return text


def _check_zone(at: datetime) -> None:
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")


def _to_sqlite(value: datetime | None) -> str | None:
    return None if value is None else moment_as_text(value)


class Utc(sa.types.TypeDecorator[datetime]):
    """A moment: stored in UTC, always aware in Python (SQLite forgets the zone).

    SQLAlchemy's own way through two layers of types costs SQLite three times as much.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is not None:
            _check_zone(value)
        return value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return moment(value)

    def bind_processor(self, dialect: sa.Dialect) -> Any:
        return _to_sqlite if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Any:
        return moment if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


BigKey = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Paths and codes compare byte by byte, so that a range of them is an index range.
Path = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")

# SQLite stores such a table as its primary key's tree alone: one tree less to write for every row.
NO_ROWID = {"sqlite_with_rowid": False}

key = Annotated[int, mapped_column(BigKey, primary_key=True)]

_metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Base(DeclarativeBase):
    registry = registry(
        metadata=_metadata,
        type_annotation_map={
            int: BigKey,
            datetime: Utc(),
            dict[str, Any]: sa.JSON(),
            list[Any]: sa.JSON(),
            enum.StrEnum: sa.Enum(
                enum.StrEnum,
                native_enum=False,
                create_constraint=False,
                length=30,
                values_callable=lambda kinds: [kind.value for kind in kinds],
            ),
        },
    )


class _Database(SQLAlchemy):
    @property
    def engine(self) -> sa.Engine:
        """The application's; every statement asks, and looking it up by weak references costs as much as beginning one."""
        kept = itself(current_app).extensions
        engine: sa.Engine = kept.get("engine") or kept.setdefault("engine", super().engine)
        return engine


db = _Database(model_class=Base)
lines: WeakKeyDictionary[sa.Engine, Line] = WeakKeyDictionary()
_synchronous: WeakKeyDictionary[sa.Engine, str] = WeakKeyDictionary()

if TYPE_CHECKING:

    class Model(Base):
        """What every table inherits."""

        __abstract__ = True
else:
    Model = db.Model

# Whether a transaction on SQLite takes the writer's place at once. A read that turns into a
# write halfway fails under contention; asking for the place first only ever waits.
_writing: ContextVar[bool] = ContextVar("writing", default=True)


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun in here do not stand in the writers' queue."""
    token = _writing.set(False)
    try:
        yield
    finally:
        _writing.reset(token)


def intend_to_write(yes: bool) -> None:
    """For the rest of this context (a request), begin transactions as a writer, or not."""
    _writing.set(yes)


def one(statement: sa.Select[Any]) -> Any:
    """The only row the statement finds.

    Raises:
        Missing: when there is none.
    """
    found = db.session.scalars(statement).unique().one_or_none()
    if found is None:
        raise Missing
    return found


_SQLITE = {"timeout": 15, "isolation_level": None}


def engine_options(url: str) -> dict[str, Any]:
    """What `create_engine` is told for this database."""
    if url.startswith("sqlite"):
        import pysqlite3  # newer than the system's, which can lose writes in WAL mode

        return {
            "module": pysqlite3,
            "connect_args": _SQLITE,
            "pool_size": 5,
            "hide_parameters": True,  # an error in the log names no person
        }
    limits = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"
    return {
        "hide_parameters": True,
        "pool_pre_ping": True,
        "pool_size": 5,
        "connect_args": {"options": limits},
    }


def prepare(engine: sa.Engine, synchronous: str) -> None:
    """Teach a SQLite engine our pragmas and our BEGIN; PostgreSQL needs neither."""
    if engine.dialect.name != "sqlite":
        return

    line = f"{engine.url.database}-line"
    lines[engine] = Line(line)
    _synchronous[engine] = synchronous

    @event.listens_for(engine, "connect")
    def pragmas(connection: Any, record: Any) -> None:
        record.info["turn"] = Turn(line)
        _tune(connection, synchronous)

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # On the driver itself: a tenth of what the same word costs through SQLAlchemy.
        driver: Any = connection.connection.driver_connection
        if _writing.get():
            connection.info["turn"].take()
            driver.execute("BEGIN IMMEDIATE")
        else:
            driver.execute("BEGIN")

    @event.listens_for(engine, "checkin")
    def stand_back(_connection: Any, record: Any) -> None:
        if "turn" in record.info:  # a connection that broke is checked in without anything
            record.info["turn"].give_up()

    @event.listens_for(engine, "close")
    def leave(_connection: Any, record: Any) -> None:
        if "turn" in record.info:
            record.info.pop("turn").close()


def connection_beside(engine: sa.Engine) -> Any:
    """A driver's connection to the SQLite file that a thread may keep for good, outside the pool.

    The pool's carry functions of SQLAlchemy's. Were one to die with a thread of the server's, these would be
    destroyed while the thread is taken apart, which ends the whole process.
    """
    arguments, options = engine.dialect.create_connect_args(engine.url)
    connection = engine.dialect.loaded_dbapi.connect(*arguments, **options, **_SQLITE)
    _tune(connection, _synchronous[engine])
    return connection


def _tune(connection: Any, synchronous: str) -> None:
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        f"synchronous={synchronous}",
        "cache_size=-8000",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def insert(table: Any) -> Any:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`, for this database."""
    if db.engine.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as on_sqlite

        return on_sqlite(table)
    from sqlalchemy.dialects.postgresql import insert as on_postgresql

    return on_postgresql(table)


def writers_pass_one_by_one() -> bool:
    """Whether this database has one place for a writer, so that a statement that writes sees all that was written."""
    return db.engine in lines


def in_one_text(*columns: Any) -> Any:
    """An aggregate: the columns of all rows as one JSON text, a list a row; None where there is no row."""
    if db.engine.dialect.name == "sqlite":
        return sa.func.json_group_array(sa.func.json_array(*columns))
    return sa.cast(sa.func.json_agg(sa.func.json_build_array(*columns)), sa.Text)


def in_transaction() -> bool:
    """Whether this request's session has begun a transaction."""
    return db.session.registry.has() and db.session().in_transaction()


def commit() -> None:
    """Keep what this request's session began, if it began anything: an empty commit costs as much as a query."""
    if in_transaction():
        db.session.commit()
