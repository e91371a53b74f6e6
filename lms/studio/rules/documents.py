"""Two documents of a course side by side: what was added, removed and changed, in words that readers see."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Any

# What follows from other parts, or is the machine's own business.
_UNSEEN = {"slug", "id", "digest", "speech", "origin", "width", "height", "kind", "lesson"}
_NAMED = {
    "modules": "module",
    "lessons": "lesson",
    "questions": "question",
    "skills": "skill",
    "paths": "path",
}
_LANGUAGES = {"vi", "en", "fr"}
_TAGS = re.compile(r"<[^>]+>")
_BREAKS = re.compile(r"</(?:p|li|div|h2|figure)>|<br>")
_IMAGE = re.compile(r'<img src="([^"]*)"[^>]*?alt="([^"]*)"[^>]*>')

_MOST_WORDS = 4_000
_LEAST_ALIKE = 0.4

Place = tuple[tuple[str, str], ...]
"""The way to a text: (("module", "an-toan"), ("lesson", "mat-khau"), ("step", "2"), ("html", "vi"))."""


@dataclass(frozen=True, slots=True)
class Change:
    """`before` is None for what is new, `after` for what is gone."""

    place: Place
    before: str | None
    after: str | None


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Everything a reader of one would not find in the other, in the order of the course."""
    old, new = dict(_texts(before, ())), dict(_texts(after, ()))
    order = list(new)
    for place in old:
        if place not in new:
            order.append(place)
    found = [Change(place, old.get(place), new.get(place)) for place in order]
    return [*_moved(before, after), *(each for each in found if each.before != each.after)]


def _moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Modules and lessons that stand in another order among themselves; each order as short names."""
    yield from _order("modules", before, after, ())
    former = {each["slug"]: each for each in before.get("modules", ())}
    for module in after.get("modules", ()):
        place = (("module", module["slug"]),)
        yield from _order("lessons", former.get(module["slug"], {}), module, place)


def _order(name: str, before: Mapping[str, Any], after: Mapping[str, Any], place: Place) -> Iterator[Change]:
    old, new = ([each["slug"] for each in document.get(name, ())] for document in (before, after))
    if [each for each in old if each in new] != [each for each in new if each in old]:
        yield Change((*place, ("field", name)), ", ".join(old), ", ".join(new))


def _texts(value: Any, place: Place, name: str = "") -> Iterator[tuple[Place, str]]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            if key in _UNSEEN:
                continue
            yield from _texts(
                each, place if key in _NAMED or key == "steps" else (*place, ("field", key)), key
            )
    elif isinstance(value, list):
        if value and all(isinstance(each, str | int | float) for each in value):
            yield place, ", ".join(str(each) for each in value)
            return
        for number, each in enumerate(value, start=1):
            word = _NAMED.get(name) or ("step" if name == "steps" else "part")
            own = each.get("slug") or each.get("id") if isinstance(each, Mapping) else None
            yield from _texts(each, (*place, (word, str(own or number))))
    elif value not in (None, ""):
        yield place, _plain(str(value)) if "<" in str(value) else str(value)


def _plain(html: str) -> str:
    """HTML of ours as the words in it."""
    words = _BREAKS.sub("\n", _IMAGE.sub(r"[\2 · \1]\n", html))
    return "\n".join(line.strip() for line in unescape(_TAGS.sub("", words)).split("\n") if line.strip())


def grouped(found: list[Change]) -> dict[tuple[tuple[str, str], ...], list[Change]]:
    """Changes by what they belong to: the module, lesson, question and so on."""
    groups: dict[tuple[tuple[str, str], ...], list[Change]] = {}
    for change in found:
        head = tuple(each for each in change.place if each[0] not in {"field", "part"})
        groups.setdefault(head, []).append(change)
    return groups


def words_apart(before: str, after: str) -> list[tuple[str, str]]:
    """The two texts as one: ("same" | "removed" | "added", words).

    Where little is alike, the one stands whole behind the other: a patchwork nobody can read.
    """
    old, new = re.split(r"(\s+)", before), re.split(r"(\s+)", after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if len(old) + len(new) > _MOST_WORDS or _share_alike(matcher, old, new) < _LEAST_ALIKE:
        whole = [("removed", before), ("added", after)]
        return [each for each in whole if each[1]]
    told: list[tuple[str, str]] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            told.append(("same", "".join(old[a:b])))
            continue
        if a < b:
            told.append(("removed", "".join(old[a:b])))
        if c < d:
            told.append(("added", "".join(new[c:d])))
    return told


def _share_alike(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> float:
    """How much of the longer text's words (blanks do not count) stands in both."""
    alike = sum(
        len(word)
        for a, _b, size in matcher.get_matching_blocks()
        for word in old[a : a + size]
        if word.strip()
    )
    longest = max(sum(len(word) for word in words if word.strip()) for words in (old, new))
    return alike / longest if longest else 1.0
