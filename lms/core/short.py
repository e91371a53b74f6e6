"""Short transactions beside the session's, for what is written by several prepared statements.

They spare the session, which costs more than the statements do, and under load many of
them share one flush. What the session offers to listeners they offer too: a place to note
what is to be written last, and a call before all is kept.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lms.core import beside
from lms.core.db import db, in_transaction, lines

Answer = TypeVar("Answer")
Ending = Callable[[dict[str, Any]], None]
_mine = threading.local()
endings: list[Ending] = []


class Short:
    """One that runs: its driver's connection, and what was noted in it."""

    __slots__ = ("connection", "notes")

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.notes: dict[str, Any] = {}


def running() -> Short | None:
    """This thread's short transaction, while one runs."""
    return getattr(_mine, "short", None)


def before_kept(ending: Ending) -> Ending:
    """Call this at the end of every short transaction in which something was noted, with the notes and within it."""
    endings.append(ending)
    return ending


def at_once(deed: Callable[[], Answer]) -> Answer:
    """What `deed` answers, once all that it wrote by `Inside` is kept; what it raises undoes all of it.

    As a `Stroke`, for what is more than one statement: no session, and under load one flush for many.
    Another thread may do the deed, so it works with values alone: nothing of the request, no session.
    """
    return beside.write(db.engine, lambda connection: _shortly(connection, deed))


def alone() -> bool:
    """Whether neither a short transaction nor the session's runs in this thread."""
    return running() is None and not in_transaction()


def as_one(deed: Callable[[], Answer]) -> Answer:
    """`deed` as a part of the transaction that runs; where none does, `at_once`."""
    return at_once(deed) if alone() else deed()


def _shortly(connection: Any, deed: Callable[[], Answer]) -> Answer:
    begin, keep, undo = _words(connection)
    connection.execute(begin)
    _mine.short = short = Short(connection)
    try:
        answer = deed()
        if short.notes:
            for ending in endings:
                ending(short.notes)
        connection.execute(keep)
    except BaseException:
        with suppress(Exception):  # the database may have undone it by itself
            connection.execute(undo)
        raise
    finally:
        _mine.short = None
    return answer


def _words(connection: Any) -> tuple[str, str, str]:
    """How to begin, to keep and to undo: by itself, or on SQLite among the deeds of others in one transaction."""
    if db.engine not in lines:
        return "BEGIN", "COMMIT", "ROLLBACK"
    if connection.in_transaction:
        return "SAVEPOINT deed", "RELEASE deed", "ROLLBACK TO deed"
    return "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"


@sa.event.listens_for(Session, "after_transaction_create")
def _not_meanwhile(_session: Session, _transaction: Any) -> None:
    """A deed that forgot itself would wait for the place that its own thread holds."""
    if running() is not None:
        raise RuntimeError("what is done at once works without the session")
