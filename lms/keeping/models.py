"""Calls to make, and reminders to send: intents kept in rows."""

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import NO_ROWID, Model, Path, key
from lms.core.sealing import SealedText


class Why(enum.StrEnum):
    """Why somebody is called."""

    ABSENT = "absent"
    MOVED = "moved"
    CANCELLED = "cancelled"


class Outcome(enum.StrEnum):
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    COMING = "coming"
    CANNOT = "cannot"
    MOVED_AWAY = "moved_away"
    VISIT = "visit"


class NextStep(enum.StrEnum):
    NONE = "none"
    CALL_AGAIN = "call_again"
    VISIT = "visit"
    MAKE_UP = "make_up"
    TELL_TRAINER = "tell_trainer"


class Call(Model):
    """Somebody to be called about a meeting; `caller_id` is the volunteer who does it. Kept for 90 days."""

    __tablename__ = "call"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "person_id", "why"),)

    id: Mapped[key]
    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohort.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    why: Mapped[Why]
    caller_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id"),
        index=True,
        info={"told": ("id", "cohort_id", "meeting_id", "why", "made_at", "called_at", "tries", "solved_at")},
    )
    made_at: Mapped[datetime] = mapped_column(index=True)
    outcome: Mapped[Outcome | None]
    next_step: Mapped[NextStep | None]
    called_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    called_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    solved_at: Mapped[datetime | None]


class Channel(enum.StrEnum):
    """How a reminder reaches a person; `CALLER` is the consent that a helper of the class may see the phone number."""

    PUSH = "push"
    SMS = "sms"
    EMAIL = "email"
    CALLER = "caller"


class ReminderWay(Model):
    """That a person agreed to a channel, in which wording; the address is sealed, and gone once they withdraw."""

    __tablename__ = "reminder_way"
    __table_args__ = NO_ROWID

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    channel: Mapped[Channel] = mapped_column(primary_key=True)
    address: Mapped[str | None] = mapped_column(SealedText)
    version: Mapped[str] = mapped_column(sa.String(20))
    agreed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class PushSubscription(Model):
    """A phone on which reminders are shown. `keys` (where its browser takes messages, and how they are sealed)
    cannot be read from a copy of the database; `phone` and `service` are for its owner to know it again.
    It counts while the session in which it was turned on was not ended.
    """

    __tablename__ = "push_subscription"

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    sign_in_id: Mapped[int] = mapped_column(sa.ForeignKey("sign_in.id"), index=True)
    endpoint_hash: Mapped[str] = mapped_column(Path, unique=True)
    keys: Mapped[str] = mapped_column(SealedText)
    phone: Mapped[str] = mapped_column(sa.String(40))
    service: Mapped[str] = mapped_column(sa.String(200))
    made_at: Mapped[datetime]


class ReminderState(enum.StrEnum):
    """Waiting to be sent; in somebody's hand; sent; never to be sent; or nobody knows whether it arrived."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"
    UNSURE = "unsure"


class Reminder(Model):
    """One message to one person about one meeting: the key itself forbids a second."""

    __tablename__ = "reminder"
    __table_args__ = (sa.Index("ix_reminder_state_next_at", "state", "next_at"), NO_ROWID)

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meeting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    channel: Mapped[Channel]
    state: Mapped[ReminderState]
    made_at: Mapped[datetime]
    next_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str | None] = mapped_column(sa.String(60))
