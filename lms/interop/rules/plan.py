"""Each question of a file beside what the module has: taken, changed, already here or refused."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.catalogue.texts import Text
from lms.core.text import fold
from lms.interop.formats.draft import id_from
from lms.interop.formats.found import Found, Words
from lms.interop.rules.tongues import in_language, merged

LONGEST_ID = 60


class State(enum.StrEnum):
    TAKEN = "taken"
    CHANGED = "changed"
    HERE = "here"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one question. `words` say what changed, what was lost, or why not."""

    where: Words
    name: str
    state: State
    words: tuple[Words, ...] = ()
    question: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A question of the module's bank."""

    document: Mapping[str, Any]
    retired: bool


@dataclass(slots=True)
class Room:
    """The module that questions go into, as far as that decides about them.

    `lessons` are title by slug, in order; `of_files` are the questions that came with the course's
    files; `elsewhere` are ids that other modules use; `pictures` the names of the course's pictures.
    """

    module: str
    lessons: Mapping[str, Text]
    of_files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    bank: Mapping[str, Kept] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()


def plan(
    found: Iterable[Found], room: Room, language: str, lesson: str | None = None, reader: str = "vi"
) -> list[Line]:
    """What would become of each question, in the file's order.

    Args:
        lesson: where questions go whose category names no lesson; the module's first when None.
        reader: the language of whoever reads the plan.
    """
    taken: set[str] = set()
    lines = []
    for each in found:
        line = _line(each, room, language, lesson, reader, taken)
        if line.state is not State.REFUSED:
            taken.add(line.name)
        lines.append(line)
    return lines


def _line(found: Found, room: Room, language: str, lesson: str | None, reader: str, taken: set[str]) -> Line:
    if found.question is None:
        return Line(found.where, found.name, State.REFUSED, (found.refusal,))
    place, said = _lesson(found.group, room, lesson, reader)
    name, losses = _id(found.question["id"], room, taken)
    document = {**found.question, "id": name, "lesson": place}
    words = (*losses, *found.losses)
    line = Line(found.where, name, State.CHANGED if words else State.TAKEN, (*words, *said), document)
    if document["kind"] == "hotspot" and document["picture"] not in room.pictures:
        reason = _l("its picture “%(name)s” is not one of the course's pictures", name=document["picture"])
        return Line(found.where, name, State.REFUSED, (reason,))
    if name in room.of_files:
        return _beside_files(line, room.of_files[name], document, language)
    if name in room.bank:
        return _beside_bank(line, room.bank[name], document, language)
    return line


def _lesson(group: str, room: Room, wanted: str | None, reader: str) -> tuple[str, tuple[Words, ...]]:
    """The lesson a question goes to, and what to say of that."""
    for slug, title in room.lessons.items():
        known = {fold(each) for each in title.by_language.values()}
        if group and (id_from(group) == slug or fold(group) in known):
            return slug, ()
    if wanted is not None:
        return wanted, ()
    first, title = next(iter(room.lessons.items()))
    return first, (_l("it names no lesson here, so it goes to “%(lesson)s”", lesson=title.in_(reader)),)


def _id(name: str, room: Room, taken: set[str]) -> tuple[str, tuple[Words, ...]]:
    """An id that no other question of the course has; ids are counted by, so a change is said."""
    free, number = name, 2
    if free in room.elsewhere:
        free = f"{name[: LONGEST_ID - len(room.module) - 1]}-{room.module}"[:LONGEST_ID]
    while free in taken or free in room.elsewhere:
        free = f"{name[: LONGEST_ID - len(str(number)) - 1]}-{number}"
        number += 1
    return free, () if free == name else (
        _l("its id is now “%(id)s”, for “%(old)s” is in use", id=free, old=name),
    )


def _same(old: Mapping[str, Any], new: Mapping[str, Any], language: str) -> bool:
    before = {"outcome": None, **in_language(dict(old), language)}
    return before == in_language(dict(new), language)


def _beside_files(line: Line, old: Mapping[str, Any], new: dict[str, Any], language: str) -> Line:
    """The course's files win: what stands there is changed there."""
    if _same(old, new, language):
        return replace(line, state=State.HERE, words=(_l("it stands in the course's files"),), question=None)
    reason = _l("another question of the course's files has this id: change it there")
    return replace(line, state=State.REFUSED, words=(reason,), question=None)


def _beside_bank(line: Line, kept: Kept, new: dict[str, Any], language: str) -> Line:
    whole = merged(dict(kept.document), new)
    if whole == kept.document and not kept.retired:
        return replace(line, state=State.HERE, words=(), question=None)
    if whole == kept.document:
        said = _l("it was retired and is asked again")
    elif language not in kept.document["ask"] and whole != new:
        said = _l("it is known in another language and gets this one too")
    else:
        said = _l("it replaces the question of this id")
    return replace(line, state=State.CHANGED, words=(said, *line.words), question=whole)
