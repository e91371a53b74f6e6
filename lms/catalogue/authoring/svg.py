"""An SVG picture, drawn anew from what we know: shapes, colours and words.

The file is read by a parser that refuses document types and entities. Only elements,
attributes and values named here are written out again, so nothing unknown can pass:
no script, no handler, no address.
"""

import re
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from lms.catalogue.authoring.sources import Source
from lms.catalogue.authoring.svg_words import ATTRIBUTES, ELEMENTS, WITH_WORDS
from lms.catalogue.authoring.wording import Facts, check_text

_SVG = "http://www.w3.org/2000/svg"
_DEEPEST = 20
# Editors note their own matters in namespaces of their own and in these; nobody sees them.
_LEFT_OUT = {"metadata"}
_INSIDE = re.compile(r"url\(#[A-Za-z_][\w.-]*\)", re.ASCII)
_OUTSIDE = re.compile(
    r"url|://|[\\<@]|/\*|(java|vb)script|data\s*:|expression|binding|behavior", re.IGNORECASE
)
_NUMBER = r"[+-]?(?:[0-9]{1,5}(?:\.[0-9]{0,6})?|\.[0-9]{1,6})"
_BOX = re.compile(rf"\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*", re.ASCII)


def cleaned(source: Source, text: str) -> bytes | None:
    """The picture with nothing in it but what we know; None, with the reasons noted, when it holds more."""
    before = len(source.problems)
    canvas = _Canvas(source)
    parser = DefusedXMLParser(target=canvas, forbid_dtd=True)
    canvas.parser = parser
    try:
        parser.feed(text)
        parser.close()
    except DefusedXmlException:
        source.complain("take the lines <!DOCTYPE …> and <!ENTITY …> out", line=1)
    except ParseError as error:
        source.complain(f"this cannot be read as SVG: {str(error).partition(':')[0]}", line=error.position[0])
    except ValueError as error:
        source.complain(f"this cannot be read as SVG: {error}", line=1)
    return "".join(canvas.written).encode() if len(source.problems) == before else None


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of a cleaned picture, in the numbers of its own viewBox."""
    found = re.search(r' viewBox="([^"]*)"', picture.decode())
    box = _BOX.fullmatch(found[1]) if found else None
    return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)


class _Canvas:
    """Takes the parser's findings one by one and writes down what may stay."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.parser: DefusedXMLParser | None = None
        self.written: list[str] = []
        self.open: list[str] = []
        self.style: list[str] = []
        self.hidden = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._name(tag)
        if self.hidden or (self.open and (name is None or name in _LEFT_OUT)):
            self.hidden += 1
            return
        if not self.open and name != "svg":
            self._complain(f'a picture begins with <svg xmlns="{_SVG}" viewBox="…">')
        elif self.open and name == "svg":
            self._complain("an <svg> cannot stand inside another")
        elif name not in ELEMENTS or "style" in self.open:
            self._complain(f"<{name}> is not among the parts a picture is made of here")
        self.open.append(name or "")
        if len(self.open) > _DEEPEST:
            self._complain(f"this is nested deeper than {_DEEPEST} parts")
        kept = {} if self.open[1:] else self._root(attributes)
        for key, value in attributes.items():
            attribute = self._attribute(key)
            if attribute is not None:
                kept[attribute] = value
                self._check(attribute, value)
        self.written.append("".join([f"<{name}", *(f" {key}={quoteattr(kept[key])}" for key in kept), ">"]))

    def end(self, _tag: str) -> None:
        if self.hidden:
            self.hidden -= 1
            return
        if self.open[-1] == "style":
            # Looked at as a whole: what stood between its pieces is gone from the picture.
            self._check("style", "".join(self.style))
            self.style.clear()
        self.written.append(f"</{self.open.pop()}>")

    def data(self, words: str) -> None:
        if self.hidden or not words.strip():
            return
        if self.open[-1] == "style":
            self.style.append(words)
        elif self.open[-1] in WITH_WORDS:
            check_text(self.source, words, Facts({}), line=self._line())
        elif self.open[-1] in ELEMENTS:  # of any other part it was said that it cannot stay
            self._complain(f"words stand here outside <text>: “{words.strip()[:20]}”")
        self.written.append(escape(words))

    def close(self) -> None:
        """The parser asks for this at the end."""

    def _root(self, attributes: dict[str, str]) -> dict[str, str]:
        box = _BOX.fullmatch(attributes.get("viewBox", ""))
        if box is None or min(float(box[1]), float(box[2])) <= 0:
            self._complain('the picture says its size in viewBox="0 0 width height"')
        return {"xmlns": _SVG}

    def _name(self, tag: str) -> str | None:
        """None for what is of another kind of XML."""
        space, _, name = tag.rpartition("}")
        return name if space in {"", f"{{{_SVG}"} else None

    def _attribute(self, key: str) -> str | None:
        """What stays of an attribute: its name, or None. What is no editor's note is complained about."""
        if key.startswith("{"):
            if "xlink" in key:
                self._complain("xlink: a picture refers to nothing else; draw the part itself")
            return None
        if key not in ATTRIBUTES and not key.startswith("data-"):
            self._complain(f"the attribute {key} is not among those a picture uses here")
        return key if key in ATTRIBUTES else None

    def _check(self, attribute: str, value: str) -> None:
        if _OUTSIDE.search(_INSIDE.sub("", value)):
            self._complain(f"{attribute} refers to something outside the picture")

    def _complain(self, message: str) -> None:
        self.source.complain(message, line=self._line())

    def _line(self) -> int:
        expat = getattr(self.parser, "parser", None)
        return int(getattr(expat, "CurrentLineNumber", 1))
