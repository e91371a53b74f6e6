"""Which editions are current, and what their pictures hold."""

import re

import sqlalchemy as sa

from lms.catalogue.models import CurrentEdition, Picture
from lms.core.db import db
from lms.core.errors import Missing
from lms.core.prepared import Lookup

_NAME = re.compile(r"[0-9a-f]{32}\.(svg|png|webp)", re.ASCII)
_PICTURE = Lookup(sa.select(Picture.kind, Picture.body).where(Picture.name == sa.bindparam("name")))


def current_editions() -> dict[str, str]:
    """Course to hash."""
    rows = db.session.execute(sa.select(CurrentEdition.course, CurrentEdition.hash))
    return {row.course: row.hash for row in rows}


def picture(name: str) -> tuple[str, bytes]:
    """A published picture's media type and bytes.

    Raises:
        Missing: when none has this name.
    """
    for kind, body in _PICTURE.rows(name=name) if _NAME.fullmatch(name) else ():
        return kind, bytes(body)
    raise Missing
