"""A class evening under measurement: opening the register of forty, and checking in by code."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Flask

from bench.load import Request
from bench.quizzes import Person
from lms.catalogue import shelf
from lms.classes.actions import attendance, cohorts, meetings, members
from lms.classes.models import MarkSource, Mode, Presence
from lms.classes.rules import codes
from lms.classes.rules.events import event_id
from lms.classes.views.board import check_in_key
from lms.classes.views.scans import signed
from lms.core import clock
from lms.core.db import db
from lms.demo import people
from tests.reader import Reader

ROOM = meetings.Room(Mode.IN_PERSON, "Nhà văn hóa", None)
WEEKS = 12


def season(commune: int, trainer: int, learners: int = 40) -> tuple[int, list[int]]:
    """A class in its seventh week of twelve, six registers closed: tonight's meeting, and who learns."""
    now, course = clock.now(), shelf.courses()[0]
    plan = cohorts.Plan("Lớp buổi tối", "Nhà văn hóa", 3000, 80, [module.slug for module in course.modules])
    cohort = cohorts.open_cohort(plan, course.slug, commune, now, made_by=trainer, teaches=True)
    begun = now - timedelta(minutes=10)
    hours = [
        meetings.Hours(begun + timedelta(weeks=week), begun + timedelta(weeks=week, hours=2))
        for week in range(-WEEKS // 2, WEEKS // 2)
    ]
    ids = people.add_villagers(random.Random(7), commune, learners, trainer, now)
    for person_id in ids:
        members.join(cohort.id, course.slug, person_id, now - timedelta(weeks=WEEKS))
    planned = meetings.plan_meetings(cohort, hours, ROOM)
    for meeting in planned[: WEEKS // 2]:
        said = [
            (event_id(meeting.id, each), each, (Presence.PRESENT, Presence.LATE, Presence.ABSENT)[each % 3])
            for each in ids
        ]
        rows = [(*each, meeting.starts_at) for each in said]
        attendance.mark(meeting.id, rows, MarkSource.REGISTER, trainer, now)
    db.session.commit()
    return planned[WEEKS // 2].id, ids


class CheckIns(Sequence[Request]):
    """Each of these people checks in, by what is good at the moment when they are asked: codes and scans pass."""

    def __init__(self, people: Sequence[Person], ask: Callable[[Person], Request]) -> None:
        self.people, self.ask = list(people), ask

    def __len__(self) -> int:
        return len(self.people)

    def __getitem__(self, at: Any) -> Any:
        return self.ask(self.people[at])

    def pop(self) -> Request:
        return self.ask(self.people.pop())


def typing(app: Flask, meeting_id: int) -> Callable[[Person], Request]:
    """Who has no camera types the six digits from the board."""
    with app.app_context():
        key = check_in_key()

    def ask(person: Person) -> Request:
        digits = codes.digits(key, meeting_id, codes.step_at(clock.now()))
        return person.posts("/check-in/", digits=digits)

    return ask


def scanning(app: Flask, meeting_id: int) -> Callable[[Person], Request]:
    """Whose phone has read the square presses the one button."""

    def ask(person: Person) -> Request:
        with app.app_context():
            scan = signed(codes.Scan(meeting_id, clock.now()))
        return replace(person, cookie=f"{person.cookie}; scan={scan}").posts("/check-in/held")

    return ask


def on_phones(app: Flask, people: Sequence[int]) -> list[Person]:
    """These people signed in, each on a phone with a name of its own."""
    found = [Person.of(Reader(app, person_id)) for person_id in people]
    return [replace(each, cookie=f"{each.cookie}; device=phone-{n}") for n, each in enumerate(found)]
