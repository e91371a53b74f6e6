"""The five boxes of a lesson: how they are written, and what stands in their heads."""

import re
from collections.abc import Callable, Sequence

from markupsafe import escape

BOXES = ("message", "screen", "careful", "try", "can")
_STAMPED = {"message", "screen"}
_STAMP = {"vi": "BÀI TẬP", "en": "PRACTICE", "fr": "EXERCICE"}
_HEAD = {
    "careful": {"vi": "Cẩn thận", "en": "Take care", "fr": "Attention"},
    "try": {"vi": "Thử ngay", "en": "Try it now", "fr": "Essayez maintenant"},
    "can": {"vi": "Bây giờ tôi làm được", "en": "Now I can", "fr": "Maintenant, je sais"},
}
_FENCE = re.compile(r"\s*:::+\s*(\S*)\s*(.*?)\s*")


def box_opening(name: str, title: str, language: str) -> str:
    """The box's first tags. What only looks like a message or a screen is stamped as practice."""
    if name in _STAMPED:
        head = f'<span>{escape(title)}</span><span class="stamp">{_STAMP[language]}</span>'
    else:
        head = f"<span>{_HEAD[name][language]}</span>"
    return f'<div class="box {name}">\n<p class="box-title">{head}</p>\n'


def head_of(name: str, language: str) -> str:
    """The fixed heading of a box that has one."""
    return _HEAD.get(name, {}).get(language, "")


def check_boxes(lines: Sequence[str], first_line: int, complain: Callable[[str, int], None]) -> list[bool]:
    """Note every box that is unknown, nested or left open; answers which lines lie in a mock screen."""
    opened: tuple[str, int] | None = None
    mock = []
    for number, line in enumerate(lines, start=first_line):
        mock.append(opened is not None and opened[0] in _STAMPED)
        if opened and line.startswith("## "):
            complain(f"the box of line {opened[1]} is not closed: end it with a line :::", number)
            opened = None
        fence = _FENCE.fullmatch(line) if line.lstrip().startswith(":::") else None
        if fence is None:
            continue
        if line != line.lstrip() or line.lstrip().startswith("::::"):
            complain("a box begins and ends at the left edge with exactly three colons", number)
        name, title = fence.groups()
        if not name:
            if opened is None:
                complain("::: ends a box here, but none is open", number)
            opened = None
            continue
        if opened:
            complain(f"a box cannot stand inside another (line {opened[1]} is still open)", number)
        _check_head(name, title, number, complain)
        opened = (name, number)
    if opened:
        complain(f"the box of line {opened[1]} is not closed: end it with a line :::", opened[1])
    return mock


def _check_head(name: str, title: str, line: int, complain: Callable[[str, int], None]) -> None:
    if name not in BOXES:
        complain(f"no box is called “{name}”; there are {', '.join(BOXES)}", line)
    elif name in _STAMPED and not title:
        complain(f"::: {name} needs a few words after it: who sends the message, or which screen it is", line)
    elif name not in _STAMPED and title:
        complain(f"::: {name} has a fixed heading; write “{title}” on the next line", line)
