"""What a person's first page tells them, asked once for every page."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, CohortTrainer, Meeting, Notice
from lms.core.db import db
from lms.core.prepared import Glance, at_most
from lms.people.models import Person

KEPT = timedelta(days=21)
_notice, _cohort, _meeting, _person = (each.__table__ for each in (Notice, Cohort, Meeting, Person))
_MINE = Glance(
    sa.select(
        _notice.c.id,
        _notice.c.kind,
        _notice.c.cohort_id,
        _cohort.c.name.label("cohort_name"),
        _meeting.c.starts_at,
        _meeting.c.place,
        _notice.c.before,
        _person.c.name.label("about"),
    )
    .select_from(_notice)
    .join(_cohort, _cohort.c.id == _notice.c.cohort_id)
    .outerjoin(_meeting, _meeting.c.id == _notice.c.meeting_id)
    .outerjoin(_person, _person.c.id == _notice.c.about_id)
    .where(
        _notice.c.person_id == sa.bindparam("person_id"),
        _notice.c.made_at > sa.bindparam("since", type_=_notice.c.made_at.type),
        _notice.c.seen_at.is_(None),
        sa.or_(
            _meeting.c.id.is_(None), _meeting.c.ends_at > sa.bindparam("now", type_=_notice.c.made_at.type)
        ),
    )
    .order_by(_notice.c.made_at.desc(), _notice.c.id.desc())
    .limit(at_most(10))
)


def notices_of(person_id: int, now: datetime) -> Sequence[Any]:
    """What somebody has not seen yet, the newest first: three weeks long, or until the meeting is over."""
    return _MINE.rows(person_id=person_id, since=now - KEPT, now=now)


def trainer_ids(cohort_id: int) -> list[int]:
    return list(
        db.session.scalars(sa.select(CohortTrainer.person_id).where(CohortTrainer.cohort_id == cohort_id))
    )
