"""What every page gets: template words, security headers, kind errors, fingerprinted files."""

import hashlib
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from jinja2 import StrictUndefined
from sqlalchemy.exc import OperationalError, StatementError
from werkzeug.exceptions import HTTPException

from lms.core import clock
from lms.core.access import Asker
from lms.core.db import db
from lms.core.errors import Missing, Refusal
from lms.ui import languages

STATIC = Path(__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)


def init(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=asset,
        asker=asker,
        csp_nonce=csp_nonce,
        language=languages.language,
        text_size_now=languages.text_size_now,
        product_name=lambda: str(languages.product_name),
        staff_links=lambda: staff_links(app),
        now=clock.now,
        _described=_described,
    )
    app.jinja_env.filters.update(
        number=languages.number,
        per_cent=languages.per_cent,
        day=languages.day,
        date=languages.full_date,
        hour=languages.hour,
    )
    app.after_request(harden)
    app.register_error_handler(Missing, lambda error: problem(404))
    app.register_error_handler(Refusal, lambda refusal: problem(409, str(refusal.reason)))
    app.register_error_handler(
        CSRFError,
        lambda error: problem(
            400,
            _(
                "This page was open for too long. Go back, load it again and send it once more. What you typed is still there."
            ),
        ),
    )
    app.register_error_handler(HTTPException, lambda error: problem(error.code or 500))
    app.register_error_handler(Exception, lambda error: unexpected(app, error))


@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """The address of a static file, which changes when its content does."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def asker() -> Asker | None:
    """Who is signed in, for templates; None for a visitor."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def csp_nonce() -> str:
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def staff_links(app: Flask) -> list[dict[str, Any]]:
    """The sections that the asker's roles open; features put theirs into `app.extensions["sections"]`."""
    who = asker()
    links = []
    for endpoint, label, roles in app.extensions["sections"]:
        if who and who.has(*roles):
            url = app.url_for(endpoint)
            links.append({"url": url, "label": label, "here": request.path.startswith(url)})
    return links


def _described(field: Any, hint: Any) -> dict[str, Any]:
    """The ARIA words that tie an input to its hint and its error."""
    ids = [f"{field.id}-hint"] if hint else []
    ids += [f"{field.id}-error"] if field.errors else []
    words: dict[str, Any] = {"aria-describedby": " ".join(ids)} if ids else {}
    if field.errors:
        words["aria-invalid"] = "true"
    return words


def harden(response: Response) -> Response:
    """The headers of every answer; files that never change may be kept, pages may not."""
    headers = response.headers
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    if response.mimetype == "text/html":
        headers["Content-Security-Policy"] = POLICY.format(nonce=csp_nonce())
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def problem(code: int, reason: str = "") -> tuple[str, int]:
    """A plain page that says what happened and what to do; nothing technical."""
    db.session.rollback()
    heading, usual = {
        400: (
            _("This did not work"),
            _("Something in the address or the form cannot be read. Go back and try once more."),
        ),
        403: (_("This page is not open to you"), _("Ask the person who looks after your class.")),
        404: (_("This page is not here"), _("The address may be wrong, or the page is not open to you.")),
        405: (_("This did not work"), _("Go back and use the button on the page.")),
        409: (_("This cannot be done now"), ""),
        413: (_("This file is too large"), _("Choose a file of at most 5 MB.")),
        429: (_("Wait a little"), _("There were too many tries. Wait a few minutes, then try once more.")),
        503: (_("We are busy for a moment"), _("Wait a little, then try once more. Nothing is lost.")),
    }.get(
        code,
        (
            _("This did not work"),
            _("Something went wrong on our side. Nothing you did caused it. Try once more in a minute."),
        ),
    )
    return render_template("ui/problem.html", heading=heading, reason=reason or usual), code


def unexpected(app: Flask, error: Exception) -> tuple[str, int] | Response:
    """The last resort: values no database can hold are the asker's error, the rest is ours."""
    if isinstance(error, HTTPException):
        return problem(error.code or 500)
    if isinstance(error, UnicodeError | OverflowError | RecursionError) or (
        isinstance(error, StatementError)
        and isinstance(error.orig, UnicodeError | OverflowError | ValueError)
    ):
        return problem(400)
    app.logger.exception("unexpected error", exc_info=error)
    return problem(503 if isinstance(error, OperationalError) else 500)
