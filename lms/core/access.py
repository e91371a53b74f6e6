"""Who may use a view: closed unless it says `@public`, `@signed_in` or `@needs(...)`.

Who is asking is an `Asker`: a frozen summary of the session, the person and
their grants, loaded by one statement per request. Views say `me()`; queries
take it as their first argument and put its scope into the WHERE.
"""

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Flask, g
from flask_login import current_user

from lms.core.requests import itself

View = TypeVar("View", bound=Callable[..., Any])


class Role(enum.StrEnum):
    TRAINER = "trainer"
    CADRE = "cadre"
    AUTHOR = "author"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Held:
    """A grant in force: a role at a unit, covering the unit and all below it."""

    role: Role
    unit_id: int
    unit_path: str


@dataclass(frozen=True, slots=True)
class Asker:
    """The person behind a request, as far as permission and greeting need it."""

    person_id: int
    name: str
    given_name: str
    language: str
    unit_id: int
    unit_path: str
    sign_in_id: int
    token: str = field(repr=False)
    grants: tuple[Held, ...] = ()
    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What Flask-Login keeps in the signed cookie: the session's secret, not the person."""
        return self.token

    def has(self, *roles: Role) -> bool:
        return any(grant.role in roles for grant in self.grants)

    def paths(self, *roles: Role) -> tuple[str, ...]:
        """The unit paths that these roles cover; empty when none is held."""
        return tuple(grant.unit_path for grant in self.grants if grant.role in roles)

    @property
    def is_staff(self) -> bool:
        return bool(self.grants)


@dataclass(frozen=True, slots=True)
class Access:
    """The declaration a view carries."""

    public: bool = False
    roles: tuple[Role, ...] = ()


def public(view: View) -> View:
    """Anybody, signed in or not."""
    view.access = Access(public=True)  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anybody who is signed in; what they see is scoped to themselves by the query."""
    view.access = Access()  # type: ignore[attr-defined]
    return view


def needs(*roles: Role) -> Callable[[View], View]:
    """Whoever holds one of these roles somewhere; where, is in the query's WHERE."""

    def declare(view: View) -> View:
        view.access = Access(roles=roles)  # type: ignore[attr-defined]
        return view

    return declare


def me() -> Asker:
    """Who is asking. Only for views that are not public."""
    # The gate has left it here, except before a public view.
    return itself(g).get("asker") or current_user._get_current_object()


class Undeclared(RuntimeError):
    """A view does not say who may use it."""


def check_declared(app: Flask, exempt: Iterable[str] = ("static",)) -> None:
    """Refuse to start while any endpoint keeps silent.

    Raises:
        Undeclared: naming the endpoints.
    """
    silent = sorted(
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint not in exempt and not isinstance(getattr(view, "access", None), Access)
    )
    if silent:
        raise Undeclared(f"say @public, @signed_in or @needs(...) on: {', '.join(silent)}")
