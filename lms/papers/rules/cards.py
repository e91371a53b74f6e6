"""How large a name is set on a learner card."""

from textwrap import wrap

# The class on the stylesheet, how many letters a line of the card holds in it, and how many lines there is room for.
_SIZES = (("", 11, 2), ("long", 14, 2), ("longer", 20, 3))


def size_of(name: str) -> str:
    """The largest that leaves room below for the birth year and the class; "longest" when only that is left."""
    return next((size for size, letters, lines in _SIZES if len(wrap(name, letters)) <= lines), "longest")
