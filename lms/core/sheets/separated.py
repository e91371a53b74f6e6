"""CSV as people save it: UTF-8 or UTF-16, with commas, semicolons or tabs."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from lms.core.sheets.tables import BadTable

_SEPARATORS = ",;\t"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Every record with the number of the line it begins on."""
    text = _text(content)
    separator, first = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            if begins >= first:
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BadTable(
            _l("Line %(line)d cannot be read: a quotation mark is open or misplaced.", line=begins)
        ) from error


def _text(content: bytes) -> str:
    kind = next((name for mark, name in _MARKS if content.startswith(mark)), None) or _unmarked(content)
    try:
        return content.decode(kind).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise BadTable(
            _l(
                "Line %(line)d has letters we cannot read. In Excel, save the file as “CSV UTF-8”.",
                line=content.count(b"\n", 0, error.start) + 1,
            )
        ) from error


def _unmarked(content: bytes) -> str:
    """UTF-16 without its mark still shows: every other byte of plain letters is zero."""
    odd, even = content[1:2000:2], content[0:2000:2]
    if odd.count(0) > len(odd) * 0.3:
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > len(even) * 0.3 else "utf-8"


def _separator(text: str) -> tuple[str, int]:
    """The separator, and the first line that counts: Excel may announce `sep=;` on a line of its own."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    announced = re.fullmatch(r"sep=([,;\t])", first.strip("\r\n "))
    if announced:
        return announced[1], text.splitlines().index(first) + 2
    bare = re.sub(r'"[^"]*"', "", first)
    if not any(separator in bare for separator in _SEPARATORS):
        # A title stands on top: the lines below it tell.
        bare = re.sub(r'"[^"]*"', "", text[:4000])
    return max(_SEPARATORS, key=bare.count), 1
