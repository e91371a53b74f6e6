"""A GIFT file cut into its questions, each in its named parts, with escapes already taken out of the way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from lms.interop.formats.found import Refused
from lms.interop.formats.text_file import lines_of

# An escaped character waits outside the ranges that text uses, so that it ends nothing.
_ASIDE = 0x10F000
_ESCAPE = re.compile(r"\\([\\:#={}~n])")
_STRAY = re.compile(f"[{chr(_ASIDE)}-{chr(_ASIDE + 0xFF)}]")
_BACK = re.compile(f"[{chr(_ASIDE)}-{chr(_ASIDE + 0x7F)}]")
_LABEL = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.)*)\]")
_FORMAT = re.compile(r"\[(moodle|html|plain|markdown)\]")
_CLOZE = re.compile(r"\{\d*:[A-Z_]+:")


@dataclass(slots=True)
class Block:
    """One question; `answers` is None where there are no braces at all."""

    line: int
    category: str
    name: str = ""
    ask: str = ""
    markup: str = "auto"
    answers: str | None = None
    because: str = ""
    own_id: str = ""
    tags: list[str] = field(default_factory=list)


def escaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(_ASIDE + ord(found[1])), _STRAY.sub("", text))


def unescaped(text: str) -> str:
    return _BACK.sub(
        lambda found: {"n": "\n"}.get(chr(ord(found[0]) - _ASIDE), chr(ord(found[0]) - _ASIDE)), text
    )


def marked(text: str, markup: str) -> tuple[str, str]:
    """The text without the format it may begin with, and the format that holds for it."""
    text = text.strip()
    if found := _FORMAT.match(text):
        markup = "auto" if found[1] == "moodle" else found[1]
        text = text[found.end() :]
    return unescaped(text).strip(), markup


def paragraphs(content: bytes) -> Iterator[tuple[Block, str]]:
    """Each paragraph of a file that is not only comments: where it stands, what its comments say, its text."""
    category = ""
    for line, comments, text in _cut(lines_of(content)):
        text = escaped(text).strip()
        if text.startswith("$CATEGORY:"):
            # The last part names the lesson; "//" is a slash inside a name.
            path = unescaped(text[10:].splitlines()[0]).strip().replace("//", "\0")
            category = path.rsplit("/", 1)[-1].replace("\0", "/").strip()
            text = "\n".join(text.splitlines()[1:]).strip()
        if text:
            block = Block(line, category)
            for label, said in _LABEL.findall(" ".join(comments)):
                said = re.sub(r"\\(.)", r"\1", said).strip()
                if label == "id":
                    block.own_id = said
                else:
                    block.tags.append(said)
            yield block, text


def _cut(lines: list[str]) -> Iterator[tuple[int, list[str], str]]:
    begun, comments, text = 0, [], []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip().startswith("//"):
            comments.append(line.strip())
        elif line.strip():
            begun = begun or number
            text.append(line)
        elif text:
            yield begun, comments, "\n".join(text)
            begun, comments, text = 0, [], []


def fill(block: Block, text: str) -> None:
    """Part the text of a question into name, words, answers and general feedback.

    Raises:
        Refused: the braces do not fit together, or there are several gaps.
    """
    if text.startswith("::") and (end := text.find("::", 2)) > 0:
        block.name, text = unescaped(text[2:end]).strip(), text[end + 2 :].strip()
    if _CLOZE.search(text):
        raise Refused(_l("a text with gaps (Cloze) is not held here"))
    begin, end = text.find("{"), text.find("}")
    if begin < 0 and end < 0:
        block.ask, block.markup = marked(text, "auto")
        return
    if begin < 0 or end < begin:
        raise Refused(_l("a brace { or } is missing"))
    rest = text[end + 1 :]
    if "{" in rest or "}" in rest:
        raise Refused(_l("it has several gaps; one can be asked"))
    inside = text[begin + 1 : end].strip()
    # Where words follow, the answers stood in the middle of a sentence.
    gap = " _____ " if rest.strip(" \n\t") else ""
    ask = text[:begin] + (gap + rest if gap else "")
    block.ask, block.markup = marked(re.sub(r"_____ (?=[.,;:!?])", "_____", ask), "auto")
    inside, mark, because = inside.rpartition("####") if "####" in inside else (inside, "", "")
    block.because = because if mark else ""
    block.answers = inside.strip()
