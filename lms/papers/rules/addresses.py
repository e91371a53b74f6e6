"""Private addresses of calendars: their tokens, what they reach back and ahead, how often one may look."""

import hashlib
import secrets
from datetime import timedelta

BEHIND = timedelta(days=90)
AHEAD = timedelta(days=366)
MOST_COMING = 300
MOST_PAST = 100


def new_token() -> str:
    """256 random bits: what nobody guesses needs no counting of wrong tries."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    return hashlib.sha256(b"calendar:" + token.encode()).hexdigest()
