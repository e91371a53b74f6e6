"""Setting up the tablet, marking oneself on it, and taking it back."""

import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.actions.attendance import mark
from lms.classes.models import Kiosk, MarkSource, Presence
from lms.classes.queries import attendance as find
from lms.classes.queries import kiosk as queries
from lms.classes.rules import attendance as rules
from lms.classes.rules.events import event_id
from lms.classes.rules.kiosk import OPEN_FOR
from lms.core import audit
from lms.core.access import Asker
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Missing
from lms.people import actions as people
from lms.people.models import SignIn, SignInKind
from lms.people.sessions import token_hash


def start(asker: Asker, meeting: Any, by_look: bool, now: datetime) -> str:
    """The trainer's session becomes the tablet's: it ends, and the tablet's token is answered."""
    rules.check_open(meeting.state, meeting.starts_at, now)
    own_end = queries.end_of(asker.sign_in_id)
    token = secrets.token_urlsafe(32)
    db.session.add(
        Kiosk(
            meeting_id=meeting.id,
            token_hash=queries.hash_of(token),
            by_look=by_look,
            started_by=asker.person_id,
            started_at=now,
            ends_at=min(own_end or now, now + OPEN_FOR),
        )
    )
    people.end_sign_in(asker.sign_in_id, now)
    audit.record(asker.person_id, Deed.CREATED, "kiosk", meeting.id, now, by_look=by_look)
    return token


def mark_oneself(meeting: Any, person_id: int, now: datetime) -> None:
    """Whoever typed their PIN at the tablet is here; a mark that stands already stays.

    Raises:
        Missing: when they are no member of this meeting.
    """
    _say(meeting, person_id, rules.arrival(meeting.starts_at, now), now)


def say_here(meeting: Any, person_id: int, now: datetime) -> None:
    """Somebody without a PIN says that this person is here: it is no mark before the trainer confirms it.

    Raises:
        Missing: when they are no member of this meeting.
    """
    _say(meeting, person_id, None, now)


def _say(meeting: Any, person_id: int, presence: Presence | None, now: datetime) -> None:
    rules.check_open(meeting.state, meeting.starts_at, now)
    state = find.state_of(meeting)
    if person_id not in state:
        raise Missing
    stands, before = state[person_id]
    if stands is not None:
        return
    # The same words again are one event; a PIN after them is another.
    own = event_id(meeting.id, person_id, MarkSource.KIOSK, before if presence else "here")
    mark(meeting.id, [(own, person_id, presence, now)], MarkSource.KIOSK, person_id, now)


def confirm(meeting: Any, made_by: int, now: datetime) -> int:
    """The trainer has seen everybody who said at the tablet that they are here; answers how many.

    They came when they said so: who was in time is not late because the trainer had no hand free.
    """
    rules.check_open(meeting.state, meeting.starts_at, now)
    seen = [
        (event_id(meeting.id, person, made_by, event), person, rules.arrival(meeting.starts_at, at), now)
        for person, event, at in queries.said_here(meeting.id)
    ]
    mark(meeting.id, seen, MarkSource.KIOSK, made_by, now)
    if seen:
        audit.record(made_by, Deed.CHANGED, "register", meeting.id, now, marks=len(seen), after="kiosk")
    return len(seen)


def end(kiosk: Any, now: datetime) -> None:
    db.session.execute(sa.update(Kiosk).where(Kiosk.id == kiosk.id).values(ended_at=now))


def give_back(kiosk: Any, now: datetime) -> str:
    """A session of the trainer, who showed their password again, no longer than the one they came with."""
    token = people.open_sign_in(kiosk.started_by, SignInKind.STAFF, now)
    db.session.flush()
    db.session.execute(
        sa.update(SignIn).where(SignIn.token_hash == token_hash(token)).values(expires_at=kiosk.ends_at)
    )
    audit.record(kiosk.started_by, Deed.SIGNED_IN, "person", kiosk.started_by, now, after="kiosk")
    return token
