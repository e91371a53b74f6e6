"""Classes for tests, by plain functions with fixed values. Call inside an application context."""

from datetime import date, datetime, timedelta
from typing import Any

from lms.classes.models import Cohort, CohortTrainer, Meeting, MeetingState, Membership, Mode
from lms.core.clock import at_local
from lms.core.db import db
from tests.world import World, person, save

# A Wednesday evening in the culture house; the clock of a test is set around it.
EVENING = at_local(date(2026, 11, 18), 19, 30)
WEEK = timedelta(days=7)
LONG_BEFORE = EVENING - timedelta(days=60)


def cohort(world: World, trainer: str | None = "lan", unit: str = "village", **more: Any) -> Cohort:
    values = {
        "unit_id": world.units[unit],
        "course": world.course,
        "modules": ["thanh-toan"],
        "name": "Lớp Lãnh Vân 3",
        "place": "Nhà văn hóa thôn",
        "capacity": 60,
        "seats_taken": 0,
        "minimum_attendance": 80,
        "created_at": LONG_BEFORE,
        "created_by": world.people["lan"],
        **more,
    }
    made: Cohort = save(Cohort(**values))
    if trainer:
        save(CohortTrainer(cohort_id=made.id, person_id=world.people[trainer]))
    return made


def meeting(of: Cohort, number: int = 1, starts_at: datetime = EVENING, **more: Any) -> Meeting:
    values = {
        "mode": Mode.IN_PERSON,
        "ends_at": starts_at + timedelta(minutes=90),
        "place": of.place,
        "modules": of.modules,
        "state": MeetingState.PLANNED,
        **more,
    }
    made: Meeting = save(Meeting(cohort_id=of.id, number=number, starts_at=starts_at, **values))
    return made


def meetings(of: Cohort, how_many: int, first: datetime = EVENING) -> list[Meeting]:
    """One a week."""
    return [meeting(of, number + 1, first + number * WEEK) for number in range(how_many)]


def member(of: Cohort, person_id: int, joined_at: datetime = LONG_BEFORE) -> int:
    """Puts a person into the class; answers their id."""
    db.session.add(Membership(cohort_id=of.id, person_id=person_id, joined_at=joined_at))
    of.seats_taken += 1
    db.session.commit()
    return person_id


def members(world: World, of: Cohort, how_many: int) -> list[int]:
    """New people of the village in the class."""
    return [
        member(of, person(f"Nguyễn Thị Học Viên {number:02}", world.units["village"]).id)
        for number in range(how_many)
    ]
