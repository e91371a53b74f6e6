"""The scan a browser keeps through signing in: a signed cookie of its own, because signing in empties the session."""

from datetime import UTC, datetime
from functools import lru_cache

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.http import dump_cookie

from lms.classes.rules.codes import SCAN_KEPT, Scan

_COOKIE = "scan"
_PATH = "/check-in/"
_GONE = dump_cookie(_COOKIE, max_age=0, expires=0, path=_PATH)


@lru_cache(maxsize=4)
def _signer_with(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="classes: a scan kept through signing in")


def _signer() -> URLSafeSerializer:
    return _signer_with(current_app.config["SECRET_KEY"])


def signed(scan: Scan) -> str:
    return str(_signer().dumps([scan.meeting_id, int(scan.at.timestamp())]))


def keep(response: Response, scan: Scan) -> Response:
    response.set_cookie(
        _COOKIE,
        signed(scan),
        max_age=SCAN_KEPT,
        path=_PATH,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response


def kept() -> Scan | None:
    """The scan of this browser; None when there is none, or it was not ours."""
    cookie = request.cookies.get(_COOKIE)
    if not cookie:
        return None
    try:
        meeting_id, at = _signer().loads(cookie)
    except BadSignature:
        return None
    return Scan(meeting_id, datetime.fromtimestamp(at, UTC))


def drop(response: Response) -> Response:
    """One scan marks one person; the next in the family scans again."""
    if _COOKIE in request.cookies:
        response.headers.add("Set-Cookie", _GONE)
    return response
