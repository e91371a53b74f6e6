"""Printed learner cards: one valid at a time."""

import secrets
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from lms.core.db import db
from lms.people.models import Card
from lms.people.rules import card_hash, card_letters


def issue_card(person_id: int, issued_by: int | None, now: datetime) -> str:
    """A new card; the letters are told once and the card before it stops working."""
    return issue_cards([person_id], issued_by, now)[person_id]


def issue_cards(people: Iterable[int], issued_by: int | None, now: datetime) -> dict[int, str]:
    """A new card for each of these, in two statements; the letters by person, told this once."""
    letters = {person_id: card_letters(secrets.randbits(128)) for person_id in people}
    revoke_cards(letters, now)
    db.session.add_all(
        Card(person_id=person_id, token_hash=card_hash(told), issued_at=now, issued_by=issued_by)
        for person_id, told in letters.items()
    )
    return letters


def revoke_cards(people: Iterable[int], now: datetime) -> None:
    db.session.execute(
        sa.update(Card)
        .where(Card.person_id.in_(list(people)), Card.revoked_at.is_(None))
        .values(revoked_at=now)
    )
