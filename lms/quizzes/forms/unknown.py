"""The box "I don't know yet", which every question has."""

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

UNKNOWN = "unknown"


def is_unknown(posted: MultiDict[str, str]) -> bool:
    """Whether the box beside a question without choices is ticked."""
    chosen = posted.getlist("choice")
    if chosen not in ([], [UNKNOWN]):
        raise BadRequest
    return bool(chosen)


def place_in(value: str, offered: int) -> int:
    """A place on the page, from 0.

    Raises:
        BadRequest: when the page has no such place.
    """
    if value not in map(str, range(offered)):
        raise BadRequest
    return int(value)
