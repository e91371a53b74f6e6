"""The items of a file: one item, or the content package that holds many."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from flask_babel import lazy_gettext as _l

from lms.interop.formats.archive import unpacked
from lms.interop.formats.found import Found, Unreadable, bounded
from lms.interop.formats.markup import tree
from lms.interop.formats.qti.items import read_item
from lms.interop.formats.qti.names import all_of, attr, item_name, kind

MANIFEST = "imsmanifest.xml"
MOST_TEXT = 5 * 1024 * 1024
_ONE_POINT_TWO = _l("This is QTI 1.2. QTI 2.1, 2.2 and 3.0 can be read.")


@dataclass(slots=True)
class _Place:
    """An item in a package: the section that asks for it and the words its metadata says of it."""

    path: str
    section: str = ""
    tags: list[str] = field(default_factory=list)


def read(content: bytes, language: str) -> list[Found]:
    if content.startswith(b"PK"):
        return _package(content, language)
    root = tree(content)
    if kind(root) == "questestinterop":
        raise Unreadable(_ONE_POINT_TWO)
    items = [root] if kind(root) == "assessmentitem" else list(all_of(root, "assessmentitem"))
    if not items and kind(root) == "assessmenttest":
        raise Unreadable(
            _l("This test only names its questions. Choose the zip file (content package) that holds them.")
        )
    if not items:
        raise Unreadable(_l("This is not QTI: there is no assessment item in it."))
    return [read_item(item, language) for item in bounded(items)]


def _package(content: bytes, language: str) -> list[Found]:
    files = unpacked(content)
    manifest = next((path for path in files if posixpath.basename(path) == MANIFEST), None)
    places = _listed(files, manifest) if manifest else _items_of(files)
    if sum(len(files[each.path]) for each in places if each.path in files) > MOST_TEXT:
        raise Unreadable(
            _l("The items in this package are larger than 5 MB. Split it into several packages.")
        )
    found = []
    for place in places:
        if place.path not in files:
            reason = _l("the package names this file, but it is not in it")
            found.append(Found(place.path[-80:], place.path[-60:], None, refusal=reason))
            continue
        for item in _items(files[place.path], place, language, listed=bool(manifest)):
            picture = item.question.get("picture") if item.question else None
            path = next((each for each in files if picture and posixpath.basename(each) == picture), None)
            found.append(replace(item, picture=files[path]) if path else item)
    return found


def _items_of(files: dict[str, bytes]) -> list[_Place]:
    """What may be an item in a package that lists nothing."""
    return [_Place(path) for path in sorted(files) if path.lower().endswith(".xml")]


def _items(content: bytes, place: _Place, language: str, *, listed: bool) -> list[Found]:
    try:
        root = tree(content)
    except Unreadable as unreadable:
        return [Found(place.path[-80:], place.path[-60:], None, refusal=unreadable.reason)]
    if kind(root) == "questestinterop":
        return [Found(place.path[-80:], place.path[-60:], None, refusal=_ONE_POINT_TWO)]
    if kind(root) != "assessmentitem":
        reason = _l("there is no assessment item in it")
        return [Found(place.path[-80:], place.path[-60:], None, refusal=reason)] if listed else []
    return [read_item(root, language, place.section, place.tags)]


def _listed(files: dict[str, bytes], manifest: str) -> list[_Place]:
    """The items that a manifest lists; those of its tests first, in their order."""
    root, base = tree(files[manifest]), posixpath.dirname(manifest)
    by_path: dict[str, _Place] = {}
    tests = []
    for resource in all_of(root, "resource"):
        path = _inside(base, attr(resource, "href"))
        sort = attr(resource, "type").lower()
        if "imsqti_test" in sort or "imsqti_assessment" in sort:
            tests.append(path)
        elif "imsqti" in sort and path:
            by_path[path] = _Place(path, tags=list(_tags(resource)))
    ordered: list[_Place] = []
    for test in tests:
        for path, section in _asked(files.get(test), posixpath.dirname(test)):
            place = by_path.pop(path, None)
            if place is not None:
                place.section = section
                ordered.append(place)
    return ordered + list(by_path.values())


def _asked(test: bytes | None, base: str) -> Iterator[tuple[str, str]]:
    """The items a test asks for, each with the name of the section it stands in."""
    if test is None:
        return
    waiting: list[tuple[Element, str]] = [(tree(test), "")]
    while waiting:
        element, section = waiting.pop()
        if kind(element) == "assessmentitemref":
            yield _inside(base, attr(element, "href")), section
        if kind(element) == "assessmentsection":
            section = item_name(attr(element, "identifier"))
        waiting += [(child, section) for child in reversed(element)]


def _inside(base: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(base, unquote(href))) if href else ""


def _tags(resource: Element) -> Iterator[str]:
    """Key words and difficulty that the metadata (LOM) of an item names."""
    for keyword in all_of(resource, "keyword"):
        yield from (" ".join("".join(each.itertext()).split()) for each in keyword)
    for difficulty in all_of(resource, "difficulty"):
        yield from ("".join(each.itertext()).strip() for each in all_of(difficulty, "value"))
