"""Hot pages drawn once: what is the same for every reader is kept, the few personal bits are poured in.

A lesson step differs between two readers only in a name and three tokens. Its
template is rendered once per edition, language and text size with `Slot`s in
their places; each request then joins strings, a hundred times cheaper than rendering.
"""

import re
from collections.abc import Callable, Hashable
from types import SimpleNamespace
from typing import Any

from flask import get_template_attribute, render_template, session
from markupsafe import Markup, escape

from lms.core.recent import Recent
from lms.ui.languages import text_size_now
from lms.ui.pages import csp_nonce
from lms.ui.tokens import csrf_token

_SLOT = re.compile("\ue000([a-z0-9_]+)\ue001")


def slot(name: str) -> Markup:
    """A place in a template that is filled per request. Private-use marks never occur in content."""
    return Markup(f"\ue000{name}\ue001")  # noqa: S704  built from a constant name


class Mould:
    """A rendered page with named slots."""

    def __init__(self, page: str) -> None:
        # What is fixed, and the slots' names between.
        self._pieces = _SLOT.split(page)
        self._names = self._pieces[1::2]

    def fill(self, **values: str | Markup | int) -> str:
        """The page with its slots filled; plain strings are escaped, which numbers need not be."""
        filled = self._pieces.copy()
        filled[1::2] = [
            value if type(value) is Markup else str(value) if type(value) is int else escape(value)
            for value in map(values.__getitem__, self._names)
        ]
        return "".join(filled)


class Moulds:
    """The moulds of one page kind, the least recently used dropped first."""

    def __init__(self, at_most: int = 2000) -> None:
        self._kept = Recent[Hashable, Mould](at_most)

    def get(self, key: Hashable, render: Callable[[], str]) -> Mould:
        """The mould for `key`, made by `render` the first time."""
        mould = self._kept.recall(key)
        if mould is None:
            mould = self._kept[key] = Mould(render())
        return mould


# Stands for a trainee whose name is poured in as "name". Staff have sections, each their own: draw them apart.
SOMEBODY = SimpleNamespace(given_name=slot("name"), is_staff=False)


def draw(template: str, **context: Any) -> str:
    """Render a template for a mould, as nobody in particular: `pour` fills in the rest.

    The page is drawn signed out and without messages, so a mould never keeps one reader's words
    for the next; a template that greets puts its own `slot` there, or is drawn for `SOMEBODY`.
    """
    blank = {
        "asker": lambda: None,
        "csp_nonce": lambda: slot("nonce"),
        "csrf_token": lambda: slot("csrf_token"),
        "text_size_now": lambda: slot("text_size"),
        "slot": slot,
        "toasts_slot": slot("toasts"),
    }
    return render_template(template, **{**blank, **context})


def pour(mould: Mould, **values: str | Markup | int) -> str:
    """The page for this request: its nonce, token, text size and messages, and the given values."""
    toasts = get_template_attribute("ui/macros.html", "toasts")() if "_flashes" in session else ""
    return mould.fill(
        nonce=csp_nonce(), csrf_token=csrf_token(), text_size=text_size_now(), toasts=toasts, **values
    )
