"""Marks beside the statements they follow from, for putting right the ones that differ."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Mark, MarkEvent, Meeting, MeetingState
from lms.classes.queries.statements import SAID
from lms.classes.rules.attendance import weight
from lms.core.db import db

Place = tuple[int, int]  # meeting and person
AT_ONCE = 200

_SAID = sa.select(*SAID)
_STANDS = sa.select(Mark.meeting_id, Mark.person_id, Mark.presence, Mark.event_id, Mark.made_at)


def take_time() -> None:
    """For this transaction no statement is stopped for taking long: what was said is read from end to end."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(sa.text("SET LOCAL statement_timeout = 0"))


def heaviest(events: Iterable[Any]) -> dict[Place, Any]:
    """Of each person in each meeting the statement that counts."""
    found: dict[Place, Any] = {}
    for event in events:
        place = (event.meeting_id, event.person_id)
        before = found.get(place)
        if before is None or _weight(event) > _weight(before):
            found[place] = event
    return found


def _weight(event: Any) -> tuple[Any, ...]:
    return weight(event.source, event.made_at, event.id)


def differing(stands: dict[Place, Any], follows: dict[Place, Any]) -> list[Place]:
    """Where the mark is not what was said, is missing, or stands though nothing was said."""
    return sorted(
        place
        for place in stands.keys() | follows.keys()
        if place not in stands
        or place not in follows
        or (stands[place].event_id, stands[place].presence, stands[place].made_at)
        != (follows[place].id, follows[place].presence, follows[place].made_at)
    )


def marks_in(meeting_ids: Collection[int], hold: bool = False) -> dict[Place, Any]:
    """The marks of these meetings; nobody else changes them meanwhile when they are held."""
    asked = _STANDS.where(Mark.meeting_id.in_(meeting_ids)).order_by(Mark.meeting_id, Mark.person_id)
    rows = db.session.execute(asked.with_for_update() if hold else asked)
    return {(row.meeting_id, row.person_id): row for row in rows}


def said_in(meeting_ids: Collection[int]) -> dict[Place, Any]:
    """What counts of everything that was said about these meetings."""
    return heaviest(db.session.execute(_SAID.where(MarkEvent.meeting_id.in_(meeting_ids))))


def how_many_marks() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(Mark)) or 0


def meetings_to_put_right() -> list[int]:
    """The meetings of which a mark seems to differ: one look at everything, a part in memory at a time.

    Nothing is held, so that a mark made meanwhile may seem to differ too.
    """
    take_time()
    wrong = set(db.session.scalars(_strays()))
    for events in _by_meetings():
        follows = heaviest(events)
        stands = marks_in({meeting for meeting, _person in follows})
        wrong.update(meeting for meeting, _person in differing(stands, follows))
    return sorted(wrong)


def _by_meetings() -> Iterator[list[Any]]:
    """All statements, those of some meetings together."""
    asked = _SAID.order_by(MarkEvent.meeting_id).execution_options(yield_per=1000)
    meetings = groupby(db.session.execute(asked), attrgetter("meeting_id"))
    each = (list(events) for _meeting, events in meetings)
    while some := list(islice(each, AT_ONCE)):
        yield [event for events in some for event in events]


def _strays() -> sa.Select[Any]:
    """Meetings with a mark that names a statement about somebody else or another meeting."""
    of_it = (
        MarkEvent.id == Mark.event_id,
        MarkEvent.meeting_id == Mark.meeting_id,
        MarkEvent.person_id == Mark.person_id,
    )
    return sa.select(Mark.meeting_id).distinct().where(~sa.exists().where(*of_it))


def classes_with_closed_registers() -> list[int]:
    closed = Meeting.state == MeetingState.CONFIRMED
    return list(
        db.session.scalars(sa.select(Meeting.cohort_id).distinct().where(closed).order_by("cohort_id"))
    )


def classes_of(meeting_ids: Collection[int]) -> list[int]:
    """Whose meetings these are."""
    return list(
        db.session.scalars(
            sa.select(Meeting.cohort_id)
            .distinct()
            .where(Meeting.id.in_(meeting_ids))
            .order_by(Meeting.cohort_id)
        )
    )
