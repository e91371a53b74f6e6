"""A country to measure: classes in communes of many provinces, one trainer and one phone for every four."""

import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask

from bench.load import Request, exchange, in_bytes
from lms.catalogue import shelf
from lms.classes.models import (
    Cohort,
    CohortTrainer,
    Kind,
    MarkEvent,
    Meeting,
    MeetingState,
    Membership,
    Mode,
)
from lms.core import clock
from lms.core.access import Role
from lms.core.db import db
from lms.core.text import fold, sort_key
from lms.field.rules.packet import phone_of
from lms.people.actions import give_role
from lms.people.models import Person
from lms.places.models import Unit, UnitKind
from tests.field import phone
from tests.reader import Reader

CLASSES_A_TRAINER = 4


@dataclass(slots=True)
class Nation:
    """`phones` send; of the places in `watched` one mark each is sent beside them, and awaited in the report."""

    app: Flask
    phones: list[dict[str, Any]]
    mine: dict[str, Any]
    report: Request
    line: re.Pattern[str]
    watched: Sequence[tuple[int, int]]

    def send(self, connection: Any, meeting: int, person: int) -> None:
        """One mark, as any phone sends it."""
        now = clock.now()
        answer = exchange(connection, request(self.mine, [phone.mark(meeting, now, person, "present")]))
        if answer.status != 200:
            raise SystemExit(f"a mark was answered {answer.status}")

    def count_events(self) -> int:
        with self.app.app_context():
            return int(db.session.scalar(sa.select(sa.func.count()).select_from(MarkEvent)) or 0)


def request(mine: dict[str, Any], events: list[dict[str, Any]]) -> bytes:
    body = json.dumps({"now": int(time.time() * 1000), "who": mine["who"], "events": events})
    headers = {"Cookie": mine["cookie"], "X-CSRFToken": mine["token"], "Content-Type": "application/json"}
    return in_bytes(Request("/field/sync", "POST", body, headers))


def found(app: Flask, classes: int, learners: int, lessons: int) -> Nation:
    """Classes spread over the communes of all provinces but one; the watched class is alone in that one."""
    now = clock.now()
    with app.app_context():
        provinces = db.session.scalars(
            sa.select(Unit).where(Unit.kind == UnitKind.PROVINCE, Unit.valid_to.is_(None)).order_by(Unit.code)
        ).all()
        alone, crowd, code = provinces[-1], provinces[:-1], provinces[-1].code
        near = {each.id: _communes(each.id) for each in [*crowd, alone]}
        units = [near[crowd[n % len(crowd)].id][n // len(crowd)] for n in range(classes)]
        made = _classes([*units, near[alone.id][0]], learners, lessons)
        country = db.session.scalars(sa.select(Unit.id).where(Unit.kind == UnitKind.COUNTRY)).one()
        cadre = _people([country])[0]
        give_role(cadre, Role.CADRE, country, None, now)
        db.session.commit()
        db.session.execute(sa.text("ANALYZE"))
        db.session.commit()
    phones = [_phone(app, trainer, teaches) for trainer, teaches in made.items()]
    mine = phones.pop()
    reader = Reader(app, cadre, staff=True)
    reader.csrf_token()
    cookie = reader.client.get_cookie("lms")
    assert cookie is not None
    report = Request(
        "/reports/VN/attendance",
        headers={"Cookie": f"lms={cookie.value}; language=en", "Accept-Encoding": "identity"},
    )
    [watched] = mine["classes"]
    places = [(meeting, person) for person in watched["people"] for meeting in watched["meetings"]]
    line = re.compile(rf"/reports/{code}/attendance.*?title=\"([\d.,]+) of", re.DOTALL)
    return Nation(app, phones, mine, report, line, places)


def _communes(province: int) -> list[int]:
    wanted = sa.select(Unit.id).where(Unit.parent_id == province, Unit.kind == UnitKind.COMMUNE)
    return list(db.session.scalars(wanted.order_by(Unit.code)))


def _people(units: Sequence[int]) -> list[int]:
    """So many people, by the driver's bulk path; answers their ids."""
    now, name = clock.now(), "Nguyễn Thị Học"
    row = {
        "name": name,
        "search_key": fold(name),
        "sort_key": sort_key(name),
        "name_key": " ".join(sorted(fold(name).split())),
        "birth_year": 1960,
        "language": "vi",
        "totp_last_step": 0,
        "created_at": now,
    }
    adding = sa.insert(Person).returning(Person.id)
    return list(db.session.scalars(adding, [{**row, "unit_id": unit} for unit in units]))


def _classes(units: Sequence[int], learners: int, lessons: int) -> dict[int, list[dict[str, Any]]]:
    """A class in each unit: trainers with what they teach; the last class has one of its own."""
    now, course = clock.now(), shelf.courses()[0]
    long_ago = now - timedelta(days=90)
    trainers = _people([*units[:-1:CLASSES_A_TRAINER], units[-1]])
    cohort = {
        "course": course.slug,
        "modules": [module.slug for module in course.modules],
        "name": "Lớp tối",
        "place": "Nhà văn hóa",
        "capacity": learners,
        "seats_taken": learners,
        "minimum_attendance": 80,
        "correction_days": 365,
        "open_door": False,
        "created_at": long_ago,
    }
    rows = [{**cohort, "unit_id": unit, "created_by": trainers[0]} for unit in units]
    cohorts = list(
        db.session.scalars(sa.insert(Cohort).returning(Cohort.id, sort_by_parameter_order=True), rows)
    )
    people = _people([unit for unit in units for _ in range(learners)])
    places = [cohort for cohort in cohorts for _ in range(learners)]
    members = [
        {"cohort_id": at, "person_id": person, "joined_at": long_ago}
        for at, person in zip(places, people, strict=True)
    ]
    db.session.execute(sa.insert(Membership), members)
    evening = {
        "mode": Mode.IN_PERSON,
        "kind": Kind.LESSON,
        "state": MeetingState.PLANNED,
        "place": "Nhà văn hóa",
        "modules": [],
    }
    planned = [
        {
            **evening,
            "cohort_id": at,
            "number": week + 1,
            "starts_at": now - timedelta(weeks=lessons - week),
            "ends_at": now - timedelta(weeks=lessons - week, hours=-2),
        }
        for at in cohorts
        for week in range(lessons)
    ]
    adding = sa.insert(Meeting).returning(Meeting.id, sort_by_parameter_order=True)
    meetings = list(db.session.scalars(adding, planned))
    taught: dict[int, list[dict[str, Any]]] = {}
    for n, at in enumerate(cohorts):
        trainer = trainers[-1] if n == len(cohorts) - 1 else trainers[n // CLASSES_A_TRAINER]
        taught.setdefault(trainer, []).append(
            {
                "id": at,
                "unit": units[n],
                "people": people[n * learners : (n + 1) * learners],
                "meetings": meetings[n * lessons : (n + 1) * lessons],
            }
        )
    rows = [{"cohort_id": each["id"], "person_id": who} for who, mine in taught.items() for each in mine]
    db.session.execute(sa.insert(CohortTrainer), rows)
    for trainer, mine in taught.items():
        give_role(trainer, Role.TRAINER, mine[0]["unit"], None, now)
    return taught


def _phone(app: Flask, trainer: int, classes: list[dict[str, Any]]) -> dict[str, Any]:
    reader = Reader(app, trainer, staff=True)
    token, cookie = reader.csrf_token(), reader.client.get_cookie("lms")
    assert cookie is not None
    who = phone_of(app.config["SECRET_KEY"], trainer)
    return {"cookie": f"lms={cookie.value}; language=vi", "token": token, "who": who, "classes": classes}
