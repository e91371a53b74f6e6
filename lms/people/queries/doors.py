"""Who might be standing at a door: candidates for a secret, never more than a door needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.core.db import db
from lms.people.models import Card, Grant, Person, SignIn, Throttle
from lms.people.rules import SPRAY_WINDOW
from lms.people.sessions import token_hash

AT_ONE_PHONE = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose secret may be the one typed."""

    id: int
    name: str
    language: str
    kept: str
    totp_key: str | None = None
    totp_last_step: int = 0


_columns = (Person.id, Person.name, Person.language, Person.pin_hash)
_open = (Person.disabled_at.is_(None), Person.pin_hash.is_not(None))


def at_phone(phone: str) -> list[Candidate]:
    """Everybody who shares this number and has a PIN; at most twenty, because each costs a hash."""
    return _candidates(
        sa.select(*_columns).where(Person.phone == phone, *_open).order_by(Person.id).limit(AT_ONE_PHONE)
    )


def with_card(token_hash: str) -> list[Candidate]:
    """The holder of a card in force; empty for every other card."""
    return _candidates(
        sa.select(*_columns)
        .join(Card, Card.person_id == Person.id)
        .where(Card.token_hash == token_hash, Card.revoked_at.is_(None), *_open)
    )


def chosen(person_id: int) -> list[Candidate]:
    """The person picked on a family phone."""
    return _candidates(sa.select(*_columns).where(Person.id == person_id, *_open))


def signed_in_by(token: str) -> int | None:
    """Whose session this token began, over or not; None when it never began one."""
    return db.session.scalar(sa.select(SignIn.person_id).where(SignIn.token_hash == token_hash(token)))


def staff_at_phone(phone: str) -> list[Candidate]:
    """Staff who share this number; only those who hold a role."""
    return _candidates(
        sa.select(
            Person.id,
            Person.name,
            Person.language,
            Person.password_hash,
            Person.totp_key,
            Person.totp_last_step,
        )
        .where(
            Person.phone == phone,
            Person.disabled_at.is_(None),
            Person.password_hash.is_not(None),
            Person.totp_key.is_not(None),
            sa.exists().where(Grant.person_id == Person.id),
        )
        .order_by(Person.id)
        .limit(AT_ONE_PHONE)
    )


def _candidates(statement: Any) -> list[Candidate]:
    return [Candidate(*row) for row in db.session.execute(statement)]


def names_of(person_ids: Sequence[int]) -> list[tuple[int, str]]:
    """Ids with names, by given name, for people who have just shown that they know the secret."""
    rows = db.session.execute(
        sa.select(Person.id, Person.name)
        .where(Person.id.in_(person_ids), Person.disabled_at.is_(None))
        .order_by(Person.sort_key, Person.id)
    )
    return [(row.id, row.name) for row in rows]


def accounts_failing(now: datetime) -> int:
    """How many accounts had a wrong secret lately; devices are not accounts."""
    return (
        db.session.scalar(
            sa.select(sa.func.count())
            .select_from(Throttle)
            .where(
                Throttle.last_at > now - SPRAY_WINDOW,
                Throttle.failures > 0,
                Throttle.subject.not_like("device:%"),
            )
        )
        or 0
    )


def about_to_set_up(person_id: int) -> Person | None:
    """The person a set-up link was made for, while they hold a role and are not disabled."""
    return db.session.scalars(
        sa.select(Person).where(
            Person.id == person_id,
            Person.disabled_at.is_(None),
            sa.exists().where(Grant.person_id == Person.id),
        )
    ).first()
