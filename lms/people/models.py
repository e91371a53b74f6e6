"""Persons, what they may do, how they sign in, and what they consented to."""

import enum
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.access import Role
from lms.core.db import Model, Path, key


class Sex(enum.StrEnum):
    FEMALE = "female"
    MALE = "male"


class Person(Model):
    """A human being the system knows, with or without an account.

    `search_key` and `name_key` fold accents; `name_key` also sorts the words,
    so that a roster's "Hoa Nguyen Thi" is looked at beside "Nguyễn Thị Hoa".
    A trainee has a PIN, staff have a password and a TOTP key; both may be
    absent: a person on a roster needs no account.
    """

    __tablename__ = "person"
    __table_args__ = (sa.Index("ix_person_match", "name_key", "birth_year"),)

    id: Mapped[key]
    name: Mapped[str] = mapped_column(sa.String(120))
    search_key: Mapped[str] = mapped_column(sa.String(120), index=True)
    sort_key: Mapped[str] = mapped_column(sa.String(200))
    name_key: Mapped[str] = mapped_column(sa.String(120))
    birth_year: Mapped[int]
    sex: Mapped[Sex | None]
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    phone: Mapped[str | None] = mapped_column(sa.String(20), index=True)
    language: Mapped[str] = mapped_column(sa.String(5), default="vi")
    pin_hash: Mapped[str | None] = mapped_column(sa.String(200))
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    totp_key: Mapped[str | None] = mapped_column(sa.String(64))
    totp_last_step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    disabled_at: Mapped[datetime | None]


class Grant(Model):
    """A role held by a person at a unit; it covers the unit and all below it."""

    __tablename__ = "role_grant"
    __table_args__ = (sa.UniqueConstraint("person_id", "role", "unit_id"),)

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    role: Mapped[Role]
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    granted_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    granted_at: Mapped[datetime]


class ConsentMethod(enum.StrEnum):
    SCREEN = "screen"
    PAPER = "paper"
    ORAL = "oral"


class Consent(Model):
    """That a person agreed to a purpose, in which wording, and how it was given."""

    __tablename__ = "consent"
    __table_args__ = (sa.UniqueConstraint("person_id", "purpose", "version"),)

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    purpose: Mapped[str] = mapped_column(sa.String(40))
    version: Mapped[str] = mapped_column(sa.String(20))
    method: Mapped[ConsentMethod]
    witness_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class SignInKind(enum.StrEnum):
    """How somebody signed in decides what they may do: only `staff` brings grants."""

    PIN = "pin"
    CARD = "card"
    STAFF = "staff"


class SignIn(Model):
    """A session: the cookie holds a random token, this row its SHA-256, so it can be ended here."""

    __tablename__ = "sign_in"

    id: Mapped[key]
    token_hash: Mapped[str] = mapped_column(Path, unique=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    kind: Mapped[SignInKind]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Card(Model):
    """A printed learner card: its QR code carries a random token, this row its SHA-256."""

    __tablename__ = "card"

    id: Mapped[key]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(Path, unique=True)
    issued_at: Mapped[datetime]
    issued_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    revoked_at: Mapped[datetime | None]


class Throttle(Model):
    """Failures against one account or from one device; never from an address alone."""

    __tablename__ = "throttle"

    subject: Mapped[str] = mapped_column(Path, primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(index=True)
    blocked_until: Mapped[datetime | None]
