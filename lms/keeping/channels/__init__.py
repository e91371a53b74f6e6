"""The ways out: each sends one message to one address, and says honestly what became of it."""

from collections.abc import Mapping
from typing import Any

from lms.keeping.channels.base import Gone, Message, Never, NotYet, Unsure, Way
from lms.keeping.channels.mail import Email
from lms.keeping.channels.push import WebPush
from lms.keeping.channels.sms import Sms
from lms.keeping.models import Channel

__all__ = ["Gone", "Message", "Never", "NotYet", "Unsure", "Way", "is_push_open", "ways"]


def ways(config: Mapping[str, Any]) -> dict[Channel, Way]:
    """The channels that the settings open, in the order in which they are taken when somebody agreed to several.

    None is the usual case, and the printed list is always there.
    """
    found: dict[Channel, Way] = {}
    if is_push_open(config):
        found[Channel.PUSH] = WebPush(
            config["PUSH_CONTACT"], config["PUSH_KEY"], config["PUSH_HOSTS"].split()
        )
    if config.get("SMS_URL"):
        found[Channel.SMS] = Sms(config["SMS_URL"], config.get("SMS_TOKEN", ""))
    if config.get("SMTP_URL"):
        found[Channel.EMAIL] = Email(config["SMTP_URL"], config["MAIL_FROM"])
    return found


def is_push_open(config: Mapping[str, Any]) -> bool:
    return bool(config.get("PUSH_CONTACT"))
