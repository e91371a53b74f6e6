"""One world with everything in it, and everybody who may knock at a door: roles in every relation to it."""

import random
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from lms.catalogue import shelf
from lms.certificates.models import Certificate
from lms.classes.actions import attendance, members
from lms.classes.models import (
    Cohort,
    CohortTrainer,
    MarkSource,
    Meeting,
    MeetingState,
    Mode,
    Presence,
)
from lms.core import clock
from lms.core.access import Role
from lms.core.db import db
from lms.learning import actions as learning
from lms.people import invitations
from lms.people.models import Grant, Person
from lms.quizzes import actions as quizzing
from lms.reports.actions import ask_for_drawing
from tests.reader import Reader
from tests.servers import SqliteDatabase
from tests.world import World, build, person, save
from tests.world import grant as grant_role

# Who asks, and how they stand to Hoa, who lives in a village of the commune and learns in Lan's class.
ASKERS = {
    "visitor": "signed out",
    "hoa": "trainee, herself",
    "minh": "trainee, same village",
    "xuan": "trainee, sibling commune",
    "lan": "trainer, teaches her",
    "other_trainer": "trainer, sibling commune",
    "author": "author, her commune",
    "dung": "cadre, her commune",
    "other_cadre": "cadre, sibling commune",
    "binh": "cadre, province above",
    "an": "admin, country above",
}
STAFF = {"lan", "other_trainer", "author", "dung", "other_cadre", "binh", "an"}
# Tables that a look may touch: counters, the log of who looked, sessions, drawings that can be drawn again.
PASSING = {"throttle", "audit_entry", "sign_in", "certificate_file", "drawing"}
# Words that only those who may see Hoa may ever be sent.
CANARIES = ("Bùi Thị Sơn Ca", "0912000001", "Lớp chim hoàng yến")


@dataclass(frozen=True, slots=True)
class Door:
    """One rule and method with its address filled in."""

    endpoint: str
    method: str
    path: str


class House:
    """The world, kept as a file that every knock starts from."""

    def __init__(self) -> None:
        self.database = SqliteDatabase()
        self.app: Flask = self.database.fresh()
        with self.app.app_context():
            self.world = build(self.app)
            self.values = _furnish(self.world)
            db.session.remove()
            db.engine.dispose()
        self.picture = self.database.folder / "furnished.sqlite3"
        shutil.copy(self.database.file, self.picture)

    def doors(self) -> Iterator[Door]:
        """Every rule of the application with every method it answers to."""
        adapter = self.app.url_map.bind("localhost")
        for rule in self.app.url_map.iter_rules():
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield Door(rule.endpoint, method, adapter.build(rule.endpoint, self._fill(rule), method))

    def _fill(self, rule: Rule) -> dict[str, Any]:
        return {
            name: self.values[f"{rule.endpoint}.{name}"]
            if f"{rule.endpoint}.{name}" in self.values
            else self.values[name]
            for name in rule.arguments
        }

    def knock(self, door: Door, asker: str) -> tuple[TestResponse, bool]:
        """The answer, and whether the database changed (sessions aside)."""
        with self.app.app_context():
            db.engine.dispose()
        for leftover in self.database.folder.glob("lms.sqlite3*"):
            leftover.unlink()
        shutil.copy(self.picture, self.database.file)
        person = None if asker == "visitor" else self.world.people[asker]
        reader = Reader(self.app, person, asker in STAFF)
        token = reader.csrf_token()
        before = self._contents()
        if door.method == "GET":
            answer = reader.client.get(door.path)
        else:
            answer = reader.client.post(door.path, data={"csrf_token": token})
        return answer, self._contents() != before

    def _contents(self) -> dict[str, Any]:
        with self.app.app_context():
            kept = (table for table in db.metadata.sorted_tables if table.name not in PASSING)
            return {table.name: db.session.execute(sa.select(table)).all() for table in kept}

    def stop(self) -> None:
        self.database.stop()


def _furnish(world: World) -> dict[str, Any]:
    """Give Hoa a class, a meeting that is on now, an open attempt and a certificate; answers the words of addresses."""
    now = clock.now()
    hoa, lan = world.people["hoa"], world.people["lan"]
    db.session.execute(sa.update(Person).where(Person.id == hoa).values(name="Bùi Thị Sơn Ca"))
    course = shelf.course(world.course)
    cohort = save(
        Cohort(
            unit_id=world.units["village"],
            course=course.slug,
            modules=["thanh-toan"],
            name="Lớp chim hoàng yến",
            place="Nhà văn hóa",
            capacity=30,
            created_at=now,
            created_by=lan,
        )
    )
    save(CohortTrainer(cohort_id=cohort.id, person_id=lan))
    members.join(cohort.id, course.slug, hoa, now)
    meeting = save(
        Meeting(
            cohort_id=cohort.id,
            number=1,
            mode=Mode.HYBRID,
            starts_at=now - timedelta(minutes=5),
            ends_at=now + timedelta(hours=1),
            place="Nhà văn hóa",
            link="https://hop.example.vn/x",
            modules=["thanh-toan"],
            state=MeetingState.PLANNED,
        )
    )
    for lesson in course.modules[0].lessons:
        learning.finish_lesson(hoa, course, "thanh-toan", lesson.slug, now)
    learning.note_quiz(hoa, course, "thanh-toan", 100, True, now)
    attempt = quizzing.start(hoa, course, course.modules[1], random.Random(1), now)
    event = str(uuid.uuid4())
    attendance.mark(meeting.id, [(event, hoa, Presence.PRESENT, now)], MarkSource.BOARD, hoa, now)
    colleague = person("Đặng Thị Én", world.units["commune"], 2000)
    grant_role(colleague.id, Role.TRAINER, world.units["commune"])
    drawing = ask_for_drawing(world.people["dung"], "bao-cao", "<p>x</p>", now)
    db.session.commit()
    serial = db.session.scalar(sa.select(Certificate.serial).where(Certificate.person_id == hoa))
    grant = db.session.scalar(sa.select(Grant.id).where(Grant.person_id == lan))
    return {
        "cohort_id": cohort.id,
        "meeting_id": meeting.id,
        "attempt_id": attempt.id,
        "drawing_id": drawing,
        "person_id": hoa,
        "classes.add_trainer.person_id": colleague.id,
        "classes.remove_trainer.person_id": lan,
        "people.grants.person_id": lan,
        "people.set_up.token": invitations.token_for(db.session.get_one(Person, lan)),
        "people.take.person_id": lan,
        "people.confirm_take.person_id": lan,
        "grant_id": grant,
        "serial": serial,
        "code": "22045",
        "course": course.slug,
        "module": "thanh-toan",
        "lesson": "thanh-toan-mot",
        "step": 1,
        "position": 1,
        "kind": "csv",
        "token": "nobody-made-this-token",
        "filename": "app.css",
    }
