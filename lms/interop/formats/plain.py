"""Formatted text to plain: pages here show words, not other people's markup."""

import re
from html.parser import HTMLParser

from flask_babel import lazy_gettext as _l

from lms.interop.formats.found import Words

FORMATTING = _l("bold and other formatting is left out")
PICTURE = _l("a picture is left out")
MEDIA = _l("a sound or a film is left out")
FORMULA = _l("a formula is left as it is written")

_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "hr"}  # fmt: skip
_HARMLESS = {"p", "div", "br", "span", "html", "body"}
_MEDIA = {"audio", "video", "iframe", "embed", "source", "track"}
_UNSEEN = {"script", "style", "head", "title", "template"}
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|sub|sup|img|a|ul|ol|li|h[1-6]|table|tr|td|th|pre|code|font|hr|audio|video)\b[^<>]*>"
    r"|&(?:[a-z]{2,8}|#\d{2,6});",
    re.IGNORECASE,
)
# No pattern looks past the next mark of its kind, so that marks without end cost no more than others.
_MARKDOWN = (
    (re.compile(r"!\[([^\[\]]*)\]\([^()]*\)"), r"\1", PICTURE),
    (re.compile(r"\[([^\[\]]+)\]\([^()]*\)"), r"\1", FORMATTING),
    (re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*"), r"\1", FORMATTING),
    (re.compile(r"(?<!\w)__(?=\S)([^_]+)(?<=\S)__(?!\w)"), r"\1", FORMATTING),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?![\w*])"), r"\1", FORMATTING),
    (re.compile(r"(?<![\w_])_(?=\S)([^_]+)(?<=\S)_(?![\w_])"), r"\1", FORMATTING),
    (re.compile(r"`([^`]+)`"), r"\1", FORMATTING),
    (re.compile(r"^#{1,6}\s+", re.MULTILINE), "", FORMATTING),
)


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.losses: list[Words] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in {"img", "object", "svg", "picture"}:
            self.lose(PICTURE)
        elif tag in _MEDIA:
            self.lose(MEDIA)
        elif tag not in _HARMLESS:
            self.lose(FORMATTING)
        if tag in _BLOCKS:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self.unseen:
            self.unseen -= 1
        if tag in _BLOCKS:
            self.words.append(" ")

    def handle_data(self, text: str) -> None:
        if not self.unseen:
            self.words.append(text)

    def lose(self, what: Words) -> None:
        if what not in self.losses:
            self.losses.append(what)


def looks_like_html(text: str) -> bool:
    return bool(_LOOKS_LIKE_HTML.search(text))


def from_html(text: str) -> tuple[str, list[Words]]:
    """The words of a piece of HTML, and what was lost."""
    reader = _Plain()
    reader.feed(text)
    reader.close()
    return "".join(reader.words), reader.losses


def from_markdown(text: str) -> tuple[str, list[Words]]:
    losses: list[Words] = []
    for mark, kept, loss in _MARKDOWN:
        text, times = mark.subn(kept, text)
        if times and loss not in losses:
            losses.append(loss)
    return text, losses


def plain(text: str, markup: str) -> tuple[str, list[Words]]:
    """The words of a text written as "html", "markdown", "plain", or "auto", which is HTML where it looks so."""
    if markup == "html" or (markup == "auto" and looks_like_html(text)):
        return from_html(text)
    if markup == "markdown":
        return from_markdown(text)
    return text, []
