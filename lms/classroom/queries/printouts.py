"""Pages asked for as PDF."""

from typing import Any

import sqlalchemy as sa

from lms.classroom.models import Printout
from lms.core.access import Asker
from lms.core.db import db, one


def printout_name(asker: Asker, printout_id: int) -> str:
    """What it is called, for who asked for it."""
    return str(
        one(sa.select(Printout.name).where(Printout.id == printout_id, Printout.asked_by == asker.person_id))
    )


def page_to_draw(printout_id: int) -> str | None:
    """None when it is drawn already, or gone."""
    page: str | None = db.session.scalar(
        sa.select(Printout.page).where(Printout.id == printout_id, Printout.pdf.is_(None))
    )
    return page


def drawn(printout_id: int) -> Any:
    """The PDF; None until the worker made it."""
    return db.session.scalar(sa.select(Printout.pdf).where(Printout.id == printout_id))
