"""Questions to a GIFT file in one language."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.catalogue.texts import Text
from lms.interop.formats.found import Refused, Words, Written
from lms.interop.formats.tags import tags_of

Document = dict[str, Any]
ARROW = _l("an arrow “->” is written as “→”")
_RESERVED = re.compile(r"([\\:#={}~])")
_TAG_RESERVED, _STROKE = re.compile(r"([\]\\])"), r"\\\1"
_NEEDS_PLAIN = re.compile(r"[<&]|^\[")


def write(
    course: str,
    module: str,
    questions: list[Document],
    language: str,
    pictures: Mapping[str, bytes] | None = None,
) -> Written:
    """The file; ordering, hotspot and scenario questions are left out, since GIFT has no word for them."""
    done = Written(b"", f"{course}-{module}.gift.txt", "text/plain; charset=utf-8")
    parts: list[str] = []
    lesson = None
    for document in sorted(questions, key=lambda each: str(each["lesson"])):
        try:
            text, losses = _question(document, language)
        except Refused as refused:
            done.left_out[document["id"]] = refused.reason
            continue
        if document["lesson"] != lesson:
            lesson = document["lesson"]
            parts.append(f"$CATEGORY: {course}/{module}/{lesson}\n")
        parts.append(text)
        done.written.append(document["id"])
        if losses:
            done.losses[document["id"]] = losses
    done.content = "\n".join(parts).encode()
    return done


class _Writer:
    """One question's texts on their way out."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.losses: list[Words] = []
        self.tags: list[str] = []
        self.plain = False  # whether "<" and "&" stand for themselves

    def said(self, text: Document | None) -> str:
        """The text in this language, ready to stand in a file; nothing for None."""
        return self.escaped(self.raw(text)) if text else ""

    def raw(self, text: Document) -> str:
        words = Text(text).in_(self.language)
        if _NEEDS_PLAIN.search(words):
            self.plain = True
        return words

    def escaped(self, words: str) -> str:
        words = _RESERVED.sub(r"\\\1", words)
        # Moodle would take these for a weight or for the name of a format.
        return f"[plain]{words}" if words.startswith(("%", "[")) else words

    def without_arrow(self, words: str) -> str:
        if "->" in words and ARROW not in self.losses:
            self.losses.append(ARROW)
        return words.replace("->", "→")

    def feedback(self, text: Document | None) -> str:
        said = self.said(text)
        return f"#{said}" if said else ""


def _question(document: Document, language: str) -> tuple[str, list[Words]]:
    writer = _Writer(language)
    body = _BODIES.get(document["kind"])
    if body is None:
        raise Refused(_l("GIFT has no such kind of question"))
    answers = body(writer, document)
    because = writer.said(document["because"])
    ask = writer.escaped(writer.raw(document["ask"])).removeprefix("[plain]")
    # As the question's format it holds for all of its texts.
    mark = "[plain]" if writer.plain else ""
    general = f"\t####{because}\n" if because else ""
    labels = [f"[id:{document['id']}]"]
    labels += [f"[tag:{_TAG_RESERVED.sub(_STROKE, tag)}]" for tag in [*tags_of(document), *writer.tags]]
    head = f"// {' '.join(labels)}\n::{document['id']}::"
    return f"{head}{mark}{ask}{answers}{general}}}\n", writer.losses


def _choices(writer: _Writer, document: Document) -> str:
    right = set(document["right"])
    share = f"{100 / len(right):.5f}".rstrip("0").rstrip(".")
    lines = ["{\n"]
    for number, choice in enumerate(document["choices"]):
        if document["kind"] == "single":
            mark = "=" if number in right else "~"
        else:
            mark = f"~%{share}%" if number in right else f"~%-{share}%"
        lines.append(f"\t{mark}{writer.said(choice['text'])}{writer.feedback(choice['because'])}\n")
    return "".join(lines)


def _true_false(writer: _Writer, document: Document) -> str:
    answer = document["right"] == [0]
    wrong = document["choices"][1 if answer else 0]
    return f"{{{'TRUE' if answer else 'FALSE'}{writer.feedback(wrong['because'])}\n"


def _matching(writer: _Writer, document: Document) -> str:
    prompts = [writer.without_arrow(writer.said(each)) for each in document["prompts"]]
    # A match of nothing stands behind an arrow alone; matches know no formats.
    matches = [writer.said(each).removeprefix("[plain]") for each in document["matches"]]
    prompts += [""] * (len(matches) - len(prompts))
    return "{\n" + "".join(
        f"\t={prompt} -> {match}\n" for prompt, match in zip(prompts, matches, strict=True)
    )


def _number(writer: _Writer, document: Document) -> str:
    if document["unit"]:
        writer.losses.append(_l("the unit stands only in a tag"))
        writer.tags.append(f"unit: {Text(document['unit']).in_(writer.language)}")
    return f"{{#\n\t={document['value']}:{document['tolerance']}\n"


def _short_text(writer: _Writer, document: Document) -> str:
    accepted = document["accepted"]
    texts = accepted.get(writer.language) or next(iter(accepted.values()))
    return "{\n" + "".join(f"\t={writer.without_arrow(writer.escaped(text))}\n" for text in texts)


_BODIES: dict[str, Callable[[_Writer, Document], str]] = {
    "single": _choices,
    "multiple": _choices,
    "truefalse": _true_false,
    "matching": _matching,
    "number": _number,
    "text": _short_text,
}
