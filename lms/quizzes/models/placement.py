"""Where a person begins: a short check across a course's modules."""

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model, key


class PlacementState(enum.StrEnum):
    OPEN = "open"
    ENDED = "ended"


class Placement(Model):
    """A row from the start; at most one of a person in a course is open.

    `asked` is a list of {"module", "id", "order", "response", "credit"} in the order asked; the last
    one of an open placement has no response yet. `answered` counts those that have, so that an
    answer is taken only by the question it was given to. `result` holds what `rules.placement`
    judged, None before the end.
    """

    __tablename__ = "placement"
    __table_args__ = (
        sa.Index(
            "uq_placement_open",
            "person_id",
            "course",
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        ),
        sa.Index("ix_placement_person_id", "person_id", "course"),
    )

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(sa.String(60))
    edition: Mapped[str] = mapped_column(sa.ForeignKey("edition.hash"))
    state: Mapped[PlacementState]
    asked: Mapped[list[Any]]
    answered: Mapped[int]
    result: Mapped[dict[str, Any] | None]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
