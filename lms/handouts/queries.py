"""What the papers need besides the course: which pictures are practice, and where people learn."""

from collections.abc import Collection, Mapping

import sqlalchemy as sa

from lms.catalogue.models import Picture
from lms.core.access import Asker, Role
from lms.core.db import db
from lms.places.models import Unit, UnitKind

STAMP = "BÀI TẬP"


def practice_among(names: Collection[str]) -> set[str]:
    """Of these published pictures those that only look like a message or a screen: they are stamped so."""
    if not names:
        return set()
    rows = db.session.execute(sa.select(Picture.name, Picture.body).where(Picture.name.in_(names)))
    return practice_in({row.name: bytes(row.body) for row in rows})


def practice_in(pictures: Mapping[str, bytes]) -> set[str]:
    return {name for name, body in pictures.items() if STAMP.encode() in body}


def place_of(asker: Asker) -> str:
    """The village or commune in which the asker teaches, else answers for people; empty for wider units."""
    rank = {Role.TRAINER: 0, Role.CADRE: 1}
    held = sorted((each for each in asker.grants if each.role in rank), key=lambda each: rank[each.role])
    if not held:
        return ""
    near = (UnitKind.COMMUNE, UnitKind.VILLAGE)
    name: str | None = db.session.scalar(
        sa.select(Unit.name).where(Unit.id == held[0].unit_id, Unit.kind.in_(near))
    )
    return name or ""
