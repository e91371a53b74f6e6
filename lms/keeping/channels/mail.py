"""Reminders by e-mail."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from lms.keeping.channels.base import SECONDS, Message, Never, NotYet, Unsure


class Email:
    """SMTP, with TLS from the start (smtps) or as soon as the server offers it."""

    def __init__(self, url: str, sender: str) -> None:
        self._at, self._sender = urlsplit(url), sender

    def send(self, address: str, message: Message) -> None:
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = self._sender, address, message.subject
        letter["Message-ID"] = f"<{message.key}@{self._sender.rpartition('@')[2].strip('<> ')}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(message.text)
        try:
            server = self._connect()
        except (OSError, smtplib.SMTPException) as failure:
            raise NotYet from failure
        try:
            self._prepare(server, address)
            self._hand_over(server, letter.as_bytes())
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

    def _hand_over(self, server: smtplib.SMTP, letter: bytes) -> None:
        try:
            code, _words = server.data(letter)
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
