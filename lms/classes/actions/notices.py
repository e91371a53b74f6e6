"""Telling people what changed, on their first pages."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from lms.classes.models import News, Notice
from lms.core.db import db


def tell(
    people: Collection[int],
    kind: News,
    cohort_id: int,
    now: datetime,
    *,
    meeting_id: int | None = None,
    about_id: int | None = None,
    before: datetime | None = None,
) -> None:
    """One notice for each; what a later one of the same meeting says, replaces what was not seen yet."""
    if not people:
        return
    if meeting_id is not None:
        db.session.execute(
            sa.delete(Notice).where(
                Notice.meeting_id == meeting_id, Notice.person_id.in_(people), Notice.seen_at.is_(None)
            )
        )
    shared = {
        "kind": kind,
        "cohort_id": cohort_id,
        "meeting_id": meeting_id,
        "about_id": about_id,
        "before": before,
        "made_at": now,
    }
    db.session.execute(sa.insert(Notice), [{"person_id": person, **shared} for person in sorted(people)])


def mark_seen(notice_id: int, person_id: int, now: datetime) -> bool:
    """The person has read it; false when it is not theirs."""
    changed = db.session.execute(
        sa.update(Notice)
        .where(Notice.id == notice_id, Notice.person_id == person_id)
        .values(seen_at=sa.func.coalesce(Notice.seen_at, now))
        .execution_options(synchronize_session=False)
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined]
