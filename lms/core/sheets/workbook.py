"""XLSX, read by calamine only after every byte it will see has been inflated, counted and looked at.

A workbook is a zip of XML: forty kilobytes can hold gigabytes, and two cells in
opposite corners make a reader of dense tables ask for all the memory there is.
So the parts are unpacked here under limits, the cells' places are checked, and
calamine is handed a new archive made of exactly those parts.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.core.sheets.cells import check_places
from lms.core.sheets.tables import BadTable
from lms.core.unzip import DAMAGED, MOST_ENTRIES, Locked, TooDense, budget_for, inflated, shares_its_bytes

MOST_INFLATED = 60 * 1024 * 1024
_UNREADABLE = _l("This workbook is damaged. Open it in Excel, save it again and choose the new file.")
_TOO_DENSE = _l("This workbook unpacks to far too much. Copy the table into a new, empty workbook.")


def lines(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    """The rows of the first sheet that holds anything, numbered as Excel numbers them."""
    safe = _repacked(content)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(safe))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if rows:
                for number, row in enumerate(rows, start=1):
                    yield number, [_as_text(value) for value in row]
                return
    except (CalamineError, OSError, ValueError, LookupError) as error:
        raise BadTable(_UNREADABLE) from error
    except BaseException as error:
        # A panic in calamine's Rust arrives as a BaseException that no module exports.
        if type(error).__name__ != "PanicException":
            raise
        raise BadTable(_UNREADABLE) from error


def _as_text(value: Any) -> str:
    """The cell as it reads: text as it is, whole numbers without ".0", days as 2026-06-30."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _repacked(content: bytes) -> bytes:
    """The same archive, holding only XML parts that passed the limits, stored without compression."""
    out = io.BytesIO()
    budget = budget_for(content, MOST_INFLATED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
            parts = old.infolist()
            if len(parts) > MOST_ENTRIES or shares_its_bytes(content, parts):
                raise BadTable(_TOO_DENSE)
            for part in parts:
                plain = inflated(content, part, budget)
                budget -= len(plain)
                if part.filename.endswith((".xml", ".rels")) and part.filename not in new.namelist():
                    check_places(plain)
                    new.writestr(part.filename, plain)
    except Locked as error:
        raise BadTable(_l("This workbook is locked with a password. Save it without one.")) from error
    except TooDense as error:
        raise BadTable(_TOO_DENSE) from error
    except DAMAGED as error:
        raise BadTable(_UNREADABLE) from error
    return out.getvalue()
