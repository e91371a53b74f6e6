"""Joining, signing in and out."""

import secrets
from datetime import datetime

from lms.core.db import db
from lms.people.models import SignIn, SignInKind
from lms.people.sessions import SESSION_LENGTH, token_hash


def open_sign_in(person_id: int, kind: SignInKind, now: datetime) -> str:
    """Begin a session; the token goes into the cookie and is kept nowhere else."""
    token = secrets.token_urlsafe(32)
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
