"""Tables for people to open in a spreadsheet. Text stays text, numbers stay numbers."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from lms.core.clock import local
from lms.core.sheets.formulas import inert

Cell = str | int | float | date | None
_WIDEST = 60


def write_csv(header: Sequence[Any], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with the mark that makes Excel read it as such."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([inert(str(name)) for name in header])
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write_xlsx(
    title: Any, header: Sequence[Any], rows: Iterable[Sequence[Cell]], notes: Iterable[Any] = ()
) -> bytes:
    """One sheet: headings, rows, and below them the notes (sources, dates). The title names the sheet."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": str(title)})
    sheet = book.add_worksheet(_sheet_name(str(title)))
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    quiet = book.add_format({"italic": True})
    widths = [8] * len(header)
    for column, name in enumerate(header):
        sheet.write_string(0, column, inert(str(name)), bold)
        widths[column] = min(max(8, len(str(name)) + 2), 24)
    line = 0
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            value = _safe(cell)
            if isinstance(value, str):
                sheet.write_string(line, column, value)
            elif value is not None:
                sheet.write_number(line, column, value)
            if column < len(widths):
                widths[column] = min(max(widths[column], len(str(value)) + 2), _WIDEST)
    for number, note in enumerate(notes, start=line + 2):
        sheet.write_string(number, 0, inert(str(note)), quiet)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def _safe(cell: Cell) -> str | int | float | None:
    if cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool)):
        return cell
    if isinstance(cell, datetime):
        return local(cell).strftime("%Y-%m-%d %H:%M")
    return inert(cell.isoformat() if isinstance(cell, date) else str(cell))


def _sheet_name(title: str) -> str:
    """Excel allows 31 letters, none of []:*?/\\, and no apostrophe at either end."""
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip(" '") or "1"
