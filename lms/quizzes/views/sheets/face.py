"""What one kind of question adds to its page."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from lms.quizzes.forms import UNKNOWN

CHECKED = Markup("checked")
SELECTED = Markup("selected")
Words = dict[str, str | Markup]


@dataclass(frozen=True, slots=True)
class Face:
    """`part` names the template fragment, `layout` is all that its mould depends on, `words` are poured in."""

    part: str
    layout: tuple[Any, ...]
    words: Words


def unknown_ticked(kept: MultiDict[str, str]) -> str | Markup:
    return CHECKED if UNKNOWN in kept.getlist("choice") else ""
