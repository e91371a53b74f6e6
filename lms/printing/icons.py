"""The icons of the screen on paper: drawn into the page, for the press opens no file."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

_FILE = Path(__file__).parents[1] / "ui" / "static" / "icons.svg"
_SYMBOL = re.compile(r'<symbol id="([a-z-]+)" viewBox="0 0 24 24"><path d="([^"]+)"/>')


@cache
def _lines() -> dict[str, str]:
    return dict(_SYMBOL.findall(_FILE.read_text()))


def icon_drawing(name: str, colour: str) -> Markup:
    """Strokes in one colour (the press hands none down into a drawing); a word always stands beside."""
    return Markup(  # noqa: S704  ours
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path fill="none" '
        f'stroke="{colour}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" d="{_lines()[name]}"/></svg>'
    )
