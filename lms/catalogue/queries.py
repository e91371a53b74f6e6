"""Which editions are current."""

import sqlalchemy as sa

from lms.catalogue.models import CurrentEdition
from lms.core.db import db


def current_editions() -> dict[str, str]:
    """Course to hash."""
    rows = db.session.execute(sa.select(CurrentEdition.course, CurrentEdition.hash))
    return {row.course: row.hash for row in rows}
