"""What a phone remembers: its own name, the people who share it, language and text size. All but the last two signed."""

import secrets
from typing import Any

from flask import Response, after_this_request, current_app, g, request
from itsdangerous import BadData, URLSafeSerializer

from lms.core.text import given_name

YEAR = 60 * 60 * 24 * 365
MOST_IN_A_FAMILY = 6


def keep(name: str, value: str, *, for_seconds: int = YEAR) -> None:
    """Set a cookie on the answer to this request."""

    @after_this_request
    def put(response: Response) -> Response:
        response.set_cookie(
            name,
            value,
            max_age=for_seconds,
            httponly=True,
            samesite="Lax",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )
        return response


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"people.{purpose}")


def _read(name: str) -> Any:
    try:
        return _signer(name).loads(request.cookies.get(name, ""))
    except BadData:
        return None


def device() -> str:
    """The name this phone was given at its first try to sign in."""
    if "device" not in g:
        known = _read("device")
        g.device = known if isinstance(known, str) else secrets.token_urlsafe(12)
        if g.device != known:
            keep("device", str(_signer("device").dumps(g.device)), for_seconds=2 * YEAR)
    return str(g.device)


def family() -> list[tuple[int, str]]:
    """Ids and given names of the people who share this phone, in the order they came."""
    kept = _read("family")
    return [(int(who), str(name)) for who, name in kept] if isinstance(kept, list) else []


def join_family(person_id: int, name: str) -> None:
    """Remember a person on this phone; the seventh pushes out the first."""
    others = [each for each in family() if each[0] != person_id]
    _keep_family([*others, (person_id, given_name(name))][-MOST_IN_A_FAMILY:])


def leave_family(person_id: int) -> None:
    _keep_family([each for each in family() if each[0] != person_id])


def _keep_family(people: list[tuple[int, str]]) -> None:
    keep("family", str(_signer("family").dumps(people)))
