"""Editions of a course and the files they were made from."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from lms.catalogue.models import CurrentEdition, Edition, EditionPackage
from lms.catalogue.packages import opened
from lms.catalogue.queries import package
from lms.core.db import db
from lms.core.errors import Missing
from lms.studio.rules.refusals import NoFiles


def editions_of(course: str) -> Sequence[Any]:
    """(hash, published_at, current, kept) of a course's editions, the newest first; `kept` when there are files."""
    return db.session.execute(
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
