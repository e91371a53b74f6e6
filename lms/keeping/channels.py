"""The ways out: each sends one text to one address, and says honestly what became of it.

`NotYet` means that it surely did not go out, so it may be tried again. `Unsure` means
that it may have: it is never sent twice, and the person goes on the list of those to call.
"""

import http.client
import json
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from lms.keeping.models import Channel

SECONDS = 10


class NotYet(Exception):
    """It was surely not sent; try again later."""


class Never(Exception):
    """The other side refuses this address or message for good."""


class Unsure(Exception):
    """It was handed over, and no answer came."""


class Way(Protocol):
    """A channel. `key` is the same whenever the same message is sent again."""

    def send(self, address: str, text: str, subject: str, key: str) -> None: ...


class Email:
    """SMTP, with TLS from the start (smtps) or as soon as the server offers it."""

    def __init__(self, url: str, sender: str) -> None:
        self._at, self._sender = urlsplit(url), sender

    def send(self, address: str, text: str, subject: str, key: str) -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._sender, address, subject
        message["Message-ID"] = f"<{key}@{self._sender.rpartition('@')[2].strip('<> ')}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        try:
            server = self._connect()
        except (OSError, smtplib.SMTPException) as failure:
            raise NotYet from failure
        try:
            self._prepare(server, address)
            self._hand_over(server, message.as_bytes())
        finally:
            server.close()

    def _connect(self) -> smtplib.SMTP:
        host, port = self._at.hostname or "", self._at.port
        if self._at.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port or 465, timeout=SECONDS, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(host, port or 25, timeout=SECONDS)
        server.ehlo_or_helo_if_needed()
        if self._at.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if self._at.username:
            server.login(unquote(self._at.username), unquote(self._at.password or ""))
        return server

    def _prepare(self, server: smtplib.SMTP, address: str) -> None:
        try:
            answers = [server.mail(self._sender), server.rcpt(address)]
        except (OSError, smtplib.SMTPException) as failure:
            raise NotYet from failure
        for code, _words in answers:
            _judge(code)

    def _hand_over(self, server: smtplib.SMTP, message: bytes) -> None:
        try:
            code, _words = server.data(message)
        except smtplib.SMTPDataError as refused:
            code = refused.smtp_code
        except (OSError, smtplib.SMTPException) as failure:
            raise Unsure from failure
        _judge(code)


def _judge(code: int) -> None:
    if 400 <= code < 500:
        raise NotYet
    if code >= 500:
        raise Never


class Sms:
    """A gateway that takes a JSON object by POST: `to`, `text` and `id`, with a bearer token."""

    def __init__(self, url: str, token: str) -> None:
        self._at, self._token = urlsplit(url), token

    def send(self, address: str, text: str, subject: str, key: str) -> None:
        kind = http.client.HTTPSConnection if self._at.scheme == "https" else http.client.HTTPConnection
        connection = kind(self._at.hostname or "", self._at.port, timeout=SECONDS)
        try:
            try:
                connection.connect()
            except OSError as failure:
                raise NotYet from failure
            body = json.dumps({"to": address, "text": text, "id": key}, ensure_ascii=False).encode()
            headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": key}
            if self._token:
                headers["Authorization"] = f"Bearer {self._token}"
            try:
                connection.request("POST", self._target, body, headers)
                status = connection.getresponse().status
            except (OSError, http.client.HTTPException) as failure:
                raise Unsure from failure
        finally:
            connection.close()
        if status in {408, 425, 429, 503}:
            raise NotYet
        if 300 <= status < 500:  # a redirect is not followed: the message would go to somebody else
            raise Never
        if status >= 500:
            raise Unsure

    @property
    def _target(self) -> str:
        return f"{self._at.path or '/'}{'?' + self._at.query if self._at.query else ''}"


def ways(config: Mapping[str, Any]) -> dict[Channel, Way]:
    """The channels that the settings open; none is the usual case, and the printed list is always there."""
    found: dict[Channel, Way] = {}
    if config.get("SMS_URL"):
        found[Channel.SMS] = Sms(config["SMS_URL"], config.get("SMS_TOKEN", ""))
    if config.get("SMTP_URL"):
        found[Channel.EMAIL] = Email(config["SMTP_URL"], config["MAIL_FROM"])
    return found
