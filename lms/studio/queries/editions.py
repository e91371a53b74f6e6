"""Editions of a course and the files they were made from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue.models import CurrentEdition, Edition, EditionPackage, Replacement
from lms.catalogue.packages import opened
from lms.catalogue.queries import package
from lms.core.audit import AuditEntry, Deed
from lms.core.db import db
from lms.core.errors import Missing
from lms.people.models import Person
from lms.studio.rules.refusals import NoFiles


@dataclass(frozen=True, slots=True)
class Published:
    """One edition of a course, told from its neighbours. `kept` when there are files.

    `by` is empty for the files of the server, None where nobody wrote down who it was. `changed` names the
    modules that were not so in the edition whose place it took; None where that is not known.
    """

    hash: str
    at: datetime
    current: bool
    kept: bool
    by: str | None
    changed: tuple[str, ...] | None
    first: bool


def editions_of(course: str) -> list[Published]:
    """A course's editions, the newest first, with as many look-ups for one as for a hundred."""
    rows = db.session.execute(
        sa.select(
            Edition.hash,
            Edition.published_at,
            CurrentEdition.hash.is_not(None).label("current"),
            EditionPackage.edition.is_not(None).label("kept"),
        )
        .outerjoin(CurrentEdition, CurrentEdition.hash == Edition.hash)
        .outerjoin(EditionPackage, EditionPackage.edition == Edition.hash)
        .where(Edition.course == course)
        .order_by(Edition.published_at.desc(), Edition.hash)
    ).all()
    publishers, changed = _publishers(course), _changed(course)
    return [
        Published(
            row.hash,
            row.published_at,
            row.current,
            row.kept,
            publishers.get(row.hash),
            changed.get((row.hash, row.published_at)),
            number == len(rows),
        )
        for number, row in enumerate(rows, start=1)
    ]


def _publishers(course: str) -> dict[str, str]:
    """Whoever published each edition first; who took one up again did not make it."""
    rows = db.session.execute(
        sa.select(AuditEntry.detail, AuditEntry.actor_id, Person.name)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(
            AuditEntry.subject == "course",
            AuditEntry.subject_id == course,
            AuditEntry.deed == Deed.CHANGED,
        )
        .order_by(AuditEntry.id.desc())
    )
    return {
        row.detail["edition"]: row.name or ""
        for row in rows
        if "edition" in row.detail and (row.name or row.actor_id is None)
    }


def _changed(course: str) -> dict[tuple[str, datetime], tuple[str, ...]]:
    """By edition and moment: an edition that came back later differs from another one than at first."""
    rows = db.session.execute(
        sa.select(Replacement.after, Replacement.at, Replacement.changed).where(Replacement.course == course)
    )
    return {(row.after, row.at): tuple(row.changed) for row in rows}


def published_document(course: str, edition: str) -> dict[str, Any]:
    """The document of one edition of a course.

    Raises:
        Missing: this course has no such edition.
    """
    document: dict[str, Any] | None = db.session.scalar(
        sa.select(Edition.document).where(Edition.course == course, Edition.hash == edition)
    )
    if document is None:
        raise Missing
    return document


def edition_files(edition: str) -> dict[str, bytes]:
    """The files that an edition was made from.

    Raises:
        NoFiles: none are kept.
    """
    kept = package(edition)
    if kept is None:
        raise NoFiles
    return opened(kept)
