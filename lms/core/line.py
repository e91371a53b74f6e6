"""SQLite has one place for a writer; here it is given out in turn.

Left to itself, a writer who finds the place taken sleeps and tries again, longer each
time, so that under load some wait for seconds while others pass. A file lock is handed
on by the kernel as soon as it is free. And threads of one process that each have a single
statement to write share a turn: whoever comes to the head carries the statements of all
who wait in one transaction, and one flush to the disk keeps them all.
"""

import fcntl
import os
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

Deed = Callable[[Any], Any]
_last = threading.local()  # the turn that a thread took last


class Turn:
    """One writer's claim to the place, across threads and processes. The kernel gives it up when its holder dies."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: int | None = None
        self._thread = 0
        self.held = False

    def refuse_a_second(self) -> None:
        """
        Raises:
            RuntimeError: when this thread has the place by another claim: it would wait for itself, forever.
        """
        other = getattr(_last, "turn", None)
        if other and other.held and other._path == self._path and other._thread == threading.get_ident():
            raise RuntimeError("this thread has the writer's place already, on another connection")

    def take(self) -> None:
        if self.held:
            return
        self.refuse_a_second()
        if self._file is None:  # not before: a file opened ahead of a fork is one claim for both processes
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        self.held, self._thread, _last.turn = True, threading.get_ident(), self

    def give_up(self) -> None:
        if self.held and self._file is not None:
            self.held = False
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        self.held = False
        if self._file is not None:
            os.close(self._file)


class _Carried:
    """A statement that waits to be written, and then what came of it."""

    __slots__ = ("answer", "deed", "done", "error")

    def __init__(self, deed: Deed) -> None:
        self.deed = deed
        self.done = False
        self.answer: Any = None
        self.error: BaseException | None = None


class Line:
    """Those of one process who want to write one statement each."""

    def __init__(self, path: str) -> None:
        self._turn = Turn(path)
        self._head = threading.Lock()
        self._waiting: deque[_Carried] = deque()

    def write(self, connection: Any, deed: Deed) -> Any:
        """What `deed` answers, once it is kept.

        Args:
            connection: a driver's connection in autocommit mode, of the calling thread; it may carry
                what others wait to write as well.
        """
        self._turn.refuse_a_second()  # before standing behind whoever waits for this very thread
        mine = _Carried(deed)
        self._waiting.append(mine)
        with self._head:
            if not mine.done:
                self._turn.take()
                try:
                    _carry(connection, [self._waiting.popleft() for _each in range(len(self._waiting))])
                finally:
                    self._turn.give_up()
        if mine.error:
            raise mine.error
        return mine.answer


def _carry(connection: Any, carried: list[_Carried]) -> None:
    """Write them all, or those that can be: a statement that fails is undone by itself."""
    together = len(carried) > 1
    try:
        if together:
            connection.execute("BEGIN IMMEDIATE")
        for each in carried:
            try:
                each.answer = each.deed(connection)
            except Exception as error:
                each.error = error
        if together:
            connection.execute("COMMIT")
    except Exception as error:
        for each in carried:
            each.error = each.error or error
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    finally:
        for each in carried:
            each.done = True
