"""Giving and taking roles; in force from the next request on."""

from datetime import datetime

import sqlalchemy as sa

from lms.core.access import Role
from lms.core.db import db, insert
from lms.people.models import Grant


def give_role(person_id: int, role: Role, unit_id: int, given_by: int | None, now: datetime) -> None:
    """Let a person act in this role at this unit; giving it twice is giving it once."""
    db.session.execute(
        insert(Grant)
        .values(person_id=person_id, role=role, unit_id=unit_id, granted_by=given_by, granted_at=now)
        .on_conflict_do_nothing(index_elements=["person_id", "role", "unit_id"])
    )


def take_role(grant_id: int) -> None:
    db.session.execute(sa.delete(Grant).where(Grant.id == grant_id))
