"""The members of a class with everything a trainer wants to know of each, in a constant number of statements."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lms.catalogue.content import Course, Module
from lms.classes.models import Cohort, Kind, MeetingState, Presence
from lms.classes.queries import members as find
from lms.classes.queries.presences import Presences, presences_in
from lms.classes.queries.skills import best_of_members
from lms.classes.rules.attendance import Attendance, Planned, attendance
from lms.classes.rules.skills import ENOUGH


@dataclass(frozen=True, slots=True)
class Line:
    """One member of a class as its page shows them."""

    id: int
    name: str
    birth_year: int
    unit_name: str
    left_at: datetime | None
    attendance: Attendance
    skills_shown: int
    modules_done: int


def modules_of(cohort: Cohort, course: Course) -> list[Module]:
    """What a class teaches, in course order; a module that a later edition dropped is left out."""
    return [module for module in course.modules if module.slug in cohort.modules]


def planned_of(meetings: Iterable[Any]) -> list[Planned]:
    """The meetings that count for attendance: every lesson that was not cancelled."""
    return [
        Planned(row.id, row.starts_at, row.ends_at, row.modules, row.state is MeetingState.CONFIRMED)
        for row in meetings
        if row.state is not MeetingState.CANCELLED and row.kind is Kind.LESSON
    ]


def lines_of(
    cohort: Cohort, modules: Collection[Module], meetings: Iterable[Any], presences: Presences | None = None
) -> list[Line]:
    """Every member, those who left last: attendance over all meetings, required skills shown, modules completed.

    Args:
        presences: what the meetings of the class count as, where that was read already.
    """
    planned = planned_of(meetings)
    rows = find.members_of(cohort.id)
    marks = presences_in(cohort.id) if presences is None else presences
    best = best_of_members(cohort.id, cohort.course)
    done = find.completed_by_members(cohort.id, cohort.course)
    required = required_skills(modules)
    slugs = {module.slug for module in modules}
    return [
        Line(
            id=row.id,
            name=row.name,
            birth_year=row.birth_year,
            unit_name=row.unit_name,
            left_at=row.left_at,
            attendance=attendance(planned, marks.get(row.id, {}), row.joined_at),
            skills_shown=sum(best.get(row.id, {}).get(skill, 0) >= ENOUGH for skill in required),
            modules_done=len(done.get(row.id, set()) & slugs),
        )
        for row in rows
    ]


def required_skills(modules: Iterable[Module]) -> list[tuple[str, str]]:
    """(module, skill) of what members have to show."""
    return [(module.slug, skill.id) for module in modules for skill in module.skills if skill.required]


def attendance_of(
    meetings: Iterable[Any], cohort_id: int, person_id: int, joined_at: datetime
) -> tuple[Attendance, dict[int, Presence]]:
    """One member's attendance and the marks it comes from."""
    marks = presences_in(cohort_id).get(person_id, {})
    return attendance(planned_of(meetings), marks, joined_at), marks
