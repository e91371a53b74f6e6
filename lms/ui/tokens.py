"""Flask-WTF's protection against forged forms, at a fraction of its cost.

A token is the secret of its session, signed. Flask-WTF takes it apart and compares; where the
secret is known, it is enough that what was signed is this secret and that the signature is ours.
The pair of a token and a secret always gets the same answer, for tokens have no time limit here,
so the pairs found good are remembered. Over TLS the referrer is looked at every time.
"""

from functools import lru_cache
from typing import Any

from flask import current_app, g, request, session
from flask_wtf.csrf import CSRFProtect, same_origin
from itsdangerous import base64_encode

from lms.core.recent import Recent
from lms.core.requests import itself
from lms.core.signatures import Signatures

AT_MOST = 2000
SALT = "wtf-csrf-token"  # Flask-WTF's
signed = Recent[str, str](5000)  # a session's secret and a token of it, for the next page


class Tokens(CSRFProtect):
    def __init__(self) -> None:
        super().__init__()
        self._good = Recent[tuple[str | None, str | None], bool](AT_MOST)

    def protect(self, apply_exemptions: bool = False) -> None:
        asked, here = itself(request), itself(g)
        token = asked.form.get("csrf_token") or self._get_csrf_token()
        secret = session.get("csrf_token")
        from_here = not asked.is_secure or same_origin(asked.referrer or "", f"https://{asked.host}/")
        if from_here and (token, secret) in self._good:
            here.csrf_valid = True
            return
        if from_here and token and secret and vouches_for(token, secret):
            here.csrf_valid = True
        else:
            super().protect(apply_exemptions)  # raises where the token or the referrer is wrong
        if token and secret and "csrf_valid" in here:  # a method it does not know, such as TRACE, shows none
            self._good[token, secret] = True
            signed[secret] = token


def vouches_for(token: str, secret: str) -> bool:
    """Whether this token is this secret as we sign it. Where it says no, Flask-WTF is asked, and says why."""
    value, _, signature = token.encode().rpartition(b".")
    content, _, _made_at = value.rpartition(b".")
    as_signed = base64_encode(f'"{secret}"')  # itsdangerous' form of a short text
    return content == as_signed and _signer(itself(current_app).secret_key).verify_signature(value, signature)


@lru_cache(maxsize=4)
def _signer(key: str) -> Any:
    return Signatures(key, SALT).make_signer()
