"""A text file's lines, whatever wrote it."""

import codecs

from flask_babel import lazy_gettext as _l

from lms.interop.formats.found import Unreadable

MOST_LINES = 200_000


def lines_of(content: bytes) -> list[str]:
    """The lines of a UTF-8 file, or of one whose first bytes say that it is UTF-16.

    Raises:
        Unreadable: it is neither, or no text at all.
    """
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(_l("This file is not saved as UTF-8. Save it again as UTF-8 text.")) from None
    if "\x00" in text:
        raise Unreadable(_l("This is not a text file."))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise Unreadable(_l("This file has too many lines. Split it into several files."))
    return lines
