"""What a trainer's phone noted where there was no network, beside marks, which are events of `classes`."""

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import NO_ROWID, Model, Path


class NoteKind(enum.StrEnum):
    WALK_IN = "walk_in"
    SKILL = "skill"
    COUNT = "count"


class FieldNote(Model):
    """Somebody new at the door, a skill that was shown, heads that were counted. `id` is a UUID made by the phone.

    `number` is the level of a skill or the heads; `person_id` who came or showed it. `digest` is a hash
    of what the phone said, so that the same id with other content is noticed without keeping it twice.
    """

    __tablename__ = "field_note"
    __table_args__ = (sa.Index("ix_field_note_meeting", "meeting_id", "kind"), NO_ROWID)

    id: Mapped[str] = mapped_column(Path, primary_key=True)
    kind: Mapped[NoteKind]
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    number: Mapped[int | None]
    digest: Mapped[str] = mapped_column(sa.String(32))
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    received_at: Mapped[datetime]
