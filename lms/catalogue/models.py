"""Published editions of courses, their files and their pictures: immutable, named by their hash."""

import enum
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.catalogue.bank_models import BankQuestion as BankQuestion
from lms.core.db import Model, Path, key


class Edition(Model):
    """One published version of a course, whole. Never changed, never deleted."""

    __tablename__ = "edition"

    hash: Mapped[str] = mapped_column(Path, primary_key=True)
    course: Mapped[str] = mapped_column(sa.String(60), index=True)
    document: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]


class EditionPackage(Model):
    """The files that an edition was made from, in one zip. Editions from before these were kept have none."""

    __tablename__ = "edition_package"

    edition: Mapped[str] = mapped_column(sa.ForeignKey("edition.hash"), primary_key=True)
    body: Mapped[bytes] = mapped_column(sa.LargeBinary)


class Origin(enum.StrEnum):
    """Who decided which edition is current: the files on this machine, or people in the browser."""

    FILES = "files"
    BROWSER = "browser"


class CurrentEdition(Model):
    """Which edition of a course learners are shown."""

    __tablename__ = "current_edition"

    course: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    hash: Mapped[str] = mapped_column(sa.ForeignKey("edition.hash"))
    origin: Mapped[Origin] = mapped_column(default=Origin.FILES, server_default=Origin.FILES.value)


class Replacement(Model):
    """One edition took another's place as the one learners are shown.

    `changed` names the modules that differ between the two. `urgent`: everybody must see the new one,
    also who is in the middle of an older one.
    """

    __tablename__ = "replacement"

    id: Mapped[key]
    course: Mapped[str] = mapped_column(sa.String(60))
    before: Mapped[str] = mapped_column(sa.ForeignKey("edition.hash"))
    after: Mapped[str] = mapped_column(sa.ForeignKey("edition.hash"))
    at: Mapped[datetime] = mapped_column(index=True)
    changed: Mapped[list[Any]]
    urgent: Mapped[bool] = mapped_column(default=False, server_default=sa.false())


class Picture(Model):
    """A picture that questions show, named by what it holds: it never changes, and two courses share it."""

    __tablename__ = "picture"

    name: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(30))
    body: Mapped[bytes] = mapped_column(sa.LargeBinary)
