"""A lesson cut down to one side of paper for somebody who teaches it and knows it already."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lms.catalogue.content import Lesson, Module, Skill, Sourced
from lms.handouts.rules.reading import Read, Shown, read, sentences

MOST_PICTURES = 3
_POINTS = re.compile(r"dưới đây|\bbelow\b|ci-dessous", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A step in short: what to do, else its first sentences."""

    title: str
    said: str
    listed: tuple[Markup, ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Watch:
    """What goes wrong, and what to do then."""

    title: str
    said: str
    listed: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a lesson's one side, in one language."""

    parts: tuple[Part, ...]
    watch: tuple[Watch, ...]
    attempts: tuple[str, ...]
    can: tuple[str, ...]
    pictures: tuple[Shown, ...]


def sheet_of(lesson: Lesson, language: str) -> Sheet:
    steps = [(step.title.in_(language), read(step.html.in_(language))) for step in lesson.steps]
    return Sheet(
        parts=tuple(_part(title, found) for title, found in steps if _is_told(found)),
        watch=tuple(_watch(title, found) for title, found in steps if _warns(found)),
        attempts=tuple(" ".join(found.boxes["try"]) for _title, found in steps if found.boxes.get("try")),
        can=tuple(
            each for _title, found in steps for said in found.boxes.get("can", []) for each in sentences(said)
        ),
        pictures=most_useful([found for _title, found in steps]),
    )


def script_of(module: Module, lesson: Lesson) -> list[Skill]:
    """The lesson's practical skills, those first that everybody has to show."""
    return sorted(
        (each for each in module.skills if each.lesson == lesson.slug), key=lambda each: not each.required
    )


def sources_of(lesson: Lesson) -> list[Sourced]:
    """Each source once, however much of the lesson is from it."""
    return list({(each.source, each.checked): each for each in lesson.sources}.values())


def most_useful(steps: Sequence[Read]) -> tuple[Shown, ...]:
    """Those beside what is to be done before those that warn, before the rest; shown in the lesson's order."""
    shown = [(n, found) for n, found in enumerate(steps) if found.picture]
    ranked = sorted(shown, key=lambda each: (not each[1].ordered, not _warns(each[1]), each[0]))
    return tuple(
        found.picture
        for _n, found in sorted(ranked[:MOST_PICTURES], key=lambda each: each[0])
        if found.picture
    )


def _is_told(found: Read) -> bool:
    """Whether the step is one of the lesson's own: those to try and to look back on stand apart."""
    closing = "can" in found.boxes or "try" in found.boxes
    return found.ordered or not (closing or _warns(found))


def _warns(found: Read) -> bool:
    return "careful" in found.boxes or ("message" in found.boxes and "try" not in found.boxes)


def _own(found: Read) -> list[str]:
    """What the step says itself, without what speaks of a message that is not on this paper."""
    said = [each for text in found.said for each in sentences(text)]
    return [each for each in said if not _POINTS.search(each)]


def _part(title: str, found: Read) -> Part:
    said = _own(found)
    return Part(title, " ".join(said[:2]), tuple(found.listed), found.ordered)


def _watch(title: str, found: Read) -> Watch:
    """The box that warns says it best; a practice message is told by the signs that betray it."""
    if found.boxes.get("careful"):
        return Watch(title, " ".join(found.boxes["careful"]), ())
    said = _own(found)
    listed = () if found.ordered else tuple(found.listed)
    return Watch(title, " ".join(said[: 2 if listed else 3]), listed)
