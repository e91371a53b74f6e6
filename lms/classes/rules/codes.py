"""The board's codes: six digits and a QR token, new every 30 seconds, good for one meeting only.

Both are message authentication codes over the meeting and the 30-second step,
so nothing is stored and every server shows and accepts the same ones. Only the
server's clock counts; what a phone believes the time to be does not matter.
"""

import base64
import binascii
import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from flask_babel import lazy_gettext as _l

from lms.classes.models import MeetingState
from lms.core.errors import Refusal

STEP = 30  # seconds
_PLACE = struct.Struct(">QI")
_SHORT, _LONG = 10, 32  # bytes of a proof: in the square on the wall, in a cookie
AROUND = timedelta(minutes=30)
SCAN_KEPT = timedelta(minutes=15)
MOST_TRIES = 10
TRIES_WITHIN = timedelta(minutes=10)


class CodeUnreadable(Refusal):
    reason = _l("This code cannot be read. Scan the square on the board once more.")


class CodeTooOld(Refusal):
    reason = _l("This code is too old: it changes every 30 seconds. Scan the new one on the board.")


class ScanTooOld(Refusal):
    reason = _l("You scanned this code some time ago. Scan the one on the board now.")


class WrongDigits(Refusal):
    reason = _l("These digits are not right just now. They change every 30 seconds: look at the board again.")


class TooManyTries(Refusal):
    reason = _l("That was ten wrong tries. Wait ten minutes, or ask the trainer to mark you.")


class NotAMember(Refusal):
    reason = _l("You are not on the list of this class yet. Ask the trainer to add you.")


class NothingOpen(Refusal):
    reason = _l("None of your classes is meeting now. The code works from half an hour before the start.")


class MeetingNotOpen(Refusal):
    reason = _l("This meeting has not begun yet. The code works from half an hour before the start.")


class MeetingOver(Refusal):
    reason = _l("This meeting is over. If you were there, ask the trainer to mark you.")


@dataclass(frozen=True, slots=True)
class Scan:
    """A code that was good when it was read, and when that was."""

    meeting_id: int
    at: datetime

    def check_kept(self, now: datetime) -> None:
        """A scan outlives the code: signing in must not make an honest one worthless."""
        if not timedelta(0) <= now - self.at <= SCAN_KEPT:
            raise ScanTooOld


def key_from(secret: str) -> bytes:
    """A key for these codes alone, so that no other use of the secret can forge one."""
    return _key_for(b"classes: check-in codes", secret)


@lru_cache(maxsize=8)
def _key_for(use: bytes, secret: str) -> bytes:
    return hmac.digest(secret.encode(), use, hashlib.sha256)


def device_digest(secret: str, meeting_id: int, device: str) -> str:
    """Names a device within one meeting: in another it has another name, so that nobody can be followed."""
    key = _key_for(b"classes: devices", secret)
    return hmac.digest(key, f"{meeting_id}/{device}".encode(), hashlib.sha256).hex()[:24]


def step_at(now: datetime) -> int:
    return int(now.timestamp()) // STEP


def seconds_left(now: datetime) -> int:
    return STEP - int(now.timestamp()) % STEP


def _mac(key: bytes, use: bytes, meeting_id: int, step: int) -> bytes:
    return hmac.digest(key, use + _PLACE.pack(meeting_id, step), hashlib.sha256)


def digits(key: bytes, meeting_id: int, step: int) -> str:
    """Six digits for who has no camera."""
    return f"{int.from_bytes(_mac(key, b'digits', meeting_id, step)[:8]) % 1_000_000:06d}"


def digits_match(key: bytes, meeting_id: int, typed: str, now: datetime) -> bool:
    """Whether these are the digits of now or of the step before."""
    step = step_at(now)
    return any(
        hmac.compare_digest(digits(key, meeting_id, each).encode(), typed.encode())
        for each in (step, step - 1)
    )


def _proven(key: bytes, use: bytes, meeting_id: int, when: int, proof: int) -> str:
    """A meeting and a time, and so many bytes that prove both."""
    packed = _PLACE.pack(meeting_id, when) + _mac(key, use, meeting_id, when)[:proof]
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _read(key: bytes, use: bytes, text: str, proof: int) -> tuple[int, int]:
    """What such a text proves.

    Raises:
        CodeUnreadable: when it was not made here.
    """
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        meeting_id, when = _PLACE.unpack(packed[: _PLACE.size])
    except (binascii.Error, ValueError, struct.error):
        raise CodeUnreadable from None
    if not hmac.compare_digest(packed[_PLACE.size :], _mac(key, use, meeting_id, when)[:proof]):
        raise CodeUnreadable
    return meeting_id, when


def token(key: bytes, meeting_id: int, step: int) -> str:
    """What the QR code carries: the meeting and the step, short enough for a square that is read from afar."""
    return _proven(key, b"token", meeting_id, step, _SHORT)


def read_token(key: bytes, text: str, now: datetime) -> Scan:
    """The scan this token proves, now or one step ago.

    Raises:
        CodeUnreadable: when it was not made here.
        CodeTooOld: when it was, but longer ago.
    """
    meeting_id, step = _read(key, b"token", text, _SHORT)
    if not 0 <= step_at(now) - step <= 1:
        raise CodeTooOld
    return Scan(meeting_id, now)


def kept_token(key: bytes, scan: Scan) -> str:
    """What a browser keeps of a scan."""
    return _proven(key, b"kept", scan.meeting_id, int(scan.at.timestamp()), _LONG)


def read_kept(key: bytes, text: str) -> Scan:
    """The scan that a browser kept.

    Raises:
        CodeUnreadable: when it was not made here.
    """
    meeting_id, at = _read(key, b"kept", text, _LONG)
    return Scan(meeting_id, datetime.fromtimestamp(at, UTC))


def check_window(state: MeetingState, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Codes count from half an hour before the meeting to half an hour after, while its register is open."""
    if state is not MeetingState.PLANNED or now > ends_at + AROUND:
        raise MeetingOver
    if now < starts_at - AROUND:
        raise MeetingNotOpen
