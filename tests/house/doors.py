"""One world with everything in it, and everybody who may knock at a door: roles in every relation to it."""

import random
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from lms.catalogue import shelf
from lms.catalogue.actions import keep_pictures
from lms.catalogue.content import Course
from lms.catalogue.models import BankQuestion
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
from lms.classroom.actions import groups, papers
from lms.classroom.models import GroupWay
from lms.core import clock
from lms.core.access import Role
from lms.core.db import db
from lms.learning import actions as learning
from lms.people import invitations
from lms.people.models import Grant, Person
from lms.printing.actions import ask
from lms.quizzes import actions as quizzing
from lms.quizzes.actions import corrections as correcting
from lms.quizzes.actions import placement as placing
from lms.quizzes.actions import review
from lms.quizzes.models import Answer, Appeal, Attempt, CorrectionKind, Placement, PlacementState
from lms.quizzes.queries import corrections as corrected
from lms.quizzes.rules.placement import judged
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
PICTURE = "0123456789abcdef0123456789abcdef.svg"
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
            # A thread's look-ups hold a connection, so closing the others does not empty the log into the file.
            raw = db.engine.raw_connection()
            raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.close()
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
    keep_pictures({PICTURE: b"<svg/>"})
    drawing = ask(world.people["dung"], "bao-cao", "<p>x</p>", "/", now)
    group, paper = _classroom(world, cohort, now)
    placed, still_placing = _placements(hoa, course, now)
    appeal, correction = _opinions(world, attempt.id, course, now)
    db.session.commit()
    serial = db.session.scalar(sa.select(Certificate.serial).where(Certificate.person_id == hoa))
    grant = db.session.scalar(sa.select(Grant.id).where(Grant.person_id == lan))
    return {
        "cohort_id": cohort.id,
        "meeting_id": meeting.id,
        "attempt_id": attempt.id,
        "drawing_id": drawing,
        "group_id": group,
        "paper_id": paper,
        "appeal_id": appeal,
        "correction_id": correction,
        "quizzes.appeal.position": 2,
        "placement_id": placed,
        "quizzes.placement_question.placement_id": still_placing,
        "quizzes.placement_answer.placement_id": still_placing,
        "question_id": course.modules[0].questions[0].id,
        "turn": 1,
        "number": 1,
        "done": 1,
        "person_id": hoa,
        "classes.add_trainer.person_id": colleague.id,
        "classes.remove_trainer.person_id": lan,
        "people.grants.person_id": lan,
        "people.set_up.token": invitations.token_for(db.session.get_one(Person, lan)),
        "people.take.person_id": lan,
        "people.confirm_take.person_id": lan,
        "grant_id": grant,
        "serial": serial,
        "row_id": _bank_question(course.slug),
        "interop.file.kind": "gift",
        "code": "22045",
        "course": course.slug,
        "module": "thanh-toan",
        "lesson": "thanh-toan-mot",
        "step": 1,
        "position": 1,
        "kind": "csv",
        "token": "nobody-made-this-token",
        "filename": "app.css",
        "name": PICTURE,
    }


def _opinions(world: World, attempt_id: int, course: Course, now: datetime) -> tuple[int, int]:
    """Two wrong answers of hers, the second of which she thinks is right; and a corrected question."""
    questions = db.session.get_one(Attempt, attempt_id).questions
    for position in (2, 3):
        save(
            Answer(
                attempt_id=attempt_id, position=position, response=[0], credit=0, right=False, answered_at=now
            )
        )
    about = {"course": course.slug, "module": course.modules[1].slug, "question_id": questions[2]["id"]}
    appeal = save(Appeal(attempt_id=attempt_id, position=3, made_at=now, **about))
    rule = corrected.Rule(0, *about.values(), course.edition, True, CorrectionKind.ALL_RIGHT, "")
    return appeal.id, correcting.correct(rule, "Câu này chưa rõ", world.people["an"], now).id


def _placements(person_id: int, course: Course, now: datetime) -> tuple[int, int]:
    """A placement of hers that ended and one that is open; and a question she has to repeat."""
    ended = placing.start(person_id, course, random.Random(1), now)
    over = {"state": PlacementState.ENDED, "result": judged(course, [], {}), "ended_at": now}
    db.session.execute(sa.update(Placement).values(over))
    opened = placing.start(person_id, course, random.Random(1), now)
    missed = course.modules[0].questions[0].id
    review.note_attempt(
        person_id, course.slug, course.modules[0].slug, [(missed, False)], now - timedelta(days=3)
    )
    return ended.id, opened.id


def _bank_question(course: str) -> int:
    """A question that an author took from another system."""
    document = {
        "id": "tu-noi-khac",
        "kind": "truefalse",
        "lesson": "thanh-toan-mot",
        "difficulty": 1,
        "outcome": None,
        "ask": {"vi": "Mã OTP là của riêng bác."},
        "because": None,
        "choices": [{"text": {"vi": "Đúng"}, "because": None}, {"text": {"vi": "Sai"}, "because": None}],
        "right": [0],
    }
    row = BankQuestion(
        course=course,
        module="thanh-toan",
        question_id=document["id"],
        document=document,
        origin_format="gift",
        origin_file="cau-hoi.txt",
        added_at=clock.now(),
    )
    return int(save(row).id)


def _classroom(world: World, cohort: Cohort, now: datetime) -> tuple[int, int]:
    """A quiz on the wall and one on paper that Hoa handed in; their ids."""
    course, lan, rng = shelf.course(world.course), world.people["lan"], random.Random(1)
    module = course.modules[0]
    group = groups.ask_class(cohort, course, module, 5, GroupWay.HANDS, lan, rng, now)
    paper = papers.make_paper(
        cohort, course, module, variants=1, several=True, asker_id=lan, rng=rng, now=now
    )
    papers.keep_sheets(paper, {world.people["hoa"]: ("1", ["A", "B", "A", "B", "A"])}, lan, now)
    return group, paper
