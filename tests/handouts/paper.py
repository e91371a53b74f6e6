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


class Side:
    """One side, read once: reading takes nearly as long as drawing."""

    def __init__(self, page: PageObject) -> None:
        self.size = round(page.mediabox.width), round(page.mediabox.height)
        self.spots: list[Spot] = []
        self.words = squeezed(page.extract_text(visitor_text=self._note))

    def _note(self, text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            self.spots.append(Spot(text, x, y, abs(size * tm[3] * cm[3])))


def sides(reader: Reader, path: str) -> list[Side]:
    pdf = reader.visit(path).response.data
    assert pdf.startswith(b"%PDF")
    return [Side(page) for page in PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Without blanks: where lines break is the paper's own affair."""
    return re.sub(r"\s+", "", text)


def on(side: Side) -> str:
    return side.words


def spots(side: Side) -> list[Spot]:
    return side.spots


def check_inside(side: Side) -> None:
    """A4, and no text begins off the paper."""
    assert side.size == A4
    off = [spot for spot in side.spots if not (0 < spot.x < A4[0] and 0 < spot.y < A4[1])]
    assert not off
