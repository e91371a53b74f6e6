"""Columns that a copy of the database does not tell: sealed with a key that only the settings hold."""

import base64
import hashlib
import hmac
import secrets
from typing import Any

import sqlalchemy as sa
from flask import current_app

_NONCE = 12


def _lock() -> Any:
    # Imported here: most processes never open anything sealed.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    secret = str(current_app.config["SECRET_KEY"])
    return AESGCM(hmac.digest(secret.encode(), b"core: sealed columns", hashlib.sha256))


class Sealed(sa.types.TypeDecorator[bytes]):
    """Bytes that come back as they went in; None when they were sealed with another key."""

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        if value is None:
            return None
        nonce = secrets.token_bytes(_NONCE)
        return nonce + _lock().encrypt(nonce, value, None)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        if value is None:
            return None
        from cryptography.exceptions import InvalidTag

        try:
            return _lock().decrypt(bytes(value[:_NONCE]), bytes(value[_NONCE:]), None)
        except (InvalidTag, ValueError):
            return None


class SealedText(sa.types.TypeDecorator[str]):
    """The same for a text."""

    impl = sa.Text
    cache_ok = True
    _bytes = Sealed()

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        if value is None:
            return None
        return base64.b64encode(self._bytes.process_bind_param(value.encode(), dialect)).decode()

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        try:
            found = self._bytes.process_result_value(base64.b64decode(value or ""), dialect)
        except ValueError:
            return None
        return found.decode() if found else None
