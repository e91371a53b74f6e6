"""Whether the system is still empty."""

import sqlalchemy as sa

from lms.core.db import db
from lms.people.models import Person


def is_anybody_here() -> bool:
    return bool(db.session.scalar(sa.select(sa.exists().where(Person.id.is_not(None)))))
