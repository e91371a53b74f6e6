"""Hot pages drawn once: what is the same for every reader is kept, the few personal bits are poured in.

A lesson step differs between two readers only in a name and three tokens. Its
template is rendered once per edition, language and text size with `Slot`s in
their places; each request then joins strings, a hundred times cheaper than rendering.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable

from markupsafe import Markup, escape

_SLOT = re.compile("\ue000([a-z_]+)\ue001")


def slot(name: str) -> Markup:
    """A place in a template that is filled per request. Private-use marks never occur in content."""
    return Markup(f"\ue000{name}\ue001")  # noqa: S704  built from a constant name


class Mould:
    """A rendered page with named slots."""

    def __init__(self, page: str) -> None:
        pieces = _SLOT.split(page)
        self._fixed = pieces[0::2]
        self._names = pieces[1::2]

    def fill(self, **values: str | Markup) -> str:
        """The page with its slots filled; plain strings are escaped."""
        out = [self._fixed[0]]
        for name, after in zip(self._names, self._fixed[1:], strict=True):
            out.append(escape(values[name]))
            out.append(after)
        return "".join(out)


class Moulds:
    """The moulds of one page kind, the least recently used dropped first."""

    def __init__(self, at_most: int = 2000) -> None:
        self._kept: OrderedDict[Hashable, Mould] = OrderedDict()
        self._at_most = at_most

    def get(self, key: Hashable, render: Callable[[], str]) -> Mould:
        """The mould for `key`, made by `render` the first time."""
        mould = self._kept.get(key)
        if mould is None:
            mould = self._kept[key] = Mould(render())
            if len(self._kept) > self._at_most:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return mould
