"""The demo's classes: one finished, two under way with meetings behind and before them, one online."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from lms.catalogue.content import Course
from lms.classes.actions import attendance, cohorts, meetings, members, skills
from lms.classes.models import Cohort, MarkSource, Meeting, Mode, Presence
from lms.classes.queries import attendance as find
from lms.classes.rules.attendance import ATTENDED
from lms.core import clock
from lms.core.access import Asker, Held, Role
from lms.places.models import Unit

LINK = "https://hop.example.vn/lop-toi"


def teacher(person_id: int, unit: Unit, role: Role = Role.TRAINER) -> Asker:
    """This person with their role at a unit, as a request of theirs would be."""
    return Asker(person_id, "", "", "vi", unit.id, unit.path, 0, "", (Held(role, unit.id, unit.path),))


def in_charge(person_id: int, unit: Unit) -> Asker:
    return teacher(person_id, unit, Role.CADRE)


def open_class(
    name: str,
    place: str,
    unit: Unit,
    course: Course,
    modules: Sequence[str],
    trainer: int,
    now: datetime,
    seats: int = 35,
    open_door: bool = False,
) -> Cohort:
    plan = cohorts.Plan(name, place, seats, course.minimum_attendance, list(modules), open_door)
    return cohorts.open_cohort(plan, course.slug, unit.id, now, made_by=trainer, teaches=True)


def plan_weekly(
    cohort: Cohort, first: date, how_many: int, room: meetings.Room, hour: int = 19, minute: int = 30
) -> list[Meeting]:
    """So many meetings of ninety minutes, a week apart."""
    starts = [clock.at_local(first + timedelta(weeks=n), hour, minute) for n in range(how_many)]
    return meetings.plan_meetings(
        cohort, [meetings.Hours(at, at + timedelta(minutes=90)) for at in starts], room
    )


def fill(cohort: Cohort, people: Sequence[int], when: datetime) -> None:
    for person_id in people:
        members.join(cohort.id, cohort.course, person_id, when)


def hold(who: Asker, meeting: Meeting, people: Sequence[int], rng: random.Random, steady: float) -> None:
    """Take the register of a past meeting and close it; `steady` is the chance to come."""
    after = meeting.ends_at - timedelta(minutes=10)
    row = find.meeting_taught_by(who, meeting.id)
    presences = {person_id: _presence(rng, steady) for person_id in people}
    attendance.save_register(row, presences, MarkSource.REGISTER, who.person_id, after)
    present = sum(each in ATTENDED for each in presences.values())
    attendance.close_register(
        find.meeting_taught_by(who, meeting.id), present, who.person_id, meeting.ends_at
    )


def _presence(rng: random.Random, steady: float) -> Presence:
    if rng.random() < steady:
        return Presence.LATE if rng.random() < 0.12 else Presence.PRESENT
    return Presence.EXCUSED if rng.random() < 0.35 else Presence.ABSENT


def show_skills(
    cohort: Cohort,
    course: Course,
    people: Sequence[int],
    trainer: int,
    rng: random.Random,
    now: datetime,
    mastery: float,
) -> None:
    """What the trainer ticked: most people 2 or 3, some still 1."""
    for slug in cohort.modules:
        module = course.module(slug)
        if module is None:
            continue
        levels = {
            (person_id, skill.id): rng.choice((2, 3)) if rng.random() < mastery else 1
            for person_id in people
            for skill in module.skills
        }
        skills.observe(cohort, course, module, levels, trainer, now)


def room(mode: Mode, place: str) -> meetings.Room:
    return meetings.Room(mode, place, None if mode is Mode.IN_PERSON else LINK)
