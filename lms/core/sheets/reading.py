"""A table from an uploaded file, whichever of the usual kinds it is."""

from collections.abc import Iterable, Sequence
from typing import IO, Any

from flask_babel import lazy_gettext as _l

from lms.core.sheets import separated, workbook
from lms.core.sheets.tables import BadTable, Row, lines_from, rows_from

MOST_BYTES = 5 * 1024 * 1024
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"


def read_table(stream: IO[bytes], filename: str) -> list[Row]:
    """The rows of a CSV or XLSX file, told apart by content; the name only refuses the hopeless.

    Raises:
        BadTable: with words for whoever sent the file, and the line where there is one.
    """
    return rows_from(_lines(stream, filename))


def read_lines(stream: IO[bytes], filename: str) -> list[tuple[int, list[str]]]:
    """Numbered lines of cells as they stand, for files that hold more than one table; empty lines are left out.

    Raises:
        BadTable: as `read_table`.
    """
    return lines_from(_lines(stream, filename))


def _lines(stream: IO[bytes], filename: str) -> Iterable[tuple[int, Sequence[Any]]]:
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadTable(_l("This file is larger than 5 MB. Split it into several files."))
    if content.startswith(_OLD_OR_LOCKED):
        raise BadTable(
            _l("This workbook is locked with a password or very old. Save it as .xlsx without a password.")
        )
    if content.startswith(b"PK"):
        return workbook.lines(content)
    ending = filename.rpartition(".")[2].lower()
    if ending not in {"csv", "txt", "tsv"} or content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8")):
        raise BadTable(_l("This is not a table we can read. Choose a .xlsx or .csv file."))
    return separated.lines(content)
