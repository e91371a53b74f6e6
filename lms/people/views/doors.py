"""Opening a door, whichever it is: count the try, look at the secret outside any transaction, begin a session."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import current_app, request, session
from flask_login import current_user

from lms.core import audit, clock
from lms.core.access import Asker
from lms.core.audit import Deed
from lms.core.db import db
from lms.people import actions, hashing, queries
from lms.people.models import SignInKind
from lms.people.queries import Candidate
from lms.people.rules import SPRAY_ACCOUNTS
from lms.people.views import cookies


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a try: who it may be, or how many seconds to wait."""

    account: str
    people: tuple[Candidate, ...] = ()
    wait: int = 0


def account(door: str, name: object) -> str:
    """The counter of an account at a door."""
    return hashing.counter_of(door, name)


def try_secret(counter: str, secret: str, find: Callable[[], Sequence[Candidate]]) -> Tried:
    """Whose secret this is, among the people found; nobody's looks and takes the same as a wrong one."""
    now, device = clock.now(), f"device:{cookies.device()}"
    wait = actions.knock(device, now) or actions.knock(counter, now)
    if wait:
        db.session.commit()
        return Tried(counter, wait=wait)
    people = find()
    db.session.commit()
    right = [each for each in people if hashing.is_right(each.kept, secret)]
    if not people:
        hashing.is_right(None, secret)
    return Tried(counter, tuple(right))


def refused() -> None:
    """After a wrong secret: when many accounts fail at once, somebody tries one PIN on everybody."""
    now = clock.now()
    if queries.accounts_failing(now) > SPRAY_ACCOUNTS and actions.sound_alarm(now):
        audit.record(None, Deed.REFUSED, "spray", "", now, accounts=queries.accounts_failing(now))
        current_app.logger.warning("many accounts fail to sign in: somebody may be trying PINs")
    db.session.commit()


def let_in(
    who: Candidate, kind: SignInKind, counter: str, several: bool = False, token: str | None = None
) -> None:
    """Begin a session in this browser and end the one before it."""
    now = clock.now()
    actions.succeed(counter, f"device:{cookies.device()}")
    before = current_user._get_current_object()
    if isinstance(before, Asker):
        actions.end_sign_in(before.sign_in_id, now)
    token = actions.open_sign_in(who.id, kind, now, token)
    if kind is SignInKind.STAFF:
        audit.record(who.id, Deed.SIGNED_IN, "person", who.id, now)
    db.session.commit()
    session.clear()
    session["_user_id"], session["_fresh"] = token, True
    session.permanent = kind is not SignInKind.STAFF
    if several:
        cookies.join_family(who.id, who.name)
    if "language" not in request.cookies:
        cookies.keep("language", who.language)
