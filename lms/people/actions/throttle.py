"""Counting tries at a door. A try is counted before the secret is looked at, so a race gains nothing."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from lms.core.db import db, insert
from lms.people.models import SignIn, Throttle
from lms.people.rules import (
    DEVICE_FORGET_AFTER,
    FORGET_AFTER,
    FREE_TRIES,
    LONGEST_WAIT,
    SHORTEST_WAIT,
    SPRAY_WINDOW,
)


def knock(subject: str, now: datetime) -> int:
    """Count one try against an account or a device; one statement, so that parallel tries queue up.

    Returns:
        The seconds to wait; 0 when the secret may be looked at now.
    """
    forget_after = DEVICE_FORGET_AFTER if subject.startswith("device:") else FORGET_AFTER
    count = sa.case((Throttle.last_at < now - forget_after, 1), else_=Throttle.failures + 1)
    tried = (
        insert(Throttle)
        .values(subject=subject, failures=1, last_at=now, blocked_until=None)
        .on_conflict_do_update(
            index_elements=["subject"],
            set_={"failures": count, "last_at": now, "blocked_until": _blocked_until(count, now)},
            where=sa.or_(Throttle.blocked_until.is_(None), Throttle.blocked_until <= now),
        )
        .returning(Throttle.failures)
    )
    if db.session.execute(tried).first() is not None:
        return 0
    until = db.session.scalar(sa.select(Throttle.blocked_until).where(Throttle.subject == subject))
    return max(1, round((until - now).total_seconds())) if until else 1


def _blocked_until(count: sa.ColumnElement[int], now: datetime) -> sa.ColumnElement[datetime]:
    """Nothing below five tries, then 30 seconds, doubling up to an hour."""
    waits, wait = [], SHORTEST_WAIT
    while wait < LONGEST_WAIT:
        waits.append(wait)
        wait *= 2
    moments = [
        (count == FREE_TRIES + i, sa.literal(now + each, Throttle.blocked_until.type))
        for i, each in enumerate(waits)
    ]
    return sa.case(
        (count < FREE_TRIES, sa.null()),
        *moments,
        else_=sa.literal(now + LONGEST_WAIT, Throttle.blocked_until.type),
    )


def succeed(account: str, device: str) -> None:
    """The secret was right: the account is forgiven all, the device only this one try.

    Otherwise whoever has an account could wipe the slate between guesses at others.
    """
    forgive(account)
    db.session.execute(
        sa.update(Throttle)
        .where(Throttle.subject == device, Throttle.failures > 0)
        .values(failures=Throttle.failures - 1, blocked_until=None)
    )


def forgive(*subjects: str) -> None:
    db.session.execute(sa.delete(Throttle).where(Throttle.subject.in_(subjects)))


def sound_alarm(now: datetime) -> bool:
    """True for the first caller in five minutes, so that an attack writes one line, not thousands."""
    rung = (
        insert(Throttle)
        .values(subject="alarm:spray", failures=0, last_at=now, blocked_until=None)
        .on_conflict_do_update(
            index_elements=["subject"],
            set_={"last_at": now},
            where=Throttle.last_at <= now - SPRAY_WINDOW,
        )
        .returning(Throttle.subject)
    )
    return db.session.execute(rung).first() is not None


def forget_old(now: datetime) -> tuple[int, int]:
    """Drop sessions over for a month and counters no rule looks at any more; answers how many of each."""
    month_ago = now - timedelta(days=30)
    sessions = db.session.execute(
        sa.delete(SignIn).where(sa.or_(SignIn.ended_at < month_ago, SignIn.expires_at < month_ago))
    )
    counters = db.session.execute(sa.delete(Throttle).where(Throttle.last_at < now - FORGET_AFTER))
    return sessions.rowcount, counters.rowcount  # type: ignore[attr-defined]
