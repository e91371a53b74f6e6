"""Pages asked for as PDF."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model, key
from lms.core.sealing import Sealed, SealedText


class Drawing(Model):
    """A page to draw, and its PDF once a worker made it.

    Deleted when it is fetched, or after a day: lists of names are not kept longer than needed.
    Sealed meanwhile: a new learner card shows what opens a door.
    `back` is the address within the system to which its reader returns.
    """

    __tablename__ = "drawing"

    id: Mapped[key]
    asked_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    back: Mapped[str] = mapped_column(sa.String(200))
    page: Mapped[str] = mapped_column(SealedText)
    pdf: Mapped[bytes | None] = mapped_column(Sealed)
    drawn_at: Mapped[datetime | None]
