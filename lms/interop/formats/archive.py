"""A package of questions from strangers, unpacked in memory under limits."""

from lms.core import unzip
from lms.interop.formats.found import Unreadable

MOST_INFLATED = 20 * 1024 * 1024


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of an archive by their path in it.

    Raises:
        Unreadable: it is damaged, locked, a bomb, or names places outside itself.
    """
    try:
        return unzip.unpacked(content, MOST_INFLATED)
    except unzip.BadArchive as bad:
        raise Unreadable(bad.reason) from bad
