"""Whether the process lives, and whether it can serve."""

import sqlalchemy as sa
from flask import Blueprint

from lms.core.access import public
from lms.core.db import db

pages = Blueprint("core", __name__)


@pages.get("/healthz")
@public
def healthz() -> dict[str, str]:
    """The process answers; says nothing of the database, so a slow one restarts nobody."""
    return {"status": "ok"}


@pages.get("/readyz")
@public
def readyz() -> tuple[dict[str, str], int]:
    """Requests can be served: the database answers and is migrated."""
    try:
        db.session.execute(sa.text("SELECT version_num FROM alembic_version")).one()
    except sa.exc.SQLAlchemyError:
        return {"status": "no database"}, 503
    return {"status": "ok"}, 200
