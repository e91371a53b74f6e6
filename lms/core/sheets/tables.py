"""A table as the rest of the system sees it: rows of named cells, and the refusal of a bad one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal
from lms.core.sheets.formulas import disarmed
from lms.core.text import fold, is_clean, nfc, visible

MOST_ROWS = 5_000
MOST_COLUMNS = 100


class BadTable(Refusal):
    """The file is not a table we can read; the reason says where, in the reader's words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings. `line` is its number in the file, as a spreadsheet shows it."""

    line: int
    cells: Mapping[str, str]

    def get(self, *names: str) -> str:
        """The cell under the first of these headings that the table has; "" when it has none."""
        header = header_named(self.cells, *names)
        return "" if header is None else self.cells[header]


@lru_cache(maxsize=1000)
def _plain(header: str) -> str:
    return fold(header)


def header_named(headers: Iterable[str], *names: str) -> str | None:
    """The heading that is one of these names, whatever its accents and capitals; None when none is."""
    by_plain = {_plain(header): header for header in headers}
    return next((by_plain[_plain(name)] for name in names if _plain(name) in by_plain), None)


def rows_from(lines: Iterable[tuple[int, Sequence[Any]]]) -> list[Row]:
    """Named rows from numbered lines of cells; the first line that is not empty holds the headings.

    Raises:
        BadTable: no headings, a heading twice, a cell without a heading, too many rows or columns.
    """
    headers: list[str] = []
    rows: list[Row] = []
    for number, raw in lines:
        cells = [_cell(value, number) for value in raw]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise BadTable(_l("This file has more than %(most)d columns.", most=MOST_COLUMNS))
        if not headers:
            headers = _checked_headers(cells, number)
            continue
        if len(rows) == MOST_ROWS:
            raise BadTable(
                _l("This file has more than %(most)d rows. Split it into several files.", most=5000)
            )
        rows.append(Row(number, _named(headers, cells, number)))
    if not headers:
        raise BadTable(_l("This file is empty."))
    return rows


def lines_from(lines: Iterable[tuple[int, Sequence[Any]]]) -> list[tuple[int, list[str]]]:
    """The cells of every line that is not empty, tidied; invisible marks in them are dropped.

    Raises:
        BadTable: when there are too many lines or columns, or none.
    """
    found: list[tuple[int, list[str]]] = []
    for number, raw in lines:
        cells = [visible(nfc(disarmed(str(value)))) for value in raw]
        if not any(cells):
            continue
        if len(cells) > MOST_COLUMNS:
            raise BadTable(_l("This file has more than %(most)d columns.", most=MOST_COLUMNS))
        if len(found) == MOST_ROWS:
            raise BadTable(
                _l("This file has more than %(most)d rows. Split it into several files.", most=5000)
            )
        found.append((number, cells))
    if not found:
        raise BadTable(_l("This file is empty."))
    return found


def _cell(value: Any, line: int) -> str:
    text = str(value)
    # Line breaks and tabs inside a cell are blanks to us; what else is invisible can only deceive.
    text = nfc(disarmed(text))
    if not is_clean(text):
        raise BadTable(
            _l("Line %(line)d has a hidden character. Type that cell again instead of pasting it.", line=line)
        )
    return text


def _checked_headers(cells: list[str], line: int) -> list[str]:
    seen: set[str] = set()
    for header in cells:
        if header and _plain(header) in seen:
            raise BadTable(
                _l("The heading “%(name)s” stands twice in line %(line)d.", name=header[:60], line=line)
            )
        seen.add(_plain(header))
    return cells


def _named(headers: list[str], cells: list[str], line: int) -> dict[str, str]:
    for column, cell in enumerate(cells):
        if cell and (column >= len(headers) or not headers[column]):
            raise BadTable(
                _l(
                    "Line %(line)d has a cell without a heading (column %(column)d).",
                    line=line,
                    column=column + 1,
                )
            )
    padded = cells + [""] * (len(headers) - len(cells))
    return {header: cell for header, cell in zip(headers, padded, strict=False) if header}
