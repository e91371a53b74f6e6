"""Reading paper back: the sides of a PDF, and where each piece of text stands."""

import io
import re
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader

from tests.reader import Reader

A4 = (595, 842)  # points


class Spot(NamedTuple):
    text: str
    x: float
    y: float
    size: float


def sides(reader: Reader, path: str) -> list[PageObject]:
    pdf = reader.visit(path).response.data
    assert pdf.startswith(b"%PDF")
    return list(PdfReader(io.BytesIO(pdf)).pages)


def squeezed(text: str) -> str:
    """Without blanks: where lines break is the paper's own affair."""
    return re.sub(r"\s+", "", text)


def on(side: PageObject) -> str:
    return squeezed(side.extract_text())


def spots(side: PageObject) -> list[Spot]:
    found = []

    def note(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append(Spot(text, x, y, abs(size * tm[3] * cm[3])))

    side.extract_text(visitor_text=note)
    return found


def check_inside(side: PageObject) -> None:
    """A4, and no text begins off the paper."""
    assert (round(side.mediabox.width), round(side.mediabox.height)) == A4
    off = [spot for spot in spots(side) if not (0 < spot.x < A4[0] and 0 < spot.y < A4[1])]
    assert not off
