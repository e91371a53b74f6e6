"""Whose words a step says, and so who may record them; and which words are said at all."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue import queries as published
from lms.catalogue import shelf
from lms.catalogue.models import Edition
from lms.core.access import Asker
from lms.core.db import db
from lms.learning.editions.rules import LONGEST
from lms.learning.models import LocalLesson
from lms.places.models import Unit
from lms.speech import queries as speech
from lms.speech.rules import KEPT, Said
from lms.studio.checking import checked
from lms.studio.models import Draft, DraftState
from lms.studio.queries.drafts import WRITERS, home_unit
from lms.studio.queries.files import files_of


def not_to_record(asker: Asker, unit: Unit, language: str, digests: Iterable[str]) -> set[str]:
    """Those of the texts that the authors of this unit leave to others.

    A text may stand in several courses. It is left to the authors of a course of a unit above;
    and a recording that others answer for stays theirs.
    """
    wanted = set(digests)
    covered = asker.paths(*WRITERS)
    left = set()
    for course in shelf.courses():
        said = {
            step.digest.get(language, "") for _module, lesson in course.lessons() for step in lesson.steps
        }
        if not said & wanted:
            continue
        home = home_unit(course.slug).path
        if unit.path.startswith(home) and not any(home.startswith(path) for path in covered):
            left |= said & wanted
    taken = speech.played(language, wanted - left)
    charge = speech.in_charge_of(asker, [row.Recording.id for row in taken.values()])
    return left | {digest for digest, row in taken.items() if row.Recording.id not in charge}


def said(now: datetime) -> Said:
    """What is said in the editions and lessons that somebody may read, or could till lately, and in drafts.

    An edition that was replaced is read for as long as one may finish on it. A draft that is not in order
    does not tell what it says: whatever was recorded for its course is spared.
    """
    since = now - LONGEST - KEPT
    texts: set[tuple[str, str]] = set()
    hashes = {*published.current_editions().values(), *(row.before for row in published.replacements(since))}
    for name in sorted(hashes):
        texts |= _texts(db.session.scalar(sa.select(Edition.document).where(Edition.hash == name)))
    own = sa.or_(LocalLesson.ended_at.is_(None), LocalLesson.ended_at > since)
    for lesson in db.session.scalars(sa.select(LocalLesson.document).where(own)):
        texts |= _texts(lesson)
    unclear = set()
    for draft in _open_drafts():
        found = checked(draft.course, files_of(draft)).document
        if found is None:
            unclear.add(draft.course)
        texts |= _texts(found)
    return Said(texts, unclear)


def _open_drafts() -> Iterator[Draft]:
    for draft_id in db.session.scalars(sa.select(Draft.id).where(Draft.state != DraftState.PUBLISHED)).all():
        yield db.session.get_one(Draft, draft_id)


def _texts(document: Any) -> set[tuple[str, str]]:
    """Language and digest of every text for a voice in a course, a module or a lesson."""
    if document is None:
        return set()
    inner = [each for name in ("modules", "lessons") for each in document.get(name, ())]
    here = {pair for step in document.get("steps", ()) for pair in step.get("digest", {}).items()}
    return here.union(*(_texts(each) for each in inner))
