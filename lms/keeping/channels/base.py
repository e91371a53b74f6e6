"""What every way out has in common.

`NotYet` means that it surely did not go out, so it may be tried again. `Unsure` means
that it may have: it is never sent twice, and the person goes on the list of those to call.
"""

import http.client
from dataclasses import dataclass
from typing import Protocol

SECONDS = 10


class NotYet(Exception):
    """It was surely not sent; try again later."""


class Never(Exception):
    """The other side refuses this address or message for good."""


class Gone(Exception):
    """There is nobody at this address any more: it can be forgotten."""


class Unsure(Exception):
    """It was handed over, and no answer came."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is said. `key` is the same whenever the same message is sent again, `opens` the page it is about,
    and after `lasts` seconds nobody needs it any more."""

    text: str
    subject: str
    key: str
    opens: str
    lasts: int


class Way(Protocol):
    """A channel."""

    def send(self, address: str, message: Message) -> None: ...


def hand_over(
    connection: http.client.HTTPConnection, target: str, body: bytes, headers: dict[str, str]
) -> int:
    """Send it by POST and close the connection, connected already; answers the status.

    Raises:
        Unsure: when the answer got lost, and with it whether they have it.
    """
    try:
        connection.request("POST", target, body, headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as failure:
        raise Unsure from failure
    finally:
        connection.close()


def judge(status: int) -> None:
    """What an HTTP answer means for a message that was handed over."""
    if status in {408, 425, 429, 503}:
        raise NotYet
    if 300 <= status < 500:  # a redirect is not followed: the message would go to somebody else
        raise Never
    if status >= 500:
        raise Unsure
