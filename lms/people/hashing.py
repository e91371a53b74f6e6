"""PINs and passwords as Argon2 over a peppered HMAC: a stolen database alone opens nothing.

Hashing takes tens of milliseconds: do it outside a transaction, or every writer waits.
"""

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from flask import current_app


@lru_cache(maxsize=1)
def _hasher() -> Any:
    # Imported late: most processes that start never hash.
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def _peppered(secret: str) -> bytes:
    pepper = current_app.config["PIN_PEPPER"].encode()
    return hmac.new(pepper, secret.encode(), hashlib.sha256).hexdigest().encode()


def counter_of(door: str, name: object) -> str:
    """The counter of an account at a door. Unknown accounts have one too, or the difference would tell."""
    secret = current_app.config["SECRET_KEY"].encode()
    return f"{door}:{hmac.new(secret, str(name).encode(), hashlib.sha256).hexdigest()[:40]}"


def hash_secret(secret: str) -> str:
    """What to keep of a PIN or a password."""
    return str(_hasher().hash(_peppered(secret)))


def is_right(kept: str | None, secret: str) -> bool:
    """Whether this is the secret; costs the same time when nothing is kept."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return bool(_hasher().verify(kept or _nobodys(), _peppered(secret))) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return str(_hasher().hash(b"nobody's secret"))
