"""Reminders by SMS, through somebody's gateway."""

import http.client
import json
from urllib.parse import urlsplit

from lms.keeping.channels.base import SECONDS, Message, NotYet, hand_over, judge


class Sms:
    """A gateway that takes a JSON object by POST: `to`, `text` and `id`, with a bearer token."""

    def __init__(self, url: str, token: str) -> None:
        self._at, self._token = urlsplit(url), token

    def send(self, address: str, message: Message) -> None:
        kind = http.client.HTTPSConnection if self._at.scheme == "https" else http.client.HTTPConnection
        connection = kind(self._at.hostname or "", self._at.port, timeout=SECONDS)
        try:
            connection.connect()
        except OSError as failure:
            connection.close()
            raise NotYet from failure
        body = json.dumps(
            {"to": address, "text": message.text, "id": message.key}, ensure_ascii=False
        ).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": message.key}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        judge(hand_over(connection, self._target, body, headers))

    @property
    def _target(self) -> str:
        return f"{self._at.path or '/'}{'?' + self._at.query if self._at.query else ''}"
