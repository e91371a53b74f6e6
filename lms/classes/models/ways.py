"""What stands behind the ways of marking: the tablet, the photograph of a sheet, questions online, guests, reasons."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import NO_ROWID, Model, Path, key


class Kiosk(Model):
    """A tablet that stands at the door of a meeting. Its cookie holds a random token, this row its SHA-256.

    `by_look`: people without a PIN may say "I am here", which counts once the trainer has looked and agreed.
    """

    __tablename__ = "kiosk"

    id: Mapped[key]
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"))
    token_hash: Mapped[str] = mapped_column(Path, unique=True)
    by_look: Mapped[bool]
    started_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SheetPhoto(Model):
    """The photograph of a paper sheet, drawn anew: evidence, kept for two years."""

    __tablename__ = "sheet_photo"

    id: Mapped[key]
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    body: Mapped[bytes]
    digest: Mapped[str] = mapped_column(sa.String(32))
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(index=True)


class PresenceQuestion(Model):
    """ "Who is here?", asked in an online meeting. Open for three minutes."""

    __tablename__ = "presence_question"

    id: Mapped[key]
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    asked_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime]


class PresenceAnswer(Model):
    """A member tapped in time. It is counted and shown, and decides nothing by itself."""

    __tablename__ = "presence_answer"
    __table_args__ = NO_ROWID

    question_id: Mapped[int] = mapped_column(sa.ForeignKey("presence_question.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    answered_at: Mapped[datetime]


class OnlineGuest(Model):
    """A name the trainer saw online and could not place yet; `person_id` once they know who it was."""

    __tablename__ = "online_guest"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "name"),)

    id: Mapped[key]
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"))
    name: Mapped[str] = mapped_column(sa.String(120))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    added_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(index=True)


class DeviceScan(Model):
    """Somebody checked in by a code from a device. `digest` names the device within this meeting only.

    Rows go after a month. They are found by looking at all: an index would cost every check-in a page to spare
    the one walk of a night.
    """

    __tablename__ = "device_scan"
    __table_args__ = NO_ROWID

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(24))
    shown_at: Mapped[datetime]
    made_at: Mapped[datetime]


class Reason(Model):
    """Why a register was corrected long after its meeting; append-only."""

    __tablename__ = "correction_reason"

    id: Mapped[key]
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), index=True)
    words: Mapped[str] = mapped_column(sa.String(300))
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
