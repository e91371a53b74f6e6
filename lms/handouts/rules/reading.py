"""A step's HTML taken apart again: what it says, what it lists, what it shows."""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from markupsafe import Markup

_PICTURE = re.compile(r"/pictures/([0-9a-f]{32}\.(?:svg|webp))", re.ASCII)
_ENDS = re.compile(r"(?<=[.!?…])[”»\"]?\s+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture by the name it is published under."""

    name: str
    alt: str
    width: int
    height: int


@dataclass(slots=True)
class Read:
    """`said` and `listed` are the step's own; what stands in boxes is kept by the box's name."""

    said: list[str] = field(default_factory=list)
    listed: list[Markup] = field(default_factory=list)
    ordered: bool = False
    boxes: dict[str, list[str]] = field(default_factory=dict)
    picture: Shown | None = None


def read(html: str) -> Read:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def sentences(text: str) -> list[str]:
    return [each for each in _ENDS.split(text) if each]


class _Reader(HTMLParser):
    """Knows the few elements that a step is made of."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Read()
        self.box = ""
        self.title = False
        self.plain: list[str] = []
        self.marked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "div":
            self.box = given.get("class", "").removeprefix("box").strip() or "box"
            self.found.boxes.setdefault(self.box, [])
        elif tag == "ol" and not self.box:
            self.found.ordered = True
        elif tag == "strong":
            self.marked.append("<strong>")
        elif tag == "img":
            self._show(given)
        elif tag in {"p", "li"}:
            self._begin()
            self.title = "box-title" in given.get("class", "")

    def handle_data(self, data: str) -> None:
        self.plain.append(data)
        self.marked.append(escape(data))

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self.box = ""
        elif tag == "strong":
            self.marked.append("</strong>")
        elif tag in {"p", "li"} and not self.title:
            self._end(tag)

    def _begin(self) -> None:
        self.plain, self.marked = [], []

    def _end(self, tag: str) -> None:
        text = " ".join("".join(self.plain).split())
        if not text:
            return
        if self.box:
            self.found.boxes[self.box].append(text)
        elif tag == "p":
            self.found.said.append(text)
        else:
            self.found.listed.append(Markup(" ".join("".join(self.marked).split())))  # noqa: S704  escaped above
        self._begin()

    def _show(self, given: dict[str, str]) -> None:
        name = _PICTURE.fullmatch(given.get("src", ""))
        if name and self.found.picture is None:
            sizes = [int(given.get(side) or 0) for side in ("width", "height")]
            self.found.picture = Shown(name[1], given.get("alt", ""), *(sizes if all(sizes) else (360, 240)))
