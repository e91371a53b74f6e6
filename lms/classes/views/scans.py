"""The scan a browser keeps through signing in: a signed cookie of its own, because signing in empties the session."""

from datetime import UTC, datetime

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from lms.classes.rules.codes import SCAN_KEPT, Scan

_COOKIE = "scan"
_PATH = "/check-in/"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="classes: a scan kept through signing in")


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
    try:
        meeting_id, at = _signer().loads(request.cookies.get(_COOKIE, ""))
    except BadSignature:
        return None
    return Scan(meeting_id, datetime.fromtimestamp(at, UTC))


def drop(response: Response) -> Response:
    """One scan marks one person; the next in the family scans again."""
    response.delete_cookie(_COOKIE, path=_PATH)
    return response
