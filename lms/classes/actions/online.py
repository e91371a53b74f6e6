"""Checking oneself in by the board's code, and being present online."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.actions.attendance import mark, save_register
from lms.classes.models import DeviceScan, MarkSource, Presence, Visit
from lms.classes.queries import online as queries
from lms.classes.rules import attendance, codes, online
from lms.classes.rules.codes import Scan
from lms.classes.rules.events import event_id
from lms.core.access import Asker
from lms.core.db import db, insert
from lms.core.prepared import Inside, Stroke, given
from lms.people.models import Throttle

_throttle, _scan = Throttle.__table__, DeviceScan.__table__


def check_in(asker: Asker, scan: Scan, now: datetime) -> tuple[Any, Presence, bool]:
    """Mark the asker by a code they read; answers the meeting, the mark, and whether it is new.

    A mark that is there already stays: checking in twice is harmless, and a
    learner's phone never speaks against the trainer.
    """
    scan.check_kept(now)
    meeting = queries.before_a_code(asker, scan.meeting_id)
    codes.check_window(meeting.state, meeting.starts_at, meeting.ends_at, scan.at)
    if meeting.person_id is None:
        raise codes.NotAMember
    if meeting.presence is not None:
        return meeting, meeting.presence, False
    presence = attendance.arrival(meeting.starts_at, scan.at)
    # One self check-in for a person and a meeting, however often the button is pressed.
    own = event_id(meeting.id, asker.person_id, MarkSource.BOARD)
    mark(
        meeting.id,
        [(own, asker.person_id, presence, scan.at)],
        MarkSource.BOARD,
        asker.person_id,
        now,
    )
    return meeting, presence, True


def _noting_device() -> Any:
    columns = ("meeting_id", "person_id", "digest", "shown_at", "made_at")
    return insert(_scan).values(given(_scan, *columns)).on_conflict_do_nothing()


_NOTE_DEVICE = Inside(_noting_device)


def note_device(meeting_id: int, person_id: int, digest: str, shown_at: datetime, now: datetime) -> None:
    """Which device of this meeting a check-in came from; the first one stays."""
    _NOTE_DEVICE.change(
        meeting_id=meeting_id, person_id=person_id, digest=digest, shown_at=shown_at, made_at=now
    )


def scan_digits(asker: Asker, typed: str, key: bytes, now: datetime) -> Scan:
    """The scan that typed digits stand for: only meetings open now of the asker's own classes are compared.

    Call `count_try` before, so that no guess goes uncounted.
    """
    meetings = queries.meetings_open_for(asker, now)
    if not meetings:
        raise codes.NothingOpen
    for meeting_id in meetings:
        if codes.digits_match(key, meeting_id, typed, now):
            return Scan(meeting_id, now)
    raise codes.WrongDigits


def _one_more_try() -> Any:
    new = insert(_throttle).values(given(_throttle, "subject", "failures", "last_at"))
    over = _throttle.c.last_at <= sa.bindparam("since", type_=_throttle.c.last_at.type)
    full = _throttle.c.failures >= codes.MOST_TRIES
    return new.on_conflict_do_update(
        index_elements=["subject"],
        set_={
            "failures": sa.case((over, 1), else_=_throttle.c.failures + 1),
            # Pressing on while refused does not make the wait longer.
            "last_at": sa.case((sa.and_(full, ~over), _throttle.c.last_at), else_=new.excluded.last_at),
        },
    ).returning(_throttle.c.failures)


_ONE_MORE_TRY = Stroke(_one_more_try)
_FORGIVE = Inside(sa.delete(_throttle).where(_throttle.c.subject == sa.bindparam("subject")))  # type: ignore[arg-type]


def count_try(asker: Asker, now: datetime) -> int:
    """Count a guess before it is looked at, at once and for good; the row's lock lets no parallel guess slip by."""
    [(failures,)] = _ONE_MORE_TRY.rows(
        subject=_subject(asker), failures=1, last_at=now, since=now - codes.TRIES_WITHIN
    )
    return int(failures)


def forgive(asker: Asker) -> None:
    """A right code clears the count."""
    _FORGIVE.change(subject=_subject(asker))


def _subject(asker: Asker) -> str:
    return f"check-in:{asker.person_id}"


def join(asker: Asker, meeting: Any, now: datetime) -> None:
    """Note that the asker joined; a visit still open goes on."""
    online.check_joinable(meeting.mode, meeting.state, meeting.starts_at, meeting.ends_at, now)
    if not _sign(asker, meeting.id, seen_at=now):
        db.session.add(Visit(meeting_id=meeting.id, person_id=asker.person_id, joined_at=now, seen_at=now))


def note_here(asker: Asker, meeting: Any, now: datetime) -> bool:
    """A sign of life; False when no visit is open."""
    return _sign(asker, meeting.id, seen_at=now)


def leave(asker: Asker, meeting: Any, now: datetime) -> bool:
    """End the visit; False when none is open."""
    return _sign(asker, meeting.id, seen_at=now, left_at=now)


def _sign(asker: Asker, meeting_id: int, **values: Any) -> bool:
    changed: Any = db.session.execute(
        sa.update(Visit)
        .where(
            Visit.meeting_id == meeting_id,
            Visit.person_id == asker.person_id,
            Visit.left_at.is_(None),
        )
        .values(**values)
    )
    return bool(changed.rowcount)


def take_over(meeting: Any, chosen: Mapping[int, Presence], made_by: int, now: datetime) -> int:
    """The trainer takes the proposals as marks."""
    return save_register(meeting, chosen, MarkSource.ONLINE, made_by, now)
