"""One-time codes of staff: six digits, 30 seconds, one step early or late."""

import hmac
from datetime import datetime

import pyotp

STEP = 30


def new_totp_key() -> str:
    return str(pyotp.random_base32())


def matching_step(key: str, code: str, now: datetime, last_step: int) -> int | None:
    """The step whose code this is, if later than the last one used; None for every other code."""
    totp, here = pyotp.TOTP(key), int(now.timestamp()) // STEP
    for step in (here, here - 1, here + 1):
        if step > last_step and hmac.compare_digest(totp.at(step * STEP).encode(), code.encode()):
            return step
    return None
