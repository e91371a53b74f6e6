"""What a voice says of a step: the heading, then whole sentences, without a mark that only eyes understand."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from lms.catalogue.authoring.boxes import head_of

_FIRST = {
    "vi": ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười"),
    "en": ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"),
    "fr": (
        "Premièrement", "Deuxièmement", "Troisièmement", "Quatrièmement", "Cinquièmement",
        "Sixièmement", "Septièmement", "Huitièmement", "Neuvièmement", "Dixièmement",
    ),
}  # fmt: skip
_OPENED = {
    "message": {
        "vi": "Tin nhắn bài tập, từ {}",
        "en": "A practice message, from {}",
        "fr": "Message d’exercice, de {}",
    },
    "screen": {"vi": "Màn hình bài tập: {}", "en": "A practice screen: {}", "fr": "Écran d’exercice : {}"},
}
_CLOSED = {
    "message": {"vi": "Hết tin nhắn", "en": "End of the message", "fr": "Fin du message"},
    "screen": {"vi": "Hết màn hình", "en": "End of the screen", "fr": "Fin de l’écran"},
}
_ENDED = re.compile(r"[.!?…][”»\"’)\s]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, an item or a head. `own` is what the lesson itself says, not a mock message or a head."""

    text: str
    own: bool


def pieces(tokens: Sequence[Token], language: str, insert: Callable[[str], str]) -> Iterator[Piece]:
    """What is said, in order. `insert` fills the facts in."""
    numbers: list[int | None] = []
    box = ""
    for token in tokens:
        if token.type.startswith("container_"):
            name, _, title = token.info.strip().partition(" ")
            if token.nesting == 1:
                box = name
                yield Piece(_opened(name, insert(title.strip()), language), own=False)
            elif box in _CLOSED:
                yield Piece(_CLOSED[box][language], own=False)
            box = box if token.nesting == 1 else ""
        elif token.type in {"ordered_list_open", "bullet_list_open"}:
            numbers.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            numbers.pop()
        elif token.type == "list_item_open" and numbers[-1] is not None:
            yield Piece(_first(numbers[-1], language), own=False)
            numbers[-1] += 1
        elif token.type == "inline":
            yield Piece(insert(_words(token)), own=box not in _CLOSED)


def speech(title: str, said: Sequence[Piece], language: str) -> str:
    """One clean text: sentences, each with its full stop."""
    return " ".join(_sentence(text, language) for text in (title, *(piece.text for piece in said)) if text)


def digest(text: str) -> str:
    """What a recording is kept under: it is of this text and of no other."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _sentence(text: str, language: str) -> str:
    plain = " ".join(text.replace("*", "").split())
    plain = re.sub(r"(?<=[^\W\d])/(?=[^\W\d])", " ", plain)
    plain = plain.replace(" > ", ", ")
    if _ENDED.search(plain):
        return plain
    return plain.rstrip(" :;,") + "."


def _words(inline: Token) -> str:
    """The words of a paragraph; a picture's words are for those who cannot see it, not for a voice."""
    shown = {"text": lambda part: part.content, "softbreak": lambda _part: " "}
    return "".join(shown[part.type](part) for part in inline.children or [] if part.type in shown)


def _first(number: int, language: str) -> str:
    words = _FIRST[language]
    return words[number - 1] if 0 < number <= len(words) else str(number)


def _opened(name: str, title: str, language: str) -> str:
    if name in _OPENED:
        return _OPENED[name][language].format(title)
    return head_of(name, language)
