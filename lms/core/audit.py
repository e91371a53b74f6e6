"""Who saw, changed or exported whom: written once, never changed."""

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model, key
from lms.core.prepared import Inside, Stroke, given


class Deed(enum.StrEnum):
    SAW = "saw"
    CREATED = "created"
    CHANGED = "changed"
    EXPORTED = "exported"
    SIGNED_IN = "signed_in"
    REFUSED = "refused"
    REVOKED = "revoked"


# Of these is asked who dealt with them. Entries of all others, most of them of registers, stand in no index:
# it would be one more page for each deed.
_ASKED_FOR = sa.text("subject = 'person' OR subject = 'course'")


class AuditEntry(Model):
    """One deed. Ids, not names: erasing a person must not break the log. Who looks for a day goes by `id`, which
    grows with time.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        sa.Index(
            "ix_audit_entry_subject_id", "subject_id", sqlite_where=_ASKED_FOR, postgresql_where=_ASKED_FOR
        ),
    )

    id: Mapped[key]
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    deed: Mapped[Deed]
    subject: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[str] = mapped_column(sa.String(60))
    detail: Mapped[dict[str, Any]]


_entry = AuditEntry.__table__
_insert = sa.insert(_entry).values(  # type: ignore[arg-type]  # a Table, whatever the stubs say
    given(_entry, *(column.name for column in _entry.c if column.name != "id"))
)
_ADD = Inside(_insert.inline())
_ADD_AT_ONCE = Stroke(_insert.returning(_entry.c.id))


def record(
    actor_id: int | None, deed: Deed, subject: str, subject_id: object, now: datetime, **detail: Any
) -> None:
    """Add one entry to this transaction: it is kept exactly when the deed is.

    Args:
        subject: the kind of thing ("person", "certificate", "report" …).
        detail: small facts such as a count or the names of changed fields; no personal data.
    """
    _ADD.change(**_words(actor_id, deed, subject, subject_id, now, detail))


def trace(
    actor_id: int | None, deed: Deed, subject: str, subject_id: object, now: datetime, **detail: Any
) -> None:
    """Add one entry at once, from a page that otherwise only reads: what was shown was shown."""
    _ADD_AT_ONCE.rows(**_words(actor_id, deed, subject, subject_id, now, detail))


def _words(
    actor_id: int | None, deed: Deed, subject: str, subject_id: object, now: datetime, detail: dict[str, Any]
) -> dict[str, Any]:
    return {
        "at": now,
        "actor_id": actor_id,
        "deed": deed,
        "subject": subject,
        "subject_id": str(subject_id),
        "detail": detail,
    }
