"""What a preview shows, kept by the reader's own page until they press the button: nothing is stored meanwhile."""

from typing import Any

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

VALID_FOR = 60 * 60 * 2  # seconds


def signed(purpose: str, kept: dict[str, Any]) -> str:
    """For a hidden field named "payload"; plain JSON values, which the reader may see and cannot change."""
    return str(_signer(purpose).dumps(kept))


def sent_back(purpose: str) -> dict[str, Any] | None:
    """What was signed for this purpose; None when it is too old or not ours."""
    try:
        kept: dict[str, Any] = _signer(purpose).loads(request.form.get("payload", ""), max_age=VALID_FOR)
    except BadData:
        return None
    return kept


def _signer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=purpose)
