"""Sessions: begun and ended here, read in lms/people/sessions.py."""

import secrets
from datetime import datetime

import sqlalchemy as sa

from lms.core.db import db
from lms.people.models import SignIn, SignInKind
from lms.people.sessions import SESSION_LENGTH, token_hash


def open_sign_in(person_id: int, kind: SignInKind, now: datetime, token: str | None = None) -> str:
    """Begin a session; the token, a new one unless given, goes into the cookie and is kept nowhere else."""
    token = token or secrets.token_urlsafe(32)
    db.session.add(
        SignIn(
            token_hash=token_hash(token),
            person_id=person_id,
            kind=kind,
            created_at=now,
            expires_at=now + SESSION_LENGTH[kind],
        )
    )
    return token


def end_sign_in(sign_in_id: int, now: datetime) -> None:
    db.session.execute(
        sa.update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None)).values(ended_at=now)
    )


def end_sign_ins(
    person_id: int, now: datetime, *, but: int | None = None, kind: SignInKind | None = None
) -> None:
    """End every session of a person, perhaps keeping the one in hand, perhaps only one kind."""
    ending = sa.update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))
    if but is not None:
        ending = ending.where(SignIn.id != but)
    if kind is not None:
        ending = ending.where(SignIn.kind == kind)
    db.session.execute(ending.values(ended_at=now))
