"""Flask-WTF's protection against forged forms, at a fraction of its cost.

A token is the secret of its session, signed. Flask-WTF takes it apart and compares; where the
secret is known, it is enough that what was signed is this secret and that the signature is ours.
A token has no time limit here, so a session has one for all its pages, and the one that was
signed or found good is remembered. Over TLS the referrer is looked at every time.
"""

from functools import lru_cache
from hmac import compare_digest
from typing import Any

from flask import Flask, current_app, g, request, session
from flask_wtf.csrf import CSRFProtect, generate_csrf, same_origin
from itsdangerous import base64_encode

from lms.core.recent import Recent
from lms.core.requests import itself
from lms.core.signatures import Signatures

SALT = "wtf-csrf-token"  # Flask-WTF's
_tokens = Recent[str, str](5000)  # of a session's secret, one that is good


class Tokens(CSRFProtect):
    def init_app(self, app: Flask) -> None:
        super().init_app(app)
        app.jinja_env.globals["csrf_token"] = csrf_token
        app.context_processor(lambda: {"csrf_token": csrf_token})

    def protect(self, apply_exemptions: bool = False) -> None:
        asked, here = itself(request), itself(g)
        token = asked.form.get("csrf_token") or self._get_csrf_token()
        secret = session.get("csrf_token")
        from_here = not asked.is_secure or same_origin(asked.referrer or "", f"https://{asked.host}/")
        if from_here and token and secret and (is_known(token, secret) or vouches_for(token, secret)):
            here.csrf_valid = True
        else:
            super().protect(apply_exemptions)  # raises where the token or the referrer is wrong
        if token and secret and "csrf_valid" in here:  # a method it does not know, such as TRACE, shows none
            _tokens[secret] = token


def csrf_token() -> str:
    """The token of this session, for its pages."""
    secret = session.get("csrf_token")
    token = _tokens.get(secret) if secret else None
    if token is None:
        token = str(generate_csrf())
        _tokens[session["csrf_token"]] = token
    return token


def is_known(token: str, secret: str) -> bool:
    """Whether this is the token that we remember of the session."""
    known = _tokens.get(secret)
    return known is not None and compare_digest(known.encode(), token.encode())


def vouches_for(token: str, secret: str) -> bool:
    """Whether this token is this secret as we sign it. Where it says no, Flask-WTF is asked, and says why."""
    value, _, signature = token.encode().rpartition(b".")
    content, _, _made_at = value.rpartition(b".")
    as_signed = base64_encode(f'"{secret}"')  # itsdangerous' form of a short text
    return content == as_signed and _signer(itself(current_app).secret_key).verify_signature(value, signature)


@lru_cache(maxsize=4)
def _signer(key: str) -> Any:
    return Signatures(key, SALT).make_signer()
