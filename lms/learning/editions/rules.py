"""Who finishes on what: decided here and nowhere else, without a database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

QUIET = timedelta(days=180)  # who did nothing for so long has put the book away
LONGEST = timedelta(days=365)  # nobody learns from a book that was replaced so long ago


@dataclass(frozen=True, slots=True)
class Change:
    """One edition took another's place: when, what differs (module slugs), and whether everybody must see it."""

    before: str
    after: str
    at: datetime
    modules: frozenset[str]
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """How somebody stands to a module: the edition they began it with, when they last did something in it."""

    edition: str | None = None
    active_at: datetime | None = None
    completed: bool = False


def is_awake(active_at: datetime | None, now: datetime) -> bool:
    return active_at is not None and now - active_at < QUIET


def holds(begun: Begun, module: str, changes: Sequence[Change], now: datetime) -> bool:
    """Whether the edition that the module was begun with is still the one to finish on, not the current one.

    Args:
        changes: those of the course within `LONGEST`, in order.
    """
    if begun.edition is None or begun.completed or not is_awake(begun.active_at, now):
        return False
    last = next((at for at in reversed(range(len(changes))) if changes[at].before == begun.edition), None)
    if last is None or changes[-1].after == begun.edition:
        return False
    since = changes[last:]
    return (
        now - since[0].at < LONGEST
        and any(module in each.modules for each in since)
        and not any(each.urgent for each in since)
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A lesson in a unit's own version; it is shown in the unit and below until it ended."""

    unit_id: int
    unit: str
    path: str
    hash: str
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A lesson somebody has begun: in which version (None: the course's own), when they last read, whether it is done."""

    version: str | None
    active_at: datetime
    done: bool = False


def version_for(offers: Sequence[Offer], path: str, opened: Opened | None, now: datetime) -> Offer | None:
    """The version of a lesson that somebody at this place reads; None for the course's own.

    In the middle of a lesson that is the one they began with, be it ended or theirs no more; else the nearest.
    """
    nearby = sorted((each for each in offers if path.startswith(each.path)), key=lambda each: -len(each.path))
    if opened and not opened.done and is_awake(opened.active_at, now):
        if opened.version is None:
            return None
        begun = [each for each in (*nearby, *offers) if each.hash == opened.version]
        if begun:
            return begun[0]
    return next((each for each in nearby if each.ended_at is None), None)
