"""A closed register, a meeting moved or cancelled: somebody has to be called or reminded anew. Imported by lms/app.py by name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lms.classes.models import Meeting, News
from lms.classes.queries.presences import presences_in
from lms.classes.signals import register_closed, rescheduled, settled_anew
from lms.keeping.actions.calls import list_people, settle
from lms.keeping.actions.reminders import forget_what_was_said
from lms.keeping.models import Why
from lms.keeping.queries.calls import told_of_cancelling
from lms.keeping.rules.calls import absent_from


@register_closed.connect
def call_the_absent(_sender: Any, *, meeting_id: int, cohort_id: int, now: datetime, **_more: Any) -> None:
    presences = presences_in(cohort_id)
    list_people(cohort_id, meeting_id, absent_from(meeting_id, presences), Why.ABSENT, now)
    settle(cohort_id, now, presences)


@settled_anew.connect
def call_nobody_in_vain(_sender: Any, *, cohort_id: int, now: datetime, **_more: Any) -> int:
    return settle(cohort_id, now)


@rescheduled.connect
def call_about(
    _sender: Any, *, meeting: Meeting, people: Sequence[int], news: News, now: datetime, **_more: Any
) -> None:
    forget_what_was_said(meeting.id)
    if news is News.BACK:  # whom nobody told that it was cancelled come as they would have come
        people = told_of_cancelling(meeting.id)
    why = Why.CANCELLED if news is News.CANCELLED else Why.MOVED
    list_people(meeting.cohort_id, meeting.id, people, why, now)
