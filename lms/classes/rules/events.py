"""The ids of attendance events: a UUID of version 8 (RFC 9562, section 5.8), here and on every phone.

Its first 48 bits are the meeting, so that the events of a meeting lie beside each other in the
table's key, saving a register writes a few pages and not one a mark, and ids of two meetings
never clash. In an id made here the next 24 bits are the person, so that a register's rows arrive in
the order in which they are kept, and the rest is a hash of what is stated, so that the same statement
sent twice is one; in an id made on a phone (`lms/ui/static/field/ids.js`) all of that is chance.
"""

from functools import lru_cache
from hashlib import blake2b

_VERSION_AT = 14


def event_id(meeting_id: int, person_id: int, *stated: object) -> str:
    """The id of a statement about this person at this meeting."""
    who = f"{person_id % 2**24:06x}"
    return f"{_place(meeting_id)}-8{who[:3]}-8{who[3:]}-{_digest(person_id >> 24, *stated)}"


@lru_cache(maxsize=256)
def _digest(*stated: object) -> str:
    """Of forty who were present, the same is stated; who they are stands before it, all but the upper bits."""
    return blake2b("/".join(map(str, stated)).encode(), digest_size=6, person=b"mark").hexdigest()


@lru_cache(maxsize=64)
def _place(meeting_id: int) -> str:
    first = f"{meeting_id % 2**48:012x}"
    return f"{first[:8]}-{first[8:]}"


def ending(event: str | None) -> str | None:
    """What tells an event from others about the same person at the same meeting: for all of whom the same was
    stated it is the same, so that what is stated next of all of them is hashed once.
    """
    return event and event[-12:]


def is_for(event: str, meeting_id: int) -> bool:
    """Whether an id may name a statement about this meeting: nobody takes the place of another meeting's.

    Ids of other versions come from pages that were open, or offline, when ids still were all chance.
    """
    return event[_VERSION_AT] != "8" or event.startswith(f"{_place(meeting_id)}-")


def ids_of(meeting_id: int) -> tuple[str, str]:
    """Where the ids of a meeting begin, and where they end."""
    return _place(meeting_id), _place(meeting_id + 1)
