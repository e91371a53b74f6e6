"""Secrets that are shown once: kept in the browser between the press and the page, and dropped when shown."""

from typing import Any

from flask import session


def keep(kind: str, person_id: int, secret: str) -> None:
    session["once"] = {"kind": kind, "person": person_id, "secret": secret}


def take(kind: str, person_id: int) -> str | None:
    """The secret just made for this person; None when it was shown before."""
    kept: Any = session.get("once")
    if not kept or kept["kind"] != kind or kept["person"] != person_id:
        return None
    session.pop("once")
    return str(kept["secret"])
