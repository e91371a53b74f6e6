"""The Markdown of a lesson to safe HTML, step by step. A small language: paragraphs, bold, lists, five boxes.

The whole of CommonMark is read, so that what an author meant as a picture or a link
is named and refused, instead of standing on the page as brackets.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from lms.catalogue.authoring.boxes import BOXES, box_opening

_ALLOWED = {"paragraph", "bullet_list", "ordered_list", "list_item", "strong", "heading"}
_PLAIN = {"inline", "text", "softbreak"}
_NAMES = {
    "em": "slanted text: use **bold**",
    "link": "a link: write the address as {fact:…} and let people type it",
    "image": "a picture: only questions of the type hotspot show one",
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
    title: str
    html: str
    line: int


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


def draw_steps(
    text: str,
    first_line: int,
    language: str,
    insert: Callable[[str], str],
    complain: Callable[[str, int], None],
) -> list[DrawnStep]:
    """The steps of a lesson as HTML; whatever is not of our small language goes to `complain`."""
    tokens = _READER.parse(text)
    _check(tokens, first_line, complain)
    starts = [
        i
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0
    ]
    if tokens and (not starts or starts[0] > 0):
        complain("a lesson begins with the heading of its first step: ## …", first_line)
    steps = []
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        line = first_line + _line(tokens[start])
        inside = tokens[start + 3 : end]
        if not inside:
            complain("this step is empty", line)
        html = _READER.renderer.render(
            _filled(inside, insert), _READER.options, {"insert": insert, "language": language}
        )
        steps.append(DrawnStep(insert(tokens[start + 1].content), _clean(html), line))
    return steps


def _check(tokens: Sequence[Token], first_line: int, complain: Callable[[str, int], None]) -> None:
    line = first_line
    for token in tokens:
        line = first_line + _line(token) if token.map else line
        kind = re.sub(r"_(open|close)$", "", token.type)
        step_heading = (
            token.type.startswith("heading")
            and token.tag == "h2"
            and token.level == 0
            and token.markup == "##"
        )
        if kind == "inline":
            _check(_numbered(token), line, complain)
        elif token.nesting >= 0 and not step_heading and (kind == "heading" or not _known(kind)):
            complain(f"this is {_NAMES.get(kind, kind)}", line)
        if kind == "inline" and token.level == 1 and tokens[tokens.index(token) - 1].type == "heading_open":
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
    return nh3.clean(
        html,
        tags={"p", "strong", "ol", "ul", "li", "div", "span"},
        attributes={"div": {"class"}, "p": {"class"}, "span": {"class"}, "ol": {"start"}},
        link_rel=None,
    ).strip()
