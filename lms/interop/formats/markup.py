"""XML from strangers: no document types, no entities, nothing fetched, bounded in depth and number.

Elements come out without namespaces and know their line.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from flask_babel import lazy_gettext as _l

from lms.interop.formats.found import Unreadable

DEEPEST = 60
MOST_ELEMENTS = 60_000
_LINE = " line"  # no attribute can have this name


class _Builder(TreeBuilder):
    """Builds a tree while it counts; a file that unfolds to more than anybody wrote is refused."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.elements = 0
        self.expat: Any = None

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST or self.elements > MOST_ELEMENTS:
            raise Unreadable(_l("This file has too many parts within parts."))
        plain = {_local(name): value for name, value in attrs.items()}
        return super().start(_local(tag), {**plain, _LINE: str(self.expat.CurrentLineNumber)})

    def end(self, tag: str) -> Element:
        self.depth -= 1
        return super().end(_local(tag))


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def tree(content: bytes) -> Element:
    """The file's outermost element.

    Raises:
        Unreadable: it is not well-formed, or brings a document type or entities.
    """
    builder = _Builder()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    builder.expat = parser.parser
    try:
        parser.feed(content)
        return parser.close()
    except DefusedXmlException as error:
        raise Unreadable(
            _l("This file brings a document type (DTD) or entities of its own. Save it without them.")
        ) from error
    except ParseError as error:
        raise Unreadable(
            _l("This cannot be read as XML. Look at line %(line)d.", line=error.position[0])
        ) from error
    except (ValueError, LookupError, AssertionError) as error:  # an encoding that there is not
        raise Unreadable(_l("This cannot be read as XML.")) from error


def line_of(element: Element) -> int:
    return int(element.get(_LINE, "0"))


def attributes(element: Element) -> dict[str, str]:
    """The attributes that stand in the file."""
    return {name: value for name, value in element.attrib.items() if name != _LINE}


def within(element: Element, *names: str) -> Iterator[Element]:
    """Every element of these names in this one, in the file's order."""
    return (each for each in element.iter() if each.tag in names and each is not element)


def words_of(element: Element | None) -> str:
    """All text in an element; nothing for None."""
    return "" if element is None else "".join(element.itertext())
