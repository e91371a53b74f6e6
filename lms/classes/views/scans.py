"""The scan a browser keeps through signing in: a signed cookie of its own, because signing in empties the session."""

from flask import Response, current_app, request
from werkzeug.http import dump_cookie

from lms.classes.rules import codes
from lms.classes.rules.codes import SCAN_KEPT, Scan
from lms.classes.views.board import check_in_key

_COOKIE = "scan"
_PATH = "/check-in/"
_GONE = dump_cookie(_COOKIE, max_age=0, expires=0, path=_PATH)


def signed(scan: Scan) -> str:
    return codes.kept_token(check_in_key(), scan)


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
        return codes.read_kept(check_in_key(), cookie)
    except codes.CodeUnreadable:
        return None


def drop(response: Response) -> Response:
    """One scan marks one person; the next in the family scans again."""
    if _COOKIE in request.cookies:
        response.headers.add("Set-Cookie", _GONE)
    return response
