"""One spelling for two: `simpleChoice` of QTI 2 and `qti-simple-choice` of QTI 3 are both "simplechoice"."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lms.interop.formats.markup import attributes


def kind(element: Element) -> str:
    return str(element.tag).removeprefix("qti-").replace("-", "").lower()


def attr(element: Element, name: str, default: str = "") -> str:
    """An attribute by its name without hyphens and capitals; QTI 3 writes `max-choices`, QTI 2 `maxChoices`."""
    for each, value in attributes(element).items():
        if each.replace("-", "").lower() == name:
            return value.strip()
    return default


def all_of(element: Element, *kinds: str) -> Iterator[Element]:
    """Every element of these kinds inside this one, in the file's order."""
    return (each for each in element.iter() if each is not element and kind(each) in kinds)


def first_of(element: Element, *kinds: str) -> Element | None:
    return next(all_of(element, *kinds), None)


def item_name(identifier: str) -> str:
    """Our id in an identifier of ours: XML lets none begin with a digit, so we put a stroke before it."""
    return identifier.removeprefix("_")
