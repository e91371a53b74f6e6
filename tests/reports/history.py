"""What happens to learners, in tests: rows and the announcements that go with them."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.learning.models import WHOLE_COURSE, Completion, Enrolment, Track
from lms.learning.signals import completed, enrolled
from lms.people.models import Person
from lms.people.signals import moved
from lms.places.models import Population
from lms.reports.actions import rebuild
from lms.reports.models import Tally
from tests.world import COURSE, World, save

SLUG = COURSE["slug"]
MODULES = [module["slug"] for module in COURSE["modules"]]


def enrol(person_id: int) -> None:
    """Idempotent, as learning is: only a new enrolment is announced."""
    if db.session.scalar(sa.select(Enrolment.id).where(Enrolment.person_id == person_id)):
        return
    db.session.add(Enrolment(person_id=person_id, course=SLUG, enrolled_at=clock.now()))
    db.session.flush()
    enrolled.send(None, person_id=person_id, course=SLUG, now=clock.now())


def complete(person_id: int, module: str) -> None:
    """Once a person and module; the last module completes the course."""
    enrol(person_id)
    done = set(db.session.scalars(sa.select(Completion.module).where(Completion.person_id == person_id)))
    if module in done:
        return
    _write(person_id, module)
    if done | {module} == set(MODULES):
        _write(person_id, WHOLE_COURSE)


def _write(person_id: int, module: str) -> None:
    course, now = shelf.course(SLUG), clock.now()
    row = Completion(
        person_id=person_id,
        course=SLUG,
        module=module,
        track=Track.CLASS,
        edition=course.edition,
        completed_at=now,
    )
    db.session.add(row)
    db.session.flush()
    completed.send(
        None,
        completion_id=row.id,
        person_id=person_id,
        course=course,
        module=module,
        track=Track.CLASS,
        now=now,
    )


def move(person_id: int, to_unit_id: int) -> None:
    person = db.session.get_one(Person, person_id)
    before, person.unit_id = person.unit_id, to_unit_id
    db.session.flush()
    if before != to_unit_id:
        moved.send(None, person_id=person_id, from_unit_id=before, to_unit_id=to_unit_id, now=clock.now())


def live(world: World, steps: list[tuple[Any, ...]], **deeds: Callable[..., None]) -> None:
    """What happened, step by step, then a rebuild that finds nothing to correct.

    A step is "commit", "rollback", or a deed (these and `move`) with a person, and a place or what the deed takes.
    """
    for deed, *what in steps:
        if deed in ("commit", "rollback"):
            getattr(db.session, deed)()
        elif deed == "move":
            move(world.people[what[0]], world.units[what[1]])
        else:
            deeds[deed](world.people[what[0]], *what[1:])
    db.session.commit()
    assert rebuild() == []


def tally(unit_id: int, module: str = WHOLE_COURSE) -> tuple[int, int]:
    """Enrolled and completed, as the roll-up says."""
    row = db.session.get(Tally, (unit_id, SLUG, module), populate_existing=True)
    return (row.enrolled, row.completed) if row else (0, 0)


def adults(unit_id: int, count: int, year: int = 2026) -> None:
    save(
        Population(
            unit_id=unit_id,
            adults=count,
            source="Sổ xã",
            as_of=clock.today().replace(year=year, month=6, day=1),
            imported_at=clock.now(),
        )
    )


def a_year_of_learning(world: World) -> None:
    """Hoa completed both modules, Minh one, Xuân (of the sibling) only enrolled, Lan lives in no village."""
    people = world.people
    for module in MODULES:
        complete(people["hoa"], module)
    complete(people["minh"], MODULES[0])
    enrol(people["xuan"])
    enrol(people["lan"])
    db.session.commit()
    adults(world.units["commune"], 6204)
    adults(world.units["village"], 812)
