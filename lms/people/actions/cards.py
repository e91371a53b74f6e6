"""Printed learner cards: one valid at a time."""

import secrets
from datetime import datetime

import sqlalchemy as sa

from lms.core.db import db
from lms.people.models import Card
from lms.people.rules import card_hash, card_letters


def issue_card(person_id: int, issued_by: int | None, now: datetime) -> str:
    """A new card; the letters are told once and the card before it stops working."""
    revoke_cards(person_id, now)
    letters = card_letters(secrets.randbits(128))
    db.session.add(
        Card(person_id=person_id, token_hash=card_hash(letters), issued_at=now, issued_by=issued_by)
    )
    return letters


def revoke_cards(person_id: int, now: datetime) -> None:
    db.session.execute(
        sa.update(Card).where(Card.person_id == person_id, Card.revoked_at.is_(None)).values(revoked_at=now)
    )
