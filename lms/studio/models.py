"""Drafts: a course's files while people work on them, with every version that there ever was."""

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model, key


class DraftKind(enum.StrEnum):
    COURSE = "course"
    LOCAL_LESSON = "local_lesson"


class DraftState(enum.StrEnum):
    EDITING = "editing"
    ASKED = "asked"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Draft(Model):
    """A course on its way, or one lesson as a unit wants it.

    Its files lie over those of the edition `based_on`: what nobody touched is not stored twice.
    `module` and `lesson` are empty where the whole course is meant; `edition` is what it became.
    """

    __tablename__ = "draft"

    id: Mapped[key]
    kind: Mapped[DraftKind]
    course: Mapped[str] = mapped_column(sa.String(60), index=True)
    module: Mapped[str] = mapped_column(sa.String(60), default="")
    lesson: Mapped[str] = mapped_column(sa.String(60), default="")
    title: Mapped[str] = mapped_column(sa.String(200))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    state: Mapped[DraftState] = mapped_column(default=DraftState.EDITING)
    based_on: Mapped[str | None] = mapped_column(sa.ForeignKey("edition.hash"))
    edition: Mapped[str | None] = mapped_column(sa.ForeignKey("edition.hash"))
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    asked_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(sa.Text, default="")
    decided_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(sa.Text, default="")


class DraftFile(Model):
    """A file as it is now. `version` counts its savings; without a body it was taken out."""

    __tablename__ = "draft_file"

    draft_id: Mapped[int] = mapped_column(sa.ForeignKey("draft.id"), primary_key=True)
    path: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    version: Mapped[int]
    body: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    changed_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    changed_at: Mapped[datetime]


class DraftChange(Model):
    """One version of a file, kept for good: what was saved can be looked at and brought back."""

    __tablename__ = "draft_change"
    __table_args__ = (sa.UniqueConstraint("draft_id", "path", "version"),)

    id: Mapped[key]
    draft_id: Mapped[int] = mapped_column(sa.ForeignKey("draft.id"))
    path: Mapped[str] = mapped_column(sa.String(200))
    version: Mapped[int]
    body: Mapped[bytes | None] = mapped_column(sa.LargeBinary)
    changed_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    changed_at: Mapped[datetime]


class DraftCopy(Model):
    """What one person has typed into one page and not saved yet. `base` is the version they began with."""

    __tablename__ = "draft_copy"

    draft_id: Mapped[int] = mapped_column(sa.ForeignKey("draft.id"), primary_key=True)
    place: Mapped[str] = mapped_column(sa.String(300), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    base: Mapped[int]
    filled: Mapped[dict[str, Any]]
    kept_at: Mapped[datetime]
