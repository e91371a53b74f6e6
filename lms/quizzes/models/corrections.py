"""What is put right after a faulty question was published, and what trainees say about questions."""

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model, key


class CorrectionKind(enum.StrEnum):
    """Another answer is right as well, everybody gets full credit, or the question does not count."""

    ALSO_RIGHT = "also_right"
    ALL_RIGHT = "all_right"
    LEFT_OUT = "left_out"


class Correction(Model):
    """How the answers to a published question are marked from now on, and were marked anew.

    `edition` is the one its author looked at. With `everywhere` it also holds in every
    other edition that asks the question with the same answers and the same key, so one in
    which it was mended is left alone. `response` is the second key as JSON, "" for kinds
    that have none.

    `attempts` were touched and `done` of them are marked anew, up to the attempt with the id
    `reached`; `settled_at` says that all are. Withdrawing counts from the start again.
    """

    __tablename__ = "correction"
    __table_args__ = (
        sa.Index(
            "uq_correction_in_force",
            "course",
            "module",
            "question_id",
            "edition",
            "kind",
            "response",
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[key]
    course: Mapped[str] = mapped_column(sa.String(60))
    module: Mapped[str] = mapped_column(sa.String(60))
    question_id: Mapped[str] = mapped_column(sa.String(80))
    edition: Mapped[str] = mapped_column(sa.ForeignKey("edition.hash"))
    everywhere: Mapped[bool]
    kind: Mapped[CorrectionKind]
    response: Mapped[str] = mapped_column(sa.String(400), default="")
    reason: Mapped[str] = mapped_column(sa.String(300))
    made_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    made_at: Mapped[datetime]
    withdrawn_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    reached: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None]


class AppealState(enum.StrEnum):
    OPEN = "open"
    AGREED = "agreed"
    DECLINED = "declined"


class Appeal(Model):
    """A trainee thinks that an answer marked wrong is right; one for each answer."""

    __tablename__ = "appeal"
    __table_args__ = (
        sa.UniqueConstraint("attempt_id", "position"),
        sa.ForeignKeyConstraint(["attempt_id", "position"], ["answer.attempt_id", "answer.position"]),
        sa.Index("ix_appeal_question", "state", "course", "module", "question_id"),
    )

    id: Mapped[key]
    attempt_id: Mapped[int]
    position: Mapped[int]
    course: Mapped[str] = mapped_column(sa.String(60))
    module: Mapped[str] = mapped_column(sa.String(60))
    question_id: Mapped[str] = mapped_column(sa.String(80))
    words: Mapped[str] = mapped_column(sa.String(300), default="")
    made_at: Mapped[datetime]
    state: Mapped[AppealState] = mapped_column(default=AppealState.OPEN)
    reply: Mapped[str] = mapped_column(sa.String(300), default="")
    settled_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    settled_at: Mapped[datetime | None]
    correction_id: Mapped[int | None] = mapped_column(sa.ForeignKey("correction.id"))
