"""What a class came to: asked when a trainer closes it, and kept as they signed it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from lms.catalogue.content import Module
from lms.classes.models import Cohort, Kind, Meeting, MeetingState, Reason, Summary
from lms.classes.queries import members as find_members
from lms.classes.queries import overview
from lms.classes.rules.attendance import Attendance, together
from lms.classes.rules.closing import lacking
from lms.core.db import db
from lms.people.models import Person


def summary_of(
    cohort: Cohort, modules: Collection[Module], meetings: Sequence[Any], language: str
) -> dict[str, Any]:
    """Numbers, and for every present member what they finished and what is lacking, in this language's words."""
    lines = [line for line in overview.lines_of(cohort, modules, meetings) if line.left_at is None]
    done = find_members.completed_by_members(cohort.id, cohort.course)
    held = [row for row in meetings if row.state is MeetingState.CONFIRMED]
    all_of = together(line.attendance for line in lines)
    people = []
    for line in lines:
        left = [
            module.short.in_(language) for module in modules if module.slug not in done.get(line.id, set())
        ]
        people.append(
            {
                "id": line.id,
                "attended": line.attendance.attended,
                "held": line.attendance.held,
                "counted": line.attendance.counted,
                "finished": not left,
                "lacks": lacking(left, line.attendance, cohort.minimum_attendance),
            }
        )
    return {
        "members": len(people),
        "finished": sum(each["finished"] for each in people),
        "held": len(held),
        "hours": round(sum((row.ends_at - row.starts_at).total_seconds() for row in held) / 3600, 1),
        "came": all_of.attended,
        "expected": all_of.counted,
        "to_come": all_of.remaining,
        "people": people,
    }


def attendance_in(document: Mapping[str, Any]) -> Attendance:
    """How the class stood when this was summed up; one signed long ago does not know what was still to come."""
    return Attendance(document["expected"], 0, document["came"], document.get("to_come", 0))


def open_registers(meetings: Sequence[Any], now: Any) -> list[int]:
    """The numbers of meetings that are over and whose registers nobody closed."""
    return [row.number for row in meetings if row.state is MeetingState.PLANNED and row.ends_at <= now]


def last_summary(cohort_id: int) -> Any | None:
    """The summary signed last, with who signed it; None before the first."""
    return db.session.execute(
        sa.select(Summary.document, Summary.signed_at, Summary.reopened_at, Person.name.label("signer"))
        .join(Person, Person.id == Summary.signed_by)
        .where(Summary.cohort_id == cohort_id)
        .order_by(Summary.id.desc())
        .limit(1)
    ).one_or_none()


def names_of(people: Collection[int]) -> Mapping[int, str]:
    rows = db.session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(people)))
    return {row.id: row.name for row in rows}


def reasons_in(cohort_id: int) -> Sequence[Any]:
    """Why registers were corrected after their time: words, when, by whom, of which meeting."""
    return db.session.execute(
        sa.select(Reason.words, Reason.made_at, Person.name, Meeting.number)
        .join(Meeting, Meeting.id == Reason.meeting_id)
        .join(Person, Person.id == Reason.made_by)
        .where(Meeting.cohort_id == cohort_id, Meeting.kind.in_(list(Kind)))
        .order_by(Reason.id.desc())
        .limit(50)
    ).all()
