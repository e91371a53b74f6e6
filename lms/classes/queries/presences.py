"""What every meeting counts as for everybody, when marks, excuses told before and make-up meetings are all known."""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Excuse, Invited, Mark, Meeting, MeetingState, Presence
from lms.classes.rules.attendance import ATTENDED, counts_as
from lms.core.db import BigKey, db, in_one_text
from lms.core.prepared import Glance

Presences = dict[int, dict[int, Presence]]  # by person, then by meeting

_meeting, _mark = Meeting.__table__, Mark.__table__
_excuse, _invited = Excuse.__table__, Invited.__table__
_MARKED, _TOLD, _MADE_UP = range(3)
PRESENCES: dict[str | None, Any] = {None: None, **{each.value: each for each in Presence}}
_NOTHING = sa.literal(None, type_=_mark.c.presence.type)


def _known(*more: Any) -> tuple[sa.Select[Any], ...]:
    """Marks, excuses, and who came to the other meeting once its register was closed."""
    marks = (
        sa.select(
            _mark.c.person_id, _mark.c.meeting_id, _mark.c.presence, sa.literal(_MARKED).label("how"), *more
        )
        .join(_meeting, _meeting.c.id == _mark.c.meeting_id)
        .where(_meeting.c.state != MeetingState.CANCELLED, _mark.c.presence.is_not(None))
    )
    excuses = sa.select(_excuse.c.person_id, _excuse.c.meeting_id, _NOTHING, sa.literal(_TOLD), *more).join(
        _meeting, _meeting.c.id == _excuse.c.meeting_id
    )
    # Few are invited: from them to their marks it is nearer than from all marks to who was invited.
    came = sa.exists().where(
        _mark.c.meeting_id == _invited.c.meeting_id,
        _mark.c.person_id == _invited.c.person_id,
        sa.or_(*(_mark.c.presence == each for each in sorted(ATTENDED))),
    )
    made_up = (
        sa.select(_invited.c.person_id, _invited.c.missed_id, _NOTHING, sa.literal(_MADE_UP), *more)
        .join(_meeting, _meeting.c.id == _invited.c.meeting_id)
        .where(_meeting.c.state == MeetingState.CONFIRMED, _invited.c.missed_id.is_not(None), came)
    )
    return marks, excuses, made_up


def _in_one_text(selects: Iterable[sa.Select[Any]]) -> sa.Select[Any]:
    """All of it as one JSON text: taking 240 small rows apart one by one costs five times as much."""
    known = sa.union_all(*selects).subquery()
    columns = (known.c.person_id, known.c.meeting_id, sa.cast(known.c.presence, sa.String), known.c.how)
    return sa.select(in_one_text(*columns).label("known")).select_from(known)


def _in_cohort() -> sa.Select[Any]:
    wanted = _meeting.c.cohort_id == sa.bindparam("cohort_id")
    return _in_one_text(each.where(wanted) for each in _known())


def _at_some() -> sa.Select[Any]:
    return _in_one_text(each.where(each.selected_columns[1].in_(_listed("meetings"))) for each in _known())


def _listed(name: str) -> sa.Select[Any]:
    """The ids in a parameter that is a JSON list."""
    given = sa.bindparam(name, type_=sa.String)
    if db.engine.dialect.name == "sqlite":
        return sa.select(sa.func.json_each(given).table_valued("value").c.value)
    each = sa.func.json_array_elements_text(sa.cast(given, sa.JSON)).table_valued("value")
    return sa.select(sa.cast(each.c.value, BigKey))


_IN_COHORT, _AT_SOME = Glance(_in_cohort), Glance(_at_some)


def presences_in(cohort_id: int) -> Presences:
    """What every meeting of the class counts as (`rules.attendance.counts_as`)."""
    [(text,)] = _IN_COHORT.rows(cohort_id=cohort_id)
    return _settled(json.loads(text or "[]"))


def presences_at(meeting_ids: Iterable[int]) -> Presences:
    """The same of these meetings alone."""
    [(text,)] = _AT_SOME.rows(meetings=json.dumps(list(meeting_ids)))
    return _settled(json.loads(text or "[]"))


def presences_in_classes(cohort_ids: Collection[int]) -> dict[int, Presences]:
    """The same for many classes, by class, in one statement."""
    wanted = _meeting.c.cohort_id.in_(list(cohort_ids))
    rows = db.session.connection().execute(
        sa.union_all(*(each.where(wanted) for each in _known(_meeting.c.cohort_id)))
    )
    by_class: dict[int, list[Any]] = {each: [] for each in cohort_ids}
    for *known, cohort_id in rows:
        by_class[cohort_id].append(known)
    return {cohort_id: _settled(known) for cohort_id, known in by_class.items()}


def came_to(presences: Presences) -> Counter[int]:
    """How many came to each meeting, or made up for it."""
    return Counter(
        meeting
        for theirs in presences.values()
        for meeting, presence in theirs.items()
        if presence in ATTENDED
    )


def made_up_in(cohort_id: int) -> dict[tuple[int, int], datetime]:
    """When each member last made up for a meeting of the class, by member and meeting missed."""
    made_up = _known(_meeting.c.starts_at)[_MADE_UP].where(_meeting.c.cohort_id == cohort_id)
    rows = db.session.connection().execute(made_up.order_by(_meeting.c.starts_at))
    return {(person, missed): starts_at for person, missed, _nothing, _how, starts_at in rows}


def _settled(rows: Iterable[Any]) -> Presences:
    found: Presences = {}
    beside: dict[tuple[int, int], set[int]] = {}
    for person, meeting, presence, how in rows:
        if how == _MARKED:
            found.setdefault(person, {})[meeting] = PRESENCES[presence]
        else:
            beside.setdefault((person, meeting), set()).add(how)
    for (person, meeting), known in beside.items():
        theirs = found.setdefault(person, {})
        counted = counts_as(theirs.get(meeting), _TOLD in known, _MADE_UP in known)
        if counted is not None:
            theirs[meeting] = counted
    return found
