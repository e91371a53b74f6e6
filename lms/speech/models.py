"""Recordings of what a voice says, kept under the words they say."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model, key


class Sound(Model):
    """The bytes of a recording, named by what they are: they never change."""

    __tablename__ = "sound"

    name: Mapped[str] = mapped_column(sa.String(32), primary_key=True)
    body: Mapped[bytes] = mapped_column(sa.LargeBinary)


class Recording(Model):
    """Somebody's voice saying one text. It belongs to the text: every step that says these words plays it.

    `digest` is of the words. One a text is played; those taken out or replaced stay and can
    come back. The unit's authors answer for it; course to step say what it was recorded for.
    """

    __tablename__ = "recording"
    __table_args__ = (
        sa.Index(
            "uq_recording_language_digest",
            "language",
            "digest",
            unique=True,
            sqlite_where=sa.text("out_at IS NULL"),
            postgresql_where=sa.text("out_at IS NULL"),
        ),
        sa.Index("ix_recording_course", "course", "module", "lesson"),
    )

    id: Mapped[key]
    language: Mapped[str] = mapped_column(sa.String(2))
    digest: Mapped[str] = mapped_column(sa.String(32))
    name: Mapped[str] = mapped_column(sa.ForeignKey("sound.name"), index=True)
    size: Mapped[int]
    milliseconds: Mapped[int]
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    course: Mapped[str] = mapped_column(sa.String(60))
    module: Mapped[str] = mapped_column(sa.String(60))
    lesson: Mapped[str] = mapped_column(sa.String(60))
    step: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(200))
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    out_at: Mapped[datetime | None]
