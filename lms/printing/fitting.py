"""Sheets that stay on one side of paper, whatever they hold.

A page names them: `<section id="one" data-fit="airy close dense">`. Each begins a new
side and is drawn with the first of its classes that keeps it on that side. With the last
class it stays as it falls, so that one should shorten and cut, not only shrink.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

_FITTED = re.compile(r'<section id="(?P<id>[a-z0-9-]+)" data-fit="(?P<classes>[a-z -]+)">')


def fitted(page: str, draw: Callable[[str], Any]) -> Any:
    """What `draw` makes of the page once every named sheet stays on its side, or has no class left.

    Args:
        draw: lays a page out; its answer has `pages`, each with the `anchors` that begin on it.
    """
    classes = {sheet["id"]: sheet["classes"].split() for sheet in _FITTED.finditer(page)}
    tried = dict.fromkeys(classes, 0)
    while True:
        drawn = draw(_dressed(page, {name: classes[name][n] for name, n in tried.items()}))
        spilled = [name for name in _spilled(tried, drawn.pages) if tried[name] + 1 < len(classes[name])]
        if not spilled:
            return drawn
        for name in spilled:
            tried[name] += 1


def _dressed(page: str, chosen: Mapping[str, str]) -> str:
    return _FITTED.sub(lambda sheet: f'<section id="{sheet["id"]}" class="{chosen[sheet["id"]]}">', page)


def _spilled(names: Iterable[str], pages: list[Any]) -> list[str]:
    """The sheets that go on where the next one, or the end of the paper, should be."""
    begins: dict[str, int] = {}
    for number, page in enumerate(pages):
        for anchor in page.anchors:  # what goes on over the page is named there once more
            begins.setdefault(anchor, number)
    known = [name for name in names if name in begins]
    if not known:
        return []
    ends = [*(begins[name] for name in known[1:]), len(pages)]
    return [name for name, end in zip(known, ends, strict=True) if end - begins[name] > 1]
