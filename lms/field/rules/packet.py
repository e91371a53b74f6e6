"""What a phone may take along, and for how long."""

import hashlib
import hmac
from datetime import datetime, timedelta

from lms.core import clock

KEPT_FOR = timedelta(hours=48)
DAYS_AHEAD = 3  # today and the next two
MOST_MEETINGS = 30
TOLD_FOR = timedelta(days=14)  # what another trainer said differently of a meeting


def days_from(now: datetime) -> tuple[datetime, datetime]:
    """From the dawn of today, by the hall's clock, to the midnight after the day after tomorrow."""
    dawn = _dawn(now)
    return dawn, dawn + timedelta(days=DAYS_AHEAD)


def dawn_in(starts_at: datetime, now: datetime) -> int:
    """Milliseconds from now until the day of a meeting begins, by the hall's clock; negative when it has.

    The phone counts on from when it got the packet, so that tomorrow's register opens tomorrow without
    a network, and a phone whose clock is wrong opens it as well.
    """
    return int((_dawn(starts_at) - now).total_seconds() * 1000)


def _dawn(moment: datetime) -> datetime:
    return clock.at_local(clock.local(moment).date(), 0)


def card_digest(salt: str, token_hash: str) -> str:
    """What stands on the phone in place of a card: nobody finds the card from it, and another packet has another.

    The phone makes the same of the letters it reads: SHA-256 of salt and SHA-256 of the letters.
    """
    return hashlib.sha256(f"{salt}{token_hash}".encode()).hexdigest()[:32]


def phone_of(secret: str, person_id: int) -> str:
    """A mark of whose packet this is, for telling two trainers on one phone apart; it opens nothing."""
    return hmac.new(secret.encode(), f"field: phone of {person_id}".encode(), hashlib.sha256).hexdigest()[:20]
