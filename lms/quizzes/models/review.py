"""What a person missed, and when it is worth asking again."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import NO_ROWID, Model


class ReviewCard(Model):
    """A question a person missed once; it lies in a box, and the higher the box the later it is due.

    `due_at` is None once the last box was left: known, not asked again unless missed again.
    `reviews` counts the answers given when repeating, so that each counts once; `response` is the
    latest of them.
    """

    __tablename__ = "review_card"
    __table_args__ = NO_ROWID

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    course: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    module: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    question_id: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    box: Mapped[int]
    due_at: Mapped[datetime | None]
    reviews: Mapped[int] = mapped_column(server_default=sa.text("0"))
    response: Mapped[list[Any] | None]
