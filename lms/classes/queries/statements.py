"""What was said in meetings, by whom; and where that differs.

An id that we or our phones made begins with its meeting, so what was said there is a range of the
table's key (`rules.events`); of other ids only those behind a mark are found.
"""

from collections.abc import Collection
from typing import NamedTuple

import sqlalchemy as sa

from lms.classes.models import Mark, MarkEvent
from lms.classes.rules.attendance import LIGHT
from lms.classes.rules.conflicts import Statement, outweighed, side_by_side
from lms.classes.rules.events import ids_of
from lms.core.db import db
from lms.core.prepared import Glance
from lms.people.models import Person

_event, _mark, _person = MarkEvent.__table__, Mark.__table__, Person.__table__
SAID = (  # a statement in full
    _event.c.id,
    _event.c.meeting_id,
    _event.c.person_id,
    _event.c.presence,
    _event.c.source,
    _event.c.made_by,
    _event.c.made_at,
)


def statements_in(meetings: Collection[int]) -> dict[int, dict[str, Statement]]:
    """What was said in these meetings before, by event id."""
    ranges = sa.or_(
        *(sa.and_(_event.c.id >= begin, _event.c.id < end) for begin, end in map(ids_of, meetings))
    )
    behind = sa.select(*SAID).join(_mark, _mark.c.event_id == _event.c.id)
    rows = db.session.connection().execute(
        sa.union(
            sa.select(*SAID).where(ranges, _event.c.meeting_id.in_(list(meetings))),
            behind.where(_mark.c.meeting_id.in_(list(meetings))),
        )
    )
    found: dict[int, dict[str, Statement]] = {each: {} for each in meetings}
    for event, meeting, *more in rows.all():
        found[meeting][event] = Statement(event, meeting, *more)
    return found


def _disputed() -> sa.CompoundSelect[tuple[object, ...]]:
    """Every statement, with its speaker's name, on those of whom a trainer said otherwise than their mark."""
    meeting: sa.BindParameter[int] = sa.bindparam("meeting_id")
    of_one = sa.and_(*(_event.c.source != each for each in LIGHT))
    said_there = sa.and_(
        _event.c.id >= sa.bindparam("begin"),
        _event.c.id < sa.bindparam("end"),
        _event.c.meeting_id == meeting,
    )
    whose = (
        sa.select(_event.c.person_id)
        .distinct()
        .join(_mark, sa.and_(_mark.c.meeting_id == meeting, _mark.c.person_id == _event.c.person_id))
        .where(said_there, _event.c.presence != _mark.c.presence, of_one)
        .cte("disputed")
    )
    told = sa.select(*SAID, _person.c.name).join(_person, _person.c.id == _event.c.made_by)
    on_them = told.join(whose, whose.c.person_id == _event.c.person_id).where(said_there)
    behind = told.join(_mark, _mark.c.event_id == _event.c.id).join(
        whose, whose.c.person_id == _mark.c.person_id
    )
    return sa.union(on_them, behind.where(_mark.c.meeting_id == meeting))


_DISPUTED = Glance(_disputed())


class Dispute(NamedTuple):
    """Who said what and what stands, told to a reader; `gave_way`: their own word does not stand, and they may agree."""

    words: str
    gave_way: bool


def disputes_in(meeting_id: int, reader: int) -> dict[int, Dispute]:
    """By person what to tell `reader`, where trainers said different things of them in this meeting."""
    begin, end = ids_of(meeting_id)
    rows = _DISPUTED.rows(meeting_id=meeting_id, begin=begin, end=end)
    names = {row.made_by: row.name for row in rows}
    found = side_by_side(Statement(*row[:-1]) for row in rows)
    gave_way = {each.stands.person_id for each in outweighed(found, reader)}
    told: dict[int, list[str]] = {}
    for each in found:
        told.setdefault(each.stands.person_id, []).append(str(each.words(names, reader)))
    return {person: Dispute(" ".join(words), person in gave_way) for person, words in told.items()}
