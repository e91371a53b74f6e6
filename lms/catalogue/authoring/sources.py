"""The files of one course as they are read: problems gathered, paths as the author knows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lms.catalogue.authoring.readability import Measure
from lms.catalogue.problems import Problem

Place = tuple[str | int, ...]
"""The way to a value inside a YAML file: ("choices", 2, "text", "vi")."""


@dataclass(slots=True)
class Source:
    """One file: its parsed value, where each part of it stands, and what was found wrong."""

    name: str
    problems: list[Problem]
    value: Any = None
    lines: Mapping[Place, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    advice: list[Problem] = field(default_factory=list)

    def complain(self, message: str, place: Place = (), line: int | None = None) -> None:
        self.problems.append(
            Problem(self.name, self.line_of(place) if line is None else line, said(place), message)
        )

    def advise(self, message: str, place: Place = (), line: int | None = None) -> None:
        """Note what reads better otherwise; it keeps nobody from publishing."""
        self.advice.append(
            Problem(self.name, self.line_of(place) if line is None else line, said(place), message)
        )

    def line_of(self, place: Place) -> int:
        """The line of the value, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def said(place: Place) -> str:
    """`choices 3 text.vi`: counting from one, as people do."""
    words = ""
    for step in place:
        words += (
            f" {step + 1} "
            if isinstance(step, int)
            else f"{'.' if words and not words.endswith(' ') else ''}{step}"
        )
    return " ".join(words.split())


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """What somebody should look at: a point left open, or (with its day) a value compared with its source."""

    file: str
    line: int
    words: str
    checked: str | None = None


@dataclass(slots=True)
class Desk:
    """The folder being read and what was found: everything wrong, what would read better otherwise, the
    pictures by their published names, the modules' own files by slug, and what the reports of `courses check`
    are made of."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    advice: list[Problem] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    modules: dict[str, Source] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)

    def open(self, path: Path) -> tuple[Source, str] | None:
        """The file's text; None, with a problem noted, when it is absent or not UTF-8."""
        source = Source(str(path.relative_to(self.root.parent)), self.problems, advice=self.advice)
        if not path.is_file():
            source.complain("this file is missing", line=0)
            return None
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            source.complain(
                "this file is not saved as UTF-8", line=error.object.count(b"\n", 0, error.start) + 1
            )
            return None
        return source, text.replace("\r\n", "\n")
