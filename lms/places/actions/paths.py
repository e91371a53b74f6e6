"""Paths are made by the database from the ids it gave, many rows in one statement."""

import sqlalchemy as sa

from lms.core.db import db
from lms.places.models import Unit
from lms.places.queries import below

PENDING = "pending-"
_parent = sa.orm.aliased(Unit)


def assign_paths() -> None:
    """Give every new unit its path; its parent must have one already."""
    above = sa.select(_parent.path).where(_parent.id == Unit.parent_id).scalar_subquery()
    db.session.execute(
        sa.update(Unit)
        .where(Unit.path >= PENDING, Unit.path < PENDING[:-1] + ".")
        .values(path=sa.func.coalesce(above, "/") + sa.cast(Unit.id, sa.String) + "/")
        .execution_options(synchronize_session=False)
    )


def move_branch(old: str, new: str) -> None:
    """Hang a unit and all below it under another parent."""
    db.session.execute(
        sa.update(Unit)
        .where(below(old))
        .values(path=new + sa.func.substr(Unit.path, len(old) + 1))
        .execution_options(synchronize_session=False)
    )
