"""The Markdown of a lesson to safe HTML, step by step.

A small language: paragraphs, bold, lists, five boxes, and a picture on a line of its own.
The whole of CommonMark is read, so that what an author meant as a table or a link
is named and refused, instead of standing on the page as brackets.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from lms.catalogue.authoring.boxes import BOXES, box_opening
from lms.catalogue.authoring.drawings import (
    check_picture,
    drawn_picture,
    is_picture,
    keep,
    picture_of,
    without_strangers,
)
from lms.catalogue.authoring.pictures import Drawing
from lms.catalogue.authoring.speech import pieces, speech
from lms.catalogue.authoring.wording import Facts

_ALLOWED = {"paragraph", "bullet_list", "ordered_list", "list_item", "strong", "heading"}
_PLAIN = {"inline", "text", "softbreak"}
_NAMES = {
    "em": "slanted text: use **bold**",
    "link": "a link: write the address as {fact:…} and let people type it",
    "image": "a picture that does not stand alone: put it on a line of its own, outside boxes and lists, "
    "with an empty line before and after it",
    "code_inline": "a backtick",
    "code_block": "a line that begins with four blanks: take the blanks away",
    "fence": "a block of code",
    "blockquote": "a line that begins with >: use a box",
    "hr": "a ruled line",
    "html_block": "HTML: only Markdown is used here",
    "html_inline": "HTML: only Markdown is used here",
    "hardbreak": "a forced line break: begin a new paragraph",
    "heading": "a heading inside a step, or of another size: only ## begins a step",
}


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """A step in one language: what is shown, what a voice says, and the file of its picture, if any."""

    title: str
    html: str
    line: int
    speech: str
    picture: str | None
    own_words: tuple[str, ...]


def _reader() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"linkify": False, "typographer": False})
    for name in BOXES:
        container_plugin(made, name, render=_draw_box)
    return made


def _draw_box(_renderer: Any, tokens: Sequence[Token], index: int, _options: Any, env: Any) -> str:
    token = tokens[index]
    if token.nesting != 1:
        return "</div>\n"
    name, _, title = token.info.strip().partition(" ")
    return box_opening(name, env["insert"](title.strip()), env["language"])


_READER = _reader()


@dataclass(frozen=True, slots=True)
class Hand:
    """What drawing needs of a lesson's file: its language, its facts, its module's pictures."""

    language: str
    facts: Facts
    pictures: Mapping[str, Drawing]
    complain: Callable[[str, int], None]

    def insert(self, text: str) -> str:
        return self.facts.insert(text, self.language)

    def say(self, text: str) -> str:
        return self.facts.say(text, self.language)


def draw_steps(text: str, first_line: int, hand: Hand) -> list[DrawnStep]:
    """The steps of a lesson; whatever is not of our small language is complained about."""
    tokens = _READER.parse(text)
    _check(tokens, first_line, hand.complain)
    starts = [
        i
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0
    ]
    if tokens and (not starts or starts[0] > 0):
        hand.complain("a lesson begins with the heading of its first step: ## …", first_line)
    steps = []
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        inside = tokens[start + 3 : end]
        line = first_line + _line(tokens[start])
        if not inside:
            hand.complain("this step is empty", line)
        steps.append(_draw_step(tokens[start + 1].content, inside, line, first_line, hand))
    return steps


def _draw_step(heading: str, inside: list[Token], line: int, first_line: int, hand: Hand) -> DrawnStep:
    title = hand.insert(heading)
    said = list(pieces(inside, hand.language, hand.say))
    own = tuple(piece.text for piece in pieces(inside, hand.language, hand.insert) if piece.own)
    picture, drawn = _with_pictures(inside, first_line, hand)
    html = _READER.renderer.render(
        _filled(drawn, hand.insert),
        _READER.options,
        {"insert": hand.insert, "language": hand.language},
    )
    spoken = speech(hand.say(heading), said, hand.language)
    return DrawnStep(title, _clean(html), line, spoken, picture, own)


def _with_pictures(tokens: list[Token], first_line: int, hand: Hand) -> tuple[str | None, list[Token]]:
    """The file of the step's picture, and the tokens with each picture's paragraph drawn as a figure."""
    files: list[str] = []
    drawn: list[Token] = []
    index = 0
    while index < len(tokens):
        if not is_picture(tokens, index):
            drawn.append(tokens[index])
            index += 1
            continue
        line = first_line + _line(tokens[index])
        inline = tokens[index + 1]
        if files:
            hand.complain("a step shows one picture at most", line)
        check_picture(inline, hand.pictures, line, hand.complain)
        files.append(picture_of(inline)[0])
        drawn.append(drawn_picture(inline, hand.pictures, hand.insert))
        index += 3
    return (files[0] if files else None), drawn


def _check(tokens: Sequence[Token], first_line: int, complain: Callable[[str, int], None]) -> None:
    line = first_line
    for index, token in enumerate(tokens):
        line = first_line + _line(token) if token.map else line
        kind = re.sub(r"_(open|close)$", "", token.type)
        step_heading = (
            token.type.startswith("heading")
            and token.tag == "h2"
            and token.level == 0
            and token.markup == "##"
        )
        if kind == "inline":
            if not is_picture(tokens, index - 1):
                _check(_numbered(token), line, complain)
        elif token.nesting >= 0 and not step_heading and (kind == "heading" or not _known(kind)):
            complain(f"this is {_NAMES.get(kind, kind)}", line)
        if kind == "inline" and token.level == 1 and tokens[index - 1].type == "heading_open":
            _check_heading(token, line, complain)


def _check_heading(token: Token, line: int, complain: Callable[[str, int], None]) -> None:
    if any(child.type not in {"text"} for child in token.children or []):
        complain("a heading is plain text", line)


def _known(kind: str) -> bool:
    return kind in _ALLOWED or kind in _PLAIN or kind.removeprefix("container_") in BOXES


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _numbered(inline: Token) -> list[Token]:
    """The parts of a paragraph, each knowing how many lines below its first one it stands."""
    down = 0
    for part in inline.children or []:
        part.map = [down, down + 1]
        down += part.type in {"softbreak", "hardbreak"}
    return inline.children or []


def _filled(tokens: list[Token], insert: Callable[[str], str]) -> list[Token]:
    for token in tokens:
        for part in token.children or []:
            if part.type == "text":
                part.content = insert(part.content)
    return tokens


def _clean(html: str) -> str:
    """Belt and braces: the reader makes nothing else, and nothing else gets past here."""
    cleaned = nh3.clean(
        html,
        tags={"p", "strong", "ol", "ul", "li", "div", "span", "figure", "img"},
        attributes={
            "div": {"class"},
            "p": {"class"},
            "span": {"class"},
            "ol": {"start"},
            "figure": {"class"},
            "img": {"src", "alt", "width", "height", "loading"},
        },
        attribute_filter=keep,
        link_rel=None,
    )
    return without_strangers(cleaned).strip()
