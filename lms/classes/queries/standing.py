"""Classes with all that attendance is counted from, in four statements for any number of them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, Kind, Meeting, MeetingState, Membership
from lms.classes.queries.presences import presences_in_classes
from lms.classes.rules.attendance import Planned
from lms.classes.rules.standing import ClassStanding, Member, class_standing
from lms.core.db import db

_meeting, _member, _cohort = Meeting.__table__, Membership.__table__, Cohort.__table__


@dataclass(slots=True)
class Taught:
    """A class: its lessons that were not cancelled, in order, each with its number, and everybody who was ever in it."""

    id: int
    minimum: int
    lessons: list[Planned] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)

    def standing(self) -> ClassStanding:
        return class_standing(self.lessons, self.members.values(), self.minimum)


def taught(cohort_ids: Collection[int]) -> list[Taught]:
    """These classes; one that is not there is left out."""
    ids = list(cohort_ids)
    ask = db.session.connection().execute
    found = {
        row.id: Taught(row.id, row.minimum_attendance)
        for row in ask(sa.select(_cohort.c.id, _cohort.c.minimum_attendance).where(_cohort.c.id.in_(ids)))
    }
    for row in ask(_lessons(ids)):
        of = found[row.cohort_id]
        settled = row.state is MeetingState.CONFIRMED
        of.lessons.append(Planned(row.id, row.starts_at, row.ends_at, (), settled))
        of.numbers[row.id] = row.number
    presences = presences_in_classes(ids)
    members = sa.select(_member.c.cohort_id, _member.c.person_id, _member.c.joined_at, _member.c.left_at)
    for cohort, person, joined_at, left_at in ask(members.where(_member.c.cohort_id.in_(ids))):
        found[cohort].members[person] = Member(joined_at, left_at, presences[cohort].get(person, {}))
    return list(found.values())


def _lessons(ids: list[int]) -> sa.Select[Any]:
    columns = ("id", "cohort_id", "number", "starts_at", "ends_at", "state")
    return (
        sa.select(*(_meeting.c[name] for name in columns))
        .where(
            _meeting.c.cohort_id.in_(ids),
            _meeting.c.state != MeetingState.CANCELLED,
            _meeting.c.kind == Kind.LESSON,
        )
        .order_by(_meeting.c.starts_at, _meeting.c.id)
    )
