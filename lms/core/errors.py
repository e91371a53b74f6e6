"""What an action may answer instead of doing it."""

from typing import Any


class Missing(LookupError):
    """Not there, or not for this person: the two look the same from outside."""


class Refusal(Exception):
    """A rule says no; `reason` says why, in the reader's words.

    Subclasses are named for the rule and set `reason` to a lazy translation.
    """

    reason: Any = ""

    def __init__(self, reason: Any = None) -> None:
        if reason is not None:
            self.reason = reason
        super().__init__(type(self).__name__)
