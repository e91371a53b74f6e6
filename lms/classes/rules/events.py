"""The ids of attendance events that we make ourselves: a UUID of version 8 (RFC 9562, section 5.8).

Its first 48 bits are the meeting, the rest is a hash of what is stated. The same
statement sent twice gets the same id, and the events of a meeting lie beside each
other in the table's key, so that saving a register writes a few pages and not one a mark.
"""

from hashlib import blake2b


def event_id(meeting_id: int, *stated: object) -> str:
    """The id of a statement about this meeting."""
    said = "/".join(map(str, stated)).encode()
    digits = (meeting_id % 2**48).to_bytes(6, "big").hex() + blake2b(
        said, digest_size=10, person=b"mark"
    ).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"
