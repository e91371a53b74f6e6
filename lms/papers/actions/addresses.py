"""Making a private address and ending it."""

from datetime import datetime

import sqlalchemy as sa

from lms.core import audit
from lms.core.audit import Deed
from lms.core.db import db
from lms.papers.models import CalendarFeed, Purpose
from lms.papers.rules.addresses import new_token, token_hash


def make_address(
    person_id: int, purpose: Purpose, unit_id: int | None, language: str, now: datetime
) -> tuple[int, str]:
    """A new address for this purpose: its id, and its token, which is told this once. The one before ends."""
    db.session.execute(
        sa.update(CalendarFeed)
        .where(
            CalendarFeed.person_id == person_id,
            CalendarFeed.purpose == purpose,
            CalendarFeed.unit_id.is_(None) if unit_id is None else CalendarFeed.unit_id == unit_id,
            CalendarFeed.ended_at.is_(None),
        )
        .values(ended_at=now)
    )
    token = new_token()
    feed = CalendarFeed(
        person_id=person_id,
        purpose=purpose,
        unit_id=unit_id,
        language=language,
        token_hash=token_hash(token),
        made_at=now,
    )
    db.session.add(feed)
    db.session.flush()
    audit.record(person_id, Deed.CREATED, "calendar_feed", feed.id, now, purpose=purpose.value)
    return feed.id, token


def end_address(feed: CalendarFeed, now: datetime) -> None:
    feed.ended_at = now
    audit.record(feed.person_id, Deed.REVOKED, "calendar_feed", feed.id, now, purpose=feed.purpose.value)
