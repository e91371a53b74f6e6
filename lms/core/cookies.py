"""Flask's signed session cookie, read at a fraction of the cost.

A phone sends the same cookie with every request. Checking its signature and
decoding it again each time is a tenth of what a lesson step costs; so what was
checked a moment ago is remembered for a minute, by the whole cookie.
"""

import time
from functools import cache
from typing import Any

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from lms.core.recent import Recent
from lms.core.signatures import Signatures

REMEMBERED_FOR = 60.0  # seconds; far below any lifetime that the signature's date is checked for
AT_MOST = 2000


class _Remembering:
    """A serializer that remembers what it read. Values that could be changed in place are read anew."""

    def __init__(self, serializer: Any) -> None:
        self._serializer = serializer
        self._read = Recent[str, tuple[float, dict[str, Any]]](AT_MOST)

    def dumps(self, value: Any) -> str:
        return str(self._serializer.dumps(value))

    def loads(self, cookie: str, max_age: int | None = None) -> dict[str, Any]:
        now = time.monotonic()
        known = self._read.get(cookie)
        if known and known[0] > now:
            return dict(known[1])
        content: dict[str, Any] = self._serializer.loads(cookie, max_age=max_age)
        if all(isinstance(value, str | int | None) for value in content.values()):
            self._read[cookie] = now + REMEMBERED_FOR, dict(content)
        return content


class Sessions(SecureCookieSessionInterface):
    """One remembering serializer for the life of the application."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """As Flask does; a session that was only read, as nearly all are, needs no setting looked up."""
        if session.modified:
            super().save_session(app, session, response)
        elif session.accessed:
            response.headers.add("Vary", "Cookie")

    @cache  # noqa: B019  one interface lives as long as its application
    def get_signing_serializer(self, app: Flask) -> Any:
        usual = super().get_signing_serializer(app)
        return None if usual is None else _Remembering(Signatures.like(usual))
