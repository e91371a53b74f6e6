"""Checking oneself in by the board's code. All that it writes is one short transaction, kept when these answer."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.actions import tries
from lms.classes.actions.statements import ADD_ONE, PROJECT_ONE
from lms.classes.models import DeviceScan, MarkSource
from lms.classes.queries import online as queries
from lms.classes.rules import attendance, codes
from lms.classes.rules.codes import Scan
from lms.classes.rules.events import event_id
from lms.classes.signals import counted_anew
from lms.core.access import Asker
from lms.core.db import insert
from lms.core.errors import Refusal
from lms.core.prepared import Inside, given
from lms.core.short import at_once

DeviceIn = Callable[[int], str | None]
_scan: Any = DeviceScan.__table__


def by_scan(asker: Asker, scan: Scan, device: str | None, now: datetime) -> None:
    """Mark the asker by a code they read.

    A mark that is there already stays: checking in twice is harmless, and a
    learner's phone never speaks against the trainer.

    Args:
        device: what this device is called in that meeting, None where it has no name.
    """
    scan.check_kept(now)
    meeting = queries.before_a_code(asker, scan.meeting_id)
    codes.check_window(meeting.state, meeting.starts_at, meeting.ends_at, scan.at)
    if meeting.person_id is None:
        raise codes.NotAMember
    if meeting.presence is None:
        at_once(lambda: _arrived(asker.person_id, meeting, device, scan.at, now))


def by_digits(asker: Asker, typed: str, key: bytes, device_in: DeviceIn, now: datetime) -> int:
    """Mark the asker by typed digits; answers for which meeting: only those open now of the asker's own classes count.

    Every guess is looked at and counted while no other of the same person is, so that none slips by.

    Args:
        key: of the board's codes.
        device_in: what this device is called in a meeting.
    """
    meetings = queries.meetings_open_for(asker, now)
    outcome = at_once(lambda: _guessed(asker.person_id, typed, key, meetings, device_in, now))
    if isinstance(outcome, Refusal):
        raise outcome
    return int(outcome)


def _guessed(
    person_id: int, typed: str, key: bytes, meetings: Sequence[Any], device_in: DeviceIn, now: datetime
) -> Refusal | int:
    """The meeting, or why none: as an answer, for the count is kept either way."""
    made = tries.before_another(person_id, now)
    if made >= codes.MOST_TRIES:
        return codes.TooManyTries()
    meeting = next((each for each in meetings if codes.digits_match(key, each.id, typed, now)), None)
    if meeting is None:
        tries.was_wrong(person_id, now)
        return codes.WrongDigits() if meetings else codes.NothingOpen()
    tries.was_right(person_id, made)
    if meeting.presence is None:
        _arrived(person_id, meeting, device_in(meeting.id), now, now)
    return int(meeting.id)


def _arrived(person_id: int, meeting: Any, device: str | None, at: datetime, now: datetime) -> None:
    """One self check-in for a person and a meeting, however often the button is pressed."""
    said = {
        "meeting_id": meeting.id,
        "person_id": person_id,
        "event_id": event_id(meeting.id, person_id, MarkSource.BOARD),
        "presence": attendance.arrival(meeting.starts_at, at),
        "made_at": at,
    }
    if not ADD_ONE.change(**said, source=MarkSource.BOARD, made_by=person_id, received_at=now):
        return  # said before, and what it led to stands
    PROJECT_ONE.change(**said)
    counted_anew.send(cohort_id=meeting.cohort_id)
    if device:
        _NOTE_DEVICE.change(
            meeting_id=meeting.id, person_id=person_id, digest=device, shown_at=at, made_at=now
        )


def _noting_device() -> sa.ClauseElement:
    """Which device of this meeting a check-in came from; the first one stays."""
    columns = ("meeting_id", "person_id", "digest", "shown_at", "made_at")
    noting: sa.ClauseElement = insert(_scan).values(given(_scan, *columns)).on_conflict_do_nothing()
    return noting


_NOTE_DEVICE = Inside(_noting_device)
