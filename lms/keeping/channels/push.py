"""Reminders on a phone's screen: Web Push (RFC 8030), signed (RFC 8292) and readable by that phone alone (RFC 8291)."""

import base64
import hashlib
import json
from collections.abc import Collection

from lms.core import clock
from lms.core.outgoing import Forbidden, connect, place_of
from lms.keeping.channels.base import SECONDS, Gone, Message, Never, NotYet, hand_over, judge
from lms.keeping.rules.push import NotASubscription, Subscription, read, seal
from lms.keeping.rules.vapid import key_of, vapid


class WebPush:
    """The push service of whatever browser the phone has; `contact` is whom it may write to about us."""

    def __init__(self, contact: str, secret: str, hosts: Collection[str]) -> None:
        self._contact, self._key, self._hosts = contact, key_of(secret), hosts

    def send(self, address: str, message: Message) -> None:
        try:
            whom = read(address)
        except NotASubscription as unreadable:
            raise Gone from unreadable
        body = _sealed(whom, message)
        try:
            place = place_of(whom.endpoint, self._hosts)
            connection = connect(place, SECONDS)
        except Forbidden as refused:
            raise Never from refused
        except OSError as failure:
            raise NotYet from failure
        headers = {
            "Authorization": vapid(self._key, place.origin, self._contact, clock.now()),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(message.lasts),
            "Urgency": "normal",
            "Topic": _topic(whom, message.key),
        }
        status = hand_over(connection, place.target, body, headers)
        if status in {404, 410}:
            raise Gone
        judge(status)


def _sealed(whom: Subscription, message: Message) -> bytes:
    shown = {"title": message.subject, "body": message.text, "tag": message.key, "open": message.opens}
    return seal(json.dumps(shown, ensure_ascii=False).encode(), whom)


def _topic(whom: Subscription, key: str) -> str:
    """The same message takes its own place at the push service, which learns nothing from the word."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"{whom.endpoint} {key}".encode()).digest())[:32].decode()
