"""What never changes of an attempt once it was begun, remembered by the process that saw it.

With it an answer is one statement. Nothing here says that an attempt is still open, whose it
is or what was answered: that statement asks. Where a quiz has a time limit, somebody may be
given more time, so such attempts are not remembered.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lms.catalogue import shelf
from lms.core.recent import Recent

AT_MOST = 3000


@dataclass(frozen=True, slots=True)
class Sheet:
    """An attempt as one of its question pages needs it.

    `response` is what was answered there, None before; `answered` counts all its answers.
    `started_at` tells it from one that came to have the same id after this one was deleted.
    """

    id: int
    person_id: int
    course: str
    module: str
    edition: str
    is_open: bool
    due_at: datetime | None
    questions: list[Any]
    response: list[Any] | None
    answered: int
    started_at: datetime

    @classmethod
    def begun(cls, person_id: int, course: str, module: str, row: Any) -> "Sheet":
        """Of an attempt (id, edition, questions, due_at, started_at) as it was made."""
        return cls(
            id=row.id,
            person_id=person_id,
            course=course,
            module=module,
            edition=row.edition,
            is_open=True,
            due_at=row.due_at,
            questions=row.questions,
            response=None,
            answered=0,
            started_at=row.started_at,
        )


def _known() -> Recent[int, Sheet]:
    known: Recent[int, Sheet] = shelf.lasting("begun attempts", lambda: Recent(AT_MOST))
    return known


def remember(sheet: Sheet) -> None:
    if sheet.due_at is None:
        _known()[sheet.id] = sheet


def begun(attempt_id: int) -> Sheet | None:
    """An attempt as it was at some time; None where this process has not seen it, or it has a time limit."""
    return _known().get(attempt_id)
