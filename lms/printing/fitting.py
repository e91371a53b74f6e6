"""Sheets that stay on one side of paper, whatever they hold.

A page names them: `<section id="one" data-fit="airy close dense">`. Each begins a new side and is drawn
with the first of its classes that keeps it on that side; the classes go from roomy to close, so that what
fits in one fits in all that follow. With the last class it stays as it falls, so that one should shorten
and cut, not only shrink. `data-sides="2"` after the classes allows both sides of one sheet.
Such sections hold no other section.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

_FITTED = re.compile(
    r'<section id="(?P<id>[a-z0-9-]+)" data-fit="(?P<classes>[a-z -]+)"(?: data-sides="(?P<sides>[1-9])")?>'
    r"(?P<inside>.*?</section>)",
    re.DOTALL,
)
_Sheet = re.Match[str]
_Draw = Callable[[str], Any]


def fitted(page: str, draw: _Draw) -> Any:
    """What `draw` makes of the page once every named sheet stays on its side, or has no class left.

    Each sheet is laid out alone, for drawing all whenever one is tried would cost a booklet many times
    its own time; so pages are counted within a sheet, and a page of several sheets holds nothing else.

    Args:
        draw: lays a page out; its answer has `pages`, each with the `anchors` that begin on it, and can `copy` itself.
    """
    sheets = [_first_that_fits(page, sheet, draw) for sheet in _FITTED.finditer(page)] or [draw(page)]
    first, *rest = sheets
    return first.copy([side for sheet in sheets for side in sheet.pages]) if rest else first


def _first_that_fits(page: str, sheet: _Sheet, draw: _Draw) -> Any:
    """The sheet alone, as drawn with that class. Each try halves what is left to choose from."""
    classes = sheet["classes"].split()

    @cache
    def with_class(number: int) -> Any:
        return draw(_alone(page, sheet["id"], classes[number]))

    first, last = 0, len(classes) - 1
    while first < last:
        middle = (first + last) // 2
        if _sides(with_class(middle).pages, sheet["id"]) <= int(sheet["sides"] or 1):
            last = middle
        else:
            first = middle + 1
    return with_class(first)


def _alone(page: str, name: str, chosen: str) -> str:
    def dressed(sheet: _Sheet) -> str:
        return f'<section id="{name}" class="{chosen}">{sheet["inside"]}' if sheet["id"] == name else ""

    return _FITTED.sub(dressed, page)


def _sides(pages: list[Any], name: str) -> int:
    """How many sides there are from where the sheet begins; what goes on over the page is named there again."""
    begins = next((number for number, page in enumerate(pages) if name in page.anchors), len(pages))
    return len(pages) - begins
