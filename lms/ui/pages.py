"""What every page gets: template words, security headers, kind errors, fingerprinted files."""

import hashlib
import secrets
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, request
from flask_login import current_user
from jinja2 import StrictUndefined

from lms.core import clock
from lms.core.access import Asker
from lms.core.requests import itself
from lms.ui import languages, problems, wire

STATIC = Path(__file__).parent / "static"
FILES = "/static/"  # what the addresses of these files begin with
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
# Pages that read codes with the camera (they set `g.csp_scans`) run WebAssembly of ours and are installed as an app.
SCANNING = POLICY.replace(
    "script-src", "worker-src 'self'; manifest-src 'self'; script-src 'wasm-unsafe-eval'"
)

# Pages that give the browser a worker of ours set `g.csp_worker`.
WORKING = POLICY.replace("script-src", "worker-src 'self'; script-src")


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
        links_from=lambda place, **ids: links_from(app, place, **ids),
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
    app.after_request(wire.lighten)
    app.after_request(harden)
    problems.init(app)


@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """The address of a static file, which changes when its content does."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"{FILES}{name}?v={digest}"


def asker() -> Asker | None:
    """Who is signed in, for templates; None for a visitor."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def csp_nonce() -> str:
    here = itself(g)
    nonce: str | None = here.get("csp_nonce")
    if nonce is None:
        nonce = here.csp_nonce = secrets.token_urlsafe(16)
    return nonce


def staff_links(app: Flask) -> list[dict[str, Any]]:
    """The sections that the asker's roles open; features put theirs into `app.extensions["sections"]`."""
    who = asker()
    links = []
    for endpoint, label, roles in app.extensions["sections"]:
        if who and who.has(*roles):
            url = app.url_for(endpoint)
            links.append({"url": url, "label": label, "here": request.path.startswith(url)})
    return links


def links_from(app: Flask, place: str, **ids: Any) -> list[dict[str, Any]]:
    """Where higher features lead on from a page that does not know them.

    A feature's views name them in `LINKS`: for a place ("cohort", "taught", "member") the endpoint, the
    words and the icon; `ids` fill the endpoint's address.
    """
    return [
        {"url": app.url_for(endpoint, **ids), "label": label, "icon": icon}
        for endpoint, label, icon in app.extensions["links"].get(place, [])
    ]


def _described(field: Any, hint: Any) -> dict[str, Any]:
    """The ARIA words that tie an input to its hint and its error."""
    ids = [f"{field.id}-hint"] if hint else []
    ids += [f"{field.id}-error"] if field.errors else []
    words: dict[str, Any] = {"aria-describedby": " ".join(ids)} if ids else {}
    if field.errors:
        words["aria-invalid"] = "true"
    return words


# The same on every answer, files included.
FIXED_HEADERS = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), microphone=(), geolocation=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]
OVER_TLS = [*FIXED_HEADERS, ("Strict-Transport-Security", "max-age=31536000")]


def hardened(serve: Callable[..., Any]) -> Callable[..., Any]:
    """The fixed headers, added where they cost least: outside Flask, once for pages and files alike."""

    def serve_hardened(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            # Asked only now: a trusted proxy's word on the scheme has been taken by then.
            fixed = OVER_TLS if environ.get("wsgi.url_scheme") == "https" else FIXED_HEADERS
            return start_response(status, headers + fixed, exc_info)

        return serve(environ, start)

    return serve_hardened


def harden(response: Response) -> Response:
    """A page runs only our own scripts, and nobody keeps a copy of it; files may be kept."""
    if isinstance(response, wire.Onward):
        return response
    headers = response.headers
    if headers.get("Content-Type", "").startswith("text/html"):
        here = itself(g)
        policy = SCANNING if "csp_scans" in here else WORKING if "csp_worker" in here else POLICY
        headers.add("Content-Security-Policy", policy.format(nonce=csp_nonce()))
    if headers.get("Cache-Control") is None:  # `in` makes an error and catches it
        headers.add("Cache-Control", "no-store")
    return response
