"""Putting right the marks that do not follow from what was said, and the calls that do not follow from the marks."""

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

import sqlalchemy as sa

from lms.classes.actions.attendance import settle
from lms.classes.actions.statements import PROJECT_LIGHT, PROJECT_STAFF, packed
from lms.classes.models import Mark
from lms.classes.queries import rebuilding as find
from lms.classes.rules.attendance import LIGHT
from lms.classes.signals import settled_anew
from lms.core import audit
from lms.core.audit import Deed
from lms.core.db import db


class PutRight(NamedTuple):
    """How many marks were changed, and how many calls about absences ended by that."""

    marks: int
    calls: int


def put_right(meeting_ids: Collection[int], now: datetime) -> PutRight:
    """Compute the marks of these meetings from the statements again.

    Marks may be made meanwhile. Those that stand are held first, so that whatever is said later
    comes after us and weighs itself against what we leave; one that is missing is weighed by the
    statement that makes every mark. The same again changes nothing.
    """
    find.take_time()
    stands = find.marks_in(meeting_ids, hold=True)
    follows = find.said_in(meeting_ids)
    wrong = find.differing(stands, follows)
    for place in wrong:
        if place not in follows:
            db.session.execute(sa.delete(Mark).where(*_at(place)))
        elif place in stands:
            _correct(place, follows[place])
        else:
            _add(follows[place])
    changed = {meeting: len(list(each)) for meeting, each in groupby(wrong, lambda place: place[0])}
    for meeting, marks in changed.items():
        audit.record(None, Deed.CHANGED, "register", meeting, now, put_right=marks)
    ended = 0
    for cohort_id in find.classes_of(changed):
        settle(cohort_id, now)
        ended += settle_calls([cohort_id], now)
    return PutRight(len(wrong), ended)


def settle_calls(cohort_ids: Collection[int], now: datetime) -> int:
    """Weigh anew what the closed registers of these classes count as; answers how many calls ended.

    For absences that were made up for before anybody weighed them so. The same again ends none.
    """
    answers = [settled_anew.send(cohort_id=each, now=now) for each in cohort_ids]
    return sum(ended for heard in answers for _listener, ended in heard)


def _at(place: find.Place) -> tuple[sa.ColumnElement[bool], ...]:
    return Mark.meeting_id == place[0], Mark.person_id == place[1]


def _correct(place: find.Place, event: Any) -> None:
    said = {"presence": event.presence, "event_id": event.id, "made_at": event.made_at}
    db.session.execute(
        sa.update(Mark).where(*_at(place)).values(said).execution_options(synchronize_session=False)
    )


def _add(event: Any) -> None:
    project = PROJECT_LIGHT if event.source in LIGHT else PROJECT_STAFF
    rows = packed([(event.id, event.person_id, event.presence, event.made_at)])
    project.change(rows=rows, meeting_id=event.meeting_id)
