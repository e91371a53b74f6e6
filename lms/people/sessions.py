"""From a cookie to an `Asker`: one prepared statement per request, and the gate in front of every view."""

import hashlib
import hmac
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Flask, Response, abort, current_app, flash, g, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_login import LoginManager

from lms.core import clock
from lms.core.access import Access, Asker, Held, Role
from lms.core.prepared import Lookup
from lms.core.requests import itself
from lms.people.models import Grant, Person, SignIn, SignInKind
from lms.places.models import Unit


class _Manager(LoginManager):
    def _load_user(self) -> None:
        """As Flask-Login does, without what we never set: a remember-me cookie, and a hash of the phone's
        address and browser, which change all the time. The token is the secret.
        """
        self.who_asks()

    def who_asks(self) -> Asker | None:
        """Whoever holds the session; `current_user` is told."""
        token = session.get("_user_id")
        asker = asker_of(token, clock.now()) if token else None
        self._update_request_context_with_user(asker)
        return asker


manager = _Manager()
_where_granted = sa.orm.aliased(Unit)

# Asked by every request of a signed-in person, so it goes the shortest way.
_ASKER = Lookup(
    sa.select(
        SignIn.id,
        Person.id,
        Person.name,
        Person.language,
        Person.unit_id,
        Unit.path,
        Grant.role,
        Grant.unit_id,
        _where_granted.path,
    )
    .join(Person, Person.id == SignIn.person_id)
    .join(Unit, Unit.id == Person.unit_id)
    .outerjoin(Grant, sa.and_(Grant.person_id == Person.id, SignIn.kind == SignInKind.STAFF))
    .outerjoin(_where_granted, _where_granted.id == Grant.unit_id)
    .where(
        SignIn.token_hash == sa.bindparam("token_hash"),
        SignIn.ended_at.is_(None),
        SignIn.expires_at > sa.bindparam("now"),
        Person.disabled_at.is_(None),
    )
)


@lru_cache(maxsize=2000)
def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(key: str) -> str:
    """The token of the one session that this key may begin; who knows only the key cannot tell it."""
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, f"people.session:{key}".encode(), hashlib.sha256).hexdigest()


def asker_of(token: str, now: datetime) -> Asker | None:
    """Who holds this session, with their grants; None once it ended, expired or the person is disabled."""
    rows = _ASKER.rows(token_hash=token_hash(token), now=now)
    if not rows:
        return None
    sign_in_id, person_id, name, language, unit_id, path, *_ = rows[0]
    grants = tuple(
        Held(role=Role(row[6]), unit_id=row[7], unit_path=row[8]) for row in rows if row[6] is not None
    )
    return Asker(
        person_id=person_id,
        name=name,
        given_name=name.rsplit(" ", 1)[-1],
        language=language,
        unit_id=unit_id,
        unit_path=path,
        sign_in_id=sign_in_id,
        token=token,
        grants=grants,
    )


def init(app: Flask) -> None:
    # All that `init_app` would do beside is to look for remember-me cookies.
    app.login_manager = manager  # type: ignore[attr-defined]
    app.before_request(gate)


def gate() -> Any:
    """Before every request: nobody passes a view that does not declare them."""
    view = itself(current_app).view_functions.get(request.endpoint or "")
    if view is None:
        return None  # the router's own 404 or 405 answers
    access = getattr(view, "access", None)
    if not isinstance(access, Access):
        abort(404)
    if access.public:
        return None
    asker = manager.who_asks()
    if asker is None:
        return _ask_to_sign_in()
    if access.roles and not asker.has(*access.roles):
        abort(404)
    itself(g).asker = asker
    return None


def _ask_to_sign_in() -> Response:
    """To the sign-in page, and from there back to the page they were on; a form they send once more."""
    here: str | None = request.full_path.rstrip("?")
    if request.method != "GET":
        page = urlsplit(request.referrer or "")
        here = page.path if page.netloc == request.host else None
        if here and request.form:
            flash(_("You are signed out. Sign in, then send it once more."), "stop")
    return redirect(url_for("people.sign_in", next=here), 303)  # type: ignore[return-value]


SESSION_LENGTH = {
    SignInKind.PIN: timedelta(days=90),
    SignInKind.CARD: timedelta(days=90),
    SignInKind.STAFF: timedelta(hours=12),
}
