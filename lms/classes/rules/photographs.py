"""The photograph of a paper sheet, as it is kept."""

from flask_babel import lazy_gettext as _l

from lms.core import photographs
from lms.core.errors import Refusal

LONGEST_SIDE = 1600
LARGEST = 300_000  # bytes


class BadPhotograph(Refusal):
    reason = _l("This is no photograph we can read. Choose a JPEG, PNG or WebP picture.")


def redrawn(content: bytes) -> bytes:
    """The picture as WebP, upright, at most 1600 dots wide or high and 300 kB.

    Raises:
        BadPhotograph: it is none, or one with more dots than a phone takes.
    """
    try:
        return photographs.redrawn(content, LONGEST_SIDE, LONGEST_SIDE, LARGEST)
    except photographs.TooManyDots as error:
        raise BadPhotograph(_l("This photograph has too many dots. Make it smaller first.")) from error
    except photographs.Unreadable as error:
        raise BadPhotograph from error
