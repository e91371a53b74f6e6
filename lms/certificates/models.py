"""Certificates: a snapshot of everything printed, with a serial, a signature and a state."""

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model, Path, key


class CertificateState(enum.StrEnum):
    VALID = "valid"
    REVOKED = "revoked"


class Certificate(Model):
    """Awarded in the transaction of its completion, exactly once.

    `serial` is 128 random bits as 26 Crockford base-32 letters. `snapshot` holds
    every printed field; `signature` is Ed25519 over its canonical JSON.
    """

    __tablename__ = "certificate"

    id: Mapped[key]
    serial: Mapped[str] = mapped_column(Path, unique=True)
    completion_id: Mapped[int] = mapped_column(sa.ForeignKey("completion.id"), unique=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    snapshot: Mapped[dict[str, Any]]
    signature: Mapped[str] = mapped_column(sa.String(120))
    state: Mapped[CertificateState]
    awarded_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    revoked_because: Mapped[str | None] = mapped_column(sa.String(500))


class CertificateFile(Model):
    """A drawn PDF, kept so that it is drawn once; may be deleted and drawn again from the snapshot."""

    __tablename__ = "certificate_file"

    certificate_id: Mapped[int] = mapped_column(sa.ForeignKey("certificate.id"), primary_key=True)
    pdf: Mapped[bytes] = mapped_column(sa.LargeBinary)
    drawn_at: Mapped[datetime]
