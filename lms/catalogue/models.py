"""Published editions of courses and their pictures: immutable, named by their hash."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.catalogue.bank_models import BankQuestion as BankQuestion
from lms.core.db import Model, Path


class Edition(Model):
    """One published version of a course, whole. Never changed, never deleted."""

    __tablename__ = "edition"

    hash: Mapped[str] = mapped_column(Path, primary_key=True)
    course: Mapped[str] = mapped_column(sa.String(60), index=True)
    document: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]


class CurrentEdition(Model):
    """Which edition of a course learners are shown."""

    __tablename__ = "current_edition"

    course: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    hash: Mapped[str] = mapped_column(sa.ForeignKey("edition.hash"))


class Picture(Model):
    """A picture that questions show, named by what it holds: it never changes, and two courses share it."""

    __tablename__ = "picture"

    name: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(30))
    body: Mapped[bytes] = mapped_column(sa.LargeBinary)
