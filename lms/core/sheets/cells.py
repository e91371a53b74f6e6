"""Where a sheet's filled cells stand, seen before anybody makes room for them."""

import re
from xml.parsers import expat

from flask_babel import lazy_gettext as _l

from lms.core.sheets.tables import MOST_COLUMNS, MOST_ROWS, BadTable

_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_FARTHEST_ROW = MOST_ROWS + 20  # a title above the headings and some empty lines are no harm


class _Places:
    """Walks one part of a workbook; raises on the first filled cell outside the limits."""

    def __init__(self) -> None:
        self.row = self.column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif kind == "c":
            self._enter_cell(attributes.get("r"))
        elif kind in {"v", "is", "f"}:
            self._check()

    def _enter_cell(self, place: str | None) -> None:
        if place is None:
            self.column += 1
            return
        match = _PLACE.fullmatch(place)
        if match is None:
            raise ValueError("a cell without a place")
        self.column = 0
        for letter in match[1].upper():
            self.column = self.column * 26 + ord(letter) - 64
        self.row = int(match[2])

    def _check(self) -> None:
        if self.row > _FARTHEST_ROW:
            raise BadTable(
                _l("This file has more than %(most)d rows. Split it into several files.", most=5000)
            )
        if self.column > MOST_COLUMNS:
            raise BadTable(_l("This file has more than %(most)d columns.", most=MOST_COLUMNS))


def check_places(xml: bytes) -> None:
    """Refuse XML that declares entities, or a sheet whose filled cells lie outside the limits.

    Raises:
        BadTable: a cell is too far out.
        ValueError: the part is not XML a workbook holds.
    """
    places = _Places()
    parser = expat.ParserCreate()
    parser.StartElementHandler = places.start
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError("not well-formed") from error


def _no_doctype(*_declared: object) -> None:
    raise ValueError("a document type has no place in a workbook")
