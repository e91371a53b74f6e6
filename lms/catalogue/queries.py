"""Which editions are current, the files they were made from, and what their pictures hold."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue.models import CurrentEdition, EditionPackage, Origin, Picture, Replacement
from lms.core.db import db
from lms.core.errors import Missing
from lms.core.prepared import Glance, Lookup

_NAME = re.compile(r"[0-9a-f]{32}\.(svg|png|webp)", re.ASCII)
_PICTURE = Lookup(sa.select(Picture.kind, Picture.body).where(Picture.name == sa.bindparam("name")))
_REPLACEMENTS = Glance(
    sa.select(
        Replacement.course,
        Replacement.before,
        Replacement.after,
        Replacement.at,
        Replacement.changed,
        Replacement.urgent,
    )
    .where(Replacement.at > sa.bindparam("since"))
    .order_by(Replacement.id)
)


def current_editions(*, hold: Collection[str] = ()) -> dict[str, str]:
    """Course to hash.

    Args:
        hold: courses that nobody else publishes until the transaction ends.
    """
    if hold:
        of_these = sa.select(CurrentEdition.hash).where(CurrentEdition.course.in_(hold))
        db.session.execute(of_these.order_by(CurrentEdition.course).with_for_update())
    rows = db.session.execute(sa.select(CurrentEdition.course, CurrentEdition.hash))
    return {row.course: row.hash for row in rows}


def decided_in_browser() -> set[str]:
    """The courses whose current edition was chosen by people and not by the files of this machine."""
    return set(
        db.session.scalars(sa.select(CurrentEdition.course).where(CurrentEdition.origin == Origin.BROWSER))
    )


def package(edition: str) -> bytes | None:
    """The zip of the files that an edition was made from; None when none is kept."""
    return db.session.scalar(sa.select(EditionPackage.body).where(EditionPackage.edition == edition))


def picture(name: str) -> tuple[str, bytes]:
    """A published picture's media type and bytes.

    Raises:
        Missing: when none has this name.
    """
    for kind, body in _PICTURE.rows(name=name) if _NAME.fullmatch(name) else ():
        return kind, bytes(body)
    raise Missing


def replacements(since: datetime) -> list[Any]:
    """(course, before, after, at, changed, urgent) of the editions that took another's place, in order."""
    return _REPLACEMENTS.rows(since=since)
