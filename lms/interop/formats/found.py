"""What was found in a file of another system, question by question."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal

Item = TypeVar("Item")
MOST_QUESTIONS = 2_000
MOST_PARTS = 100  # of one question

Words = Any
"""A text that is translated when it is shown."""


class Unreadable(Refusal):
    """The file as a whole cannot be read."""


class Refused(Exception):
    """One question cannot be taken; the others can."""

    def __init__(self, reason: Words) -> None:
        self.reason = reason
        super().__init__("refused")


def bounded(questions: Iterable[Item]) -> Iterator[Item]:
    """The questions of a file, unless they are more than anybody can look through."""
    for number, each in enumerate(questions):
        if number >= MOST_QUESTIONS:
            raise Unreadable(
                _l("There are more than 2,000 questions in this file. Split it into several files.")
            )
        yield each


def few(parts: int) -> None:
    """Refuse a question of absurdly many parts before any work is done on them."""
    if parts > MOST_PARTS:
        raise Refused(_l("it has more than %(most)d parts", most=MOST_PARTS))


@dataclass(frozen=True, slots=True)
class Found:
    """One question of a file.

    `where` is its line or identifier. `question` is its published document without a lesson,
    None when it is refused. `group` is the name of the category or section it stands in.
    `losses` says in words what the question lost on the way. `picture` is the file that a hotspot
    brought with it; None where it only names one.
    """

    where: Words
    name: str
    question: dict[str, Any] | None
    group: str = ""
    losses: tuple[Words, ...] = ()
    refusal: Words = None
    picture: bytes | None = None


@dataclass(slots=True)
class Written:
    """A file for another system; `left_out` and `losses` say, by question, what it could not hold."""

    content: bytes
    filename: str
    mimetype: str
    written: list[str] = field(default_factory=list)
    losses: dict[str, list[Words]] = field(default_factory=dict)
    left_out: dict[str, Words] = field(default_factory=dict)
