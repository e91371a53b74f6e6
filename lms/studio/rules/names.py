"""Short names: what folders, files and addresses are called."""

import re

from lms.core.text import fold

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
LONGEST = 60


def is_slug(name: str) -> bool:
    return len(name) <= LONGEST and bool(_SLUG.fullmatch(name))


def slug_for(title: str, taken: set[str] | frozenset[str] = frozenset()) -> str:
    """A short name made of a title, with a number where it is taken; "moi" where nothing is left of it."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(title), flags=re.ASCII).strip("-")[:50].strip("-") or "moi"
    name, number = words, 1
    while name in taken:
        number += 1
        name = f"{words}-{number}"
    return name
