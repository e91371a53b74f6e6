"""A list page asks the database as often for five rows as for five hundred."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from lms.catalogue import shelf
from lms.classes.models import Cohort, CohortTrainer, Meeting, MeetingState, Membership, Mode
from lms.core import clock
from lms.core.db import db
from lms.core.text import fold, plain_sort_key, sort_key
from lms.learning import actions as learning
from lms.people.models import Person
from lms.places.models import Unit, UnitKind
from lms.reports.actions import rebuild
from tests.world import LONG_AGO, World

# Address, who reads it, and whether as staff. {cohort} and {meeting} belong to the one large class.
LISTS = [
    ("/people/", "dung", True),
    ("/people/?q=hoc", "dung", True),
    ("/classes/", "lan", True),
    ("/classes/{cohort}", "lan", True),
    ("/classes/{cohort}/skills", "lan", True),
    ("/classes/{cohort}/papers", "lan", True),
    ("/classes/{cohort}/papers/cards", "lan", True),
    ("/calendar", "lan", True),
    ("/calendar", "dung", True),
    ("/classes/{cohort}/members/add?q=hoc", "lan", True),
    ("/meetings/{meeting}/register", "lan", True),
    ("/meetings/{meeting}/register/close", "lan", True),
    ("/certificates/issued", "dung", True),
    ("/places/22045", "dung", True),
    ("/reports/22045", "dung", True),
    ("/reports/22045-01/people", "dung", True),
    ("/reports/22045-01/classes", "dung", True),
    ("/reports/22045/attendance", "dung", True),
    ("/reports/classes/{cohort}", "dung", True),
    ("/learn/", "hoa", False),
    ("/certificates/", "hoa", False),
    ("/", "hoa", False),
    ("/", "lan", True),
]


def _grow(world: World, already: int, rows: int) -> dict[str, int]:
    """Up to `rows` villages, people in one village, classes of one trainer, and members of one class."""
    now, lan, village = clock.now(), world.people["lan"], world.units["village"]
    commune = db.session.get_one(Unit, world.units["commune"])
    new = range(already, rows)
    db.session.execute(sa.insert(Unit), [_village(commune, n) for n in new])
    db.session.execute(sa.insert(Person), [_person(village, n, now) for n in new])
    db.session.execute(sa.insert(Cohort), [_cohort(world, n, now) for n in new])
    people = list(
        db.session.scalars(sa.select(Person.id).where(Person.name.like("Học Viên %")).order_by(Person.id))
    )[already:]
    cohorts = list(db.session.scalars(sa.select(Cohort.id).order_by(Cohort.id)))
    db.session.execute(
        sa.insert(CohortTrainer), [{"cohort_id": each, "person_id": lan} for each in cohorts[already:]]
    )
    joined = now - timedelta(days=9)
    db.session.execute(
        sa.insert(Membership),
        [{"cohort_id": cohorts[0], "person_id": each, "joined_at": joined} for each in people],
    )
    _study(world, people, max(5, len(people) // 10))
    meeting = db.session.scalar(sa.select(Meeting)) or _meeting(cohorts[0])
    db.session.commit()
    rebuild()
    db.session.commit()
    return {"cohort": cohorts[0], "meeting": meeting.id}


def _study(world: World, people: list[int], complete: int) -> None:
    """Everybody enrols, some complete a module and get their certificate."""
    now, course = clock.now(), shelf.course(world.course)
    for person_id in people:
        learning.enrol(person_id, course.slug, now)
    for person_id in people[:complete]:
        for lesson in course.modules[0].lessons:
            learning.finish_lesson(person_id, course, "thanh-toan", lesson.slug, now)
        learning.note_quiz(person_id, course, "thanh-toan", 100, True, now)


def _meeting(cohort_id: int) -> Meeting:
    now = clock.now()
    meeting = Meeting(
        cohort_id=cohort_id,
        number=1,
        mode=Mode.IN_PERSON,
        starts_at=now - timedelta(minutes=5),
        ends_at=now + timedelta(hours=1),
        place="Nhà văn hóa",
        modules=["thanh-toan"],
        state=MeetingState.PLANNED,
    )
    db.session.add(meeting)
    db.session.flush()
    return meeting


def _cohort(world: World, n: int, now: datetime) -> dict[str, object]:
    return {
        "unit_id": world.units["village"],
        "course": world.course,
        "modules": ["thanh-toan"],
        "name": f"Lớp {n}",
        "place": "Nhà văn hóa",
        "capacity": 600,
        "seats_taken": 0,
        "minimum_attendance": 80,
        "created_at": now,
        "created_by": world.people["lan"],
    }


def _village(commune: Unit, n: int) -> dict[str, object]:
    name = f"Thôn {n}"
    return {
        "code": f"22045-9{n:04}",
        "kind": UnitKind.VILLAGE,
        "form": "thôn",
        "name": name,
        "search_key": fold(name),
        "sort_key": plain_sort_key(name),
        "parent_id": commune.id,
        "path": f"{commune.path}{900_000 + n}/",
        "valid_from": LONG_AGO,
    }


def _person(unit_id: int, n: int, now: datetime) -> dict[str, object]:
    name = f"Học Viên {n}"
    return {
        "name": name,
        "search_key": fold(name),
        "sort_key": sort_key(name),
        "name_key": fold(name),
        "birth_year": 1950 + n % 30,
        "unit_id": unit_id,
        "language": "vi",
        "totp_last_step": 0,
        "created_at": now,
    }


@pytest.mark.both
def test_a_list_costs_the_same_for_five_rows_and_for_five_hundred(app, world, read_as, count_queries):
    counts: dict[int, dict[str, int]] = {}
    for already, rows in ((0, 5), (5, 500)):
        with app.app_context():
            ids = _grow(world, already, rows)
        counts[rows] = {}
        for address, who, staff in LISTS:
            reader = read_as(world.people[who], staff)
            reader.visit(address.format(**ids))  # the shelf and the moulds are filled
            with count_queries() as asked:
                reader.visit(address.format(**ids))
            counts[rows][f"{address} as {who}"] = asked.total
    assert counts[5] == counts[500]
    assert max(counts[500].values()) <= 12
