"""The token in a set-up link: works once, for 48 hours, and for nothing else."""

import base64
import hashlib
import hmac
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from lms.core.errors import Missing
from lms.people import queries
from lms.people.models import Person

VALID_FOR = 60 * 60 * 48


def token_for(person: Person) -> str:
    """Choosing a password changes what the token was made from, so it is spent by its use."""
    return str(_signer().dumps([person.id, _mark(person)]))


def person_of(token: str) -> Person:
    """The person the link was made for.

    Raises:
        Missing: when it was used, is older than 48 hours, or is no link of ours.
    """
    try:
        kept: Any = _signer().loads(token, max_age=VALID_FOR)
    except BadData as error:
        raise Missing from error
    person = queries.about_to_set_up(int(kept[0]))
    if person is None or not hmac.compare_digest(kept[1], _mark(person)):
        raise Missing
    return person


def totp_key_for(token: str) -> str:
    """The same key on every look at the same link, kept nowhere until it is confirmed."""
    return base64.b32encode(_digest("totp", token)[:20]).decode()


def _mark(person: Person) -> str:
    return _digest("mark", f"{person.id} {person.password_hash} {person.totp_key}").hex()[:24]


def _digest(purpose: str, text: str) -> bytes:
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, f"people.set-up.{purpose}:{text}".encode(), hashlib.sha256).digest()


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="people.set-up")
