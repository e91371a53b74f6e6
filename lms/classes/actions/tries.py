"""Counting guesses at the board's digits, by person: a hall behind one address is nobody's guess but one's own.

For a transaction in which the guess is looked at as well.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.rules import codes
from lms.core.db import insert, writers_pass_one_by_one
from lms.core.prepared import Inside, given
from lms.people.models import Throttle

_throttle: Any = Throttle.__table__
_SINCE = sa.bindparam("since", type_=_throttle.c.last_at.type)
_THEIRS = _throttle.c.subject == sa.bindparam("subject")


def _one_more() -> Any:
    new = insert(_throttle).values(given(_throttle, "subject", "failures", "last_at"))
    over = _throttle.c.last_at <= _SINCE
    full = _throttle.c.failures >= codes.MOST_TRIES
    return new.on_conflict_do_update(
        index_elements=["subject"],
        set_={
            "failures": sa.case((over, 1), else_=_throttle.c.failures + 1),
            # Pressing on while refused does not make the wait longer.
            "last_at": sa.case((sa.and_(full, ~over), _throttle.c.last_at), else_=new.excluded.last_at),
        },
    ).returning(_throttle.c.failures)


_MADE = Inside(sa.select(_throttle.c.failures).where(_THEIRS, _throttle.c.last_at > _SINCE))
_ONE_MORE = Inside(_one_more)
_FORGIVE = Inside(sa.delete(_throttle).where(_THEIRS))


def before_another(person_id: int, now: datetime) -> int:
    """How many wrong tries stand against this person, while no other guess of theirs is looked at.

    Where writers pass one by one, looking is enough. Elsewhere this guess is counted at once:
    the row's lock lets no parallel one slip by.
    """
    if not writers_pass_one_by_one():
        return _count(person_id, now) - 1
    rows = _MADE.rows(subject=_subject(person_id), since=now - codes.TRIES_WITHIN)
    return int(rows[0].failures) if rows else 0


def was_wrong(person_id: int, now: datetime) -> None:
    """Count the guess, where it was not counted before it was looked at."""
    if writers_pass_one_by_one():
        _count(person_id, now)


def was_right(person_id: int, made: int) -> None:
    """A right code clears the count."""
    if made or not writers_pass_one_by_one():
        _FORGIVE.change(subject=_subject(person_id))


def _count(person_id: int, now: datetime) -> int:
    [(failures,)] = _ONE_MORE.rows(
        subject=_subject(person_id), failures=1, last_at=now, since=now - codes.TRIES_WITHIN
    )
    return int(failures)


def _subject(person_id: int) -> str:
    return f"check-in:{person_id}"
