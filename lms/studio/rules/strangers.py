"""Files that are no picture of a course: what each is, and what its author can do."""

import re
from pathlib import PurePath
from typing import Any

from flask_babel import lazy_gettext as _l

_PHOTOGRAPHS = {".jpg", ".jpeg", ".jpe", ".png", ".webp"}
# A drawing begins with its mark, or with the lines that XML and programs put before it.
_DRAWING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:svg|\?xml|!DOCTYPE\s+svg|!--)", re.IGNORECASE)
_HEIC = _l(
    "This is a HEIC photograph, as iPhones take them. Many phones cannot show it. On the iPhone choose Settings, "
    "Camera, Formats, Most Compatible and take it once more. Or save it as JPEG."
)
_KNOWN: tuple[tuple[re.Pattern[bytes], Any], ...] = tuple(
    (re.compile(start, re.DOTALL), words)
    for start, words in (
        (rb".{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)", _HEIC),
        (
            rb".{4}ftypavi[fs]|BM.{4}\0\0\0\0|II\*\0|MM\0\*|8BPS|\0\0\x01\0",
            _l("Many phones cannot show pictures of this kind. Save it as JPEG or PNG."),
        ),
        (rb"GIF8", _l("This is a GIF. Pictures do not move here. Save it as PNG.")),
        (rb".{4}ftyp|\x1aE\xdf\xa3", _l("This is a film. Take one picture out of it, as JPEG or PNG.")),
        (
            rb"%PDF|PK\x03\x04|\xd0\xcf\x11\xe0",
            _l("This is a document and no picture. Save the picture in it by itself, as JPEG or PNG."),
        ),
        (
            rb"(?i:\s*<(?:!doctype\s+)?html)",
            _l("This is a web page and no picture. Save the picture itself."),
        ),
    )
)


def is_drawing(content: bytes) -> bool:
    return _DRAWING.match(content) is not None


def what_it_is(content: bytes, called: str) -> Any:
    """What to tell whoever sends this as a picture and is no drawing and no photograph that we know."""
    if not content:
        return _l("This file is empty. Look whether the picture opens on your device, then choose it again.")
    for start, words in _KNOWN:
        if start.match(content):
            return words
    ending = PurePath(called).suffix.lower()
    if ending in _PHOTOGRAPHS:
        return _l(
            "This file is damaged: its name ends in %(ending)s, but there is no photograph in it. Look whether it "
            "opens on your device. If it does, save it once more as JPEG. If not, copy it once more.",
            ending=ending,
        )
    if ending == ".svg":
        return _l("This file is damaged: there is no drawing in it. Save it once more as plain SVG.")
    return _l("This is no picture. A drawing is an SVG file; a photograph is JPEG, PNG or WebP.")
