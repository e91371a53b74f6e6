"""The least that a trainer needs for an evening without a network."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, Mark, MarkEvent, Meeting, MeetingState, Membership
from lms.classes.queries.meetings import held_between
from lms.classes.queries.scope import run_by, taught_by
from lms.classes.queries.skills import best_of
from lms.classes.queries.statements import statements_in
from lms.classes.rules.attendance import LIGHT
from lms.classes.rules.conflicts import Conflict, outweighed, side_by_side
from lms.core.access import Asker
from lms.core.db import db
from lms.field.rules.packet import MOST_MEETINGS, TOLD_FOR, days_from
from lms.people.models import Card, Person


def meetings_ahead(asker: Asker, classes: Collection[int], now: datetime) -> Sequence[Any]:
    """The meetings of the next days of the classes the asker teaches, and of those named that they answer for."""
    begin, end = days_from(now)
    return db.session.execute(
        sa.select(
            Meeting.id,
            Meeting.number,
            Meeting.starts_at,
            Meeting.ends_at,
            Meeting.place,
            Meeting.state,
            Meeting.head_count,
            Cohort.id.label("cohort_id"),
            Cohort.name.label("cohort_name"),
            Cohort.course,
            Cohort.modules.label("cohort_modules"),
        )
        .join(Cohort, Cohort.id == Meeting.cohort_id)
        .where(
            _taken_along(asker, classes),
            Cohort.closed_at.is_(None),
            Meeting.state != MeetingState.CANCELLED,
            held_between(begin, end),
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(MOST_MEETINGS)
    ).all()


def _taken_along(asker: Asker, classes: Collection[int]) -> sa.ColumnElement[bool]:
    mine = taught_by(asker)
    return sa.or_(mine, sa.and_(Cohort.id.in_(list(classes)), run_by(asker))) if classes else mine


def outweighed_lately(asker: Asker, classes: Collection[int], now: datetime) -> list[Conflict]:
    """Where somebody else's word came to stand over the asker's, in the last meetings of the same classes."""
    begin, end = days_from(now)
    by_another = (
        sa.exists()
        .where(Mark.meeting_id == Meeting.id, Mark.presence.is_not(None))
        .where(MarkEvent.id == Mark.event_id, MarkEvent.made_by != asker.person_id)
        .where(MarkEvent.source.not_in(LIGHT))
    )
    meetings = db.session.scalars(
        sa.select(Meeting.id)
        .join(Cohort, Cohort.id == Meeting.cohort_id)
        .where(
            _taken_along(asker, classes),
            Meeting.state != MeetingState.CANCELLED,
            held_between(begin - TOLD_FOR, end),
            by_another,
        )
        .order_by(Meeting.starts_at.desc(), Meeting.id)
        .limit(MOST_MEETINGS)
    ).all()
    if not meetings:
        return []
    said = (each for by_id in statements_in(meetings).values() for each in by_id.values())
    return outweighed(side_by_side(said), asker.person_id)


def members_of(cohorts: Collection[int]) -> Sequence[Any]:
    """Who learns in these classes now, by given name, each with the hash of the card in force."""
    return db.session.execute(
        sa.select(Membership.cohort_id, Person.id, Person.name, Person.birth_year, Card.token_hash)
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(Card, sa.and_(Card.person_id == Person.id, Card.revoked_at.is_(None)))
        .where(
            Membership.cohort_id.in_(list(cohorts)),
            Membership.left_at.is_(None),
            Person.disabled_at.is_(None),
        )
        .order_by(Person.sort_key, Person.id)
    ).all()


def marks_in(meetings: Collection[int]) -> Sequence[Any]:
    """The present mark of everybody in these meetings."""
    return db.session.execute(
        sa.select(Mark.meeting_id, Mark.person_id, Mark.presence, Mark.event_id).where(
            Mark.meeting_id.in_(list(meetings)), Mark.presence.is_not(None)
        )
    ).all()


def levels_of(people: Collection[int], courses: Collection[str]) -> dict[int, dict[tuple[str, str], int]]:
    """The best level each showed of each skill."""
    levels: dict[int, dict[tuple[str, str], int]] = {}
    for course in courses:
        for person, best in best_of(people, course).items():
            levels.setdefault(person, {}).update(best)
    return levels
