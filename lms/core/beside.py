"""The connection beside the session's, on which every statement is kept at once.

On SQLite a thread holds one for good: there is no server that could drop it, and taking
one from the pool costs as much as asking. Elsewhere it is one a request, from the pool.
"""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import g

from lms.core.db import connection_beside, lines

Answer = TypeVar("Answer")
_held = threading.local()


def beside(engine: sa.Engine) -> Any:
    """This thread's, or this request's, in autocommit mode."""
    if engine.dialect.name == "sqlite":
        if getattr(_held, "pool", None) is not engine.pool:
            let_go()
            _held.connection, _held.pool = connection_beside(engine), engine.pool
        return _held.connection
    if "beside" not in g:
        g.beside = engine.raw_connection()
        g.beside.driver_connection.autocommit = True
    return g.beside


def let_go() -> None:
    """Close what this thread holds, before a fork say; the next to ask opens another."""
    if hasattr(_held, "connection"):
        _held.connection.close()
        del _held.connection, _held.pool


def put_back(_error: BaseException | None = None) -> None:
    """At the end of a request: the connection beside goes back to the pool as it came."""
    connection = g.pop("beside", None)
    if connection is not None:
        if connection.driver_connection.closed:  # the server went away: the next one gets another
            connection.invalidate()
        else:
            connection.driver_connection.autocommit = False
        connection.close()


def write(engine: sa.Engine, deed: Callable[[Any], Answer]) -> Answer:
    """What `deed` answers, done with the connection beside; on SQLite in its turn, perhaps by another thread."""
    line = lines.get(engine)
    try:
        return line.write(beside(engine), deed) if line else deed(beside(engine))
    except engine.dialect.loaded_dbapi.Error as error:
        raise as_the_sessions(error, engine) from error


def as_the_sessions(error: Exception, engine: sa.Engine) -> Exception:
    """A driver's error as the session would raise it: whoever catches it need not know which of the two asked."""
    base = engine.dialect.loaded_dbapi.Error
    named: Exception = sa.exc.DBAPIError.instance(
        None, None, error, base, hide_parameters=True, dialect=engine.dialect
    )
    return named
