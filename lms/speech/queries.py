"""Which texts have a recording, and what a recording holds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from lms.catalogue import shelf
from lms.catalogue.content import Step
from lms.core.access import Asker, Role
from lms.core.db import db, one
from lms.core.errors import Missing
from lms.core.prepared import Glance, Lookup
from lms.people.models import Person
from lms.places.models import Unit
from lms.places.queries import within
from lms.speech.models import Recording, Sound
from lms.speech.rules import Said

WRITERS = (Role.AUTHOR, Role.ADMIN)
_NAME = re.compile(r"[0-9a-f]{32}", re.ASCII)
_PLAYED = Recording.out_at.is_(None)
_ALL = Glance(
    sa.select(
        Recording.language, Recording.digest, Recording.name, Recording.milliseconds, Recording.size
    ).where(_PLAYED)
)
_SOUND = Lookup(
    sa.select(Sound.body).where(
        Sound.name == sa.bindparam("name"), sa.exists().where(Recording.name == Sound.name, _PLAYED)
    )
)


class Recorded(NamedTuple):
    """What a page says of a recording before it is loaded."""

    name: str
    seconds: int
    kilobytes: int


def _recorded() -> dict[tuple[str, str], Recorded]:
    return {
        (row.language, row.digest): Recorded(
            row.name, max(1, round(row.milliseconds / 1000)), max(1, round(row.size / 1000))
        )
        for row in _ALL.rows()
    }


def recording_of(step: Step, language: str) -> Recorded | None:
    """The recording of this step's words in the language its reader sees; None when there is none.

    Remembered for as long as the shelf remembers which editions are current.
    """
    if step.speech is None:
        return None
    spoken = step.speech.language_for(language)
    recorded: dict[tuple[str, str], Recorded] = shelf.beside("recordings", _recorded)
    return recorded.get((spoken, step.digest.get(spoken, "")))


def sound(name: str) -> bytes:
    """The bytes of a recording that some text is played with.

    Raises:
        Missing: when none has this name.
    """
    for (body,) in _SOUND.rows(name=name) if _NAME.fullmatch(name) else ():
        return bytes(body)
    raise Missing


def played(language: str, digests: Iterable[str]) -> dict[str, Any]:
    """By digest (Recording, who made it) of what is played for these texts."""
    rows = db.session.execute(
        sa.select(Recording, Person.name.label("maker"))
        .join(Person, Person.id == Recording.made_by)
        .where(Recording.language == language, Recording.digest.in_(list(digests)), _PLAYED)
    )
    return {row.Recording.digest: row for row in rows}


def put_away(language: str, digests: Iterable[str]) -> dict[str, Any]:
    """By digest (Recording, who made it) of the last that was taken out or replaced."""
    rows = db.session.execute(
        sa.select(Recording, Person.name.label("maker"))
        .join(Person, Person.id == Recording.made_by)
        .where(
            Recording.language == language, Recording.digest.in_(list(digests)), Recording.out_at.is_not(None)
        )
        .order_by(Recording.out_at, Recording.id)
    )
    return {row.Recording.digest: row for row in rows}


def of_other_words(
    course: str, module: str, lesson: str, language: str, digests: Iterable[str]
) -> Sequence[Any]:
    """(Recording, who made it) of what was recorded for this lesson and says none of these texts."""
    return db.session.execute(
        sa.select(Recording, Person.name.label("maker"))
        .join(Person, Person.id == Recording.made_by)
        .where(
            Recording.course == course,
            Recording.module == module,
            Recording.lesson == lesson,
            Recording.language == language,
            Recording.digest.not_in(list(digests)),
            _PLAYED,
        )
        .order_by(Recording.step, Recording.id)
    ).all()


def recorded_digests() -> Mapping[str, set[str]]:
    """The texts that have a recording, by language."""
    found: dict[str, set[str]] = {}
    for row in db.session.execute(sa.select(Recording.language, Recording.digest).where(_PLAYED)):
        found.setdefault(row.language, set()).add(row.digest)
    return found


def in_charge(asker: Asker, recording_id: int) -> Recording:
    """The recording, when a writer's role of the asker covers the unit that answers for it; Missing otherwise."""
    found: Recording = one(
        sa.select(Recording)
        .join(Unit, Unit.id == Recording.unit_id)
        .where(Recording.id == recording_id, within(asker.paths(*WRITERS)))
    )
    return found


def in_charge_of(asker: Asker, recording_ids: Iterable[int]) -> set[int]:
    """Which of these a writer's role of the asker covers."""
    return set(
        db.session.scalars(
            sa.select(Recording.id)
            .join(Unit, Unit.id == Recording.unit_id)
            .where(Recording.id.in_(list(recording_ids)), within(asker.paths(*WRITERS)))
        )
    )


def unsaid(said: Said, now: datetime) -> list[int]:
    """The recordings that are played for texts which nobody is shown any more."""
    rows = db.session.execute(
        sa.select(
            Recording.id, Recording.language, Recording.digest, Recording.course, Recording.made_at
        ).where(_PLAYED)
    )
    return [row.id for row in rows if not said.spares(row.language, row.digest, row.course, row.made_at, now)]
