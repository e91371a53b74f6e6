"""A class evening under measurement: opening the register of forty, and checking in by code."""

import random
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask import Flask

from bench.load import Lines, Request
from bench.quizzes import Person
from lms.catalogue import shelf
from lms.classes.actions import attendance, cohorts, meetings, members
from lms.classes.models import MarkSource, Mode, Presence
from lms.classes.rules import codes
from lms.classes.rules.events import event_id
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


@dataclass(frozen=True, slots=True)
class Way:
    """How people check in: the address that their phone opens, and what it sends from there, by what is good just then."""

    page: Callable[[], str]
    send: Callable[[Person], Request]


class CheckIns(Sequence[Request]):
    """What people send who check in, each by the page that their phone has opened and on the line on which it did."""

    def __init__(self, people: Sequence[Person], way: Way) -> None:
        self.people, self.way = list(people), way

    def __len__(self) -> int:
        return len(self.people)

    def __getitem__(self, at: Any) -> Any:
        """Of a part too, what its people send; of a single one, without the page."""
        if isinstance(at, slice):
            return CheckIns(self.people[at], self.way)
        return self.way.send(self.people[at])

    def opened(self, lines: Lines) -> list[Request]:
        """What they send once each has the page."""
        return lines.each(self._open, self.people)

    def pop(self) -> Request:
        return self.way.send(self.people.pop())

    def _open(self, line: socket.socket, person: Person) -> Request:
        return self.way.send(person.opens(line, self.way.page()))


def typing(key: bytes, meeting_id: int) -> Way:
    """Who has no camera types the six digits from the board."""

    def send(person: Person) -> Request:
        digits = codes.digits(key, meeting_id, codes.step_at(clock.now()))
        return person.posts("/check-in/", digits=digits)

    return Way(lambda: "/check-in/", send)


def scanning(key: bytes, meeting_id: int) -> Way:
    """Whose phone has read the square presses the one button."""

    def page() -> str:
        return f"/check-in/{codes.token(key, meeting_id, codes.step_at(clock.now()))}"

    def send(person: Person) -> Request:
        scan = codes.kept_token(key, codes.Scan(meeting_id, clock.now()))
        return replace(person, cookie=f"{person.cookie}; scan={scan}").posts("/check-in/held")

    return Way(page, send)


def on_phones(app: Flask, people: Sequence[int]) -> list[Person]:
    """These people signed in, each on a phone with a name of its own."""
    found = [Person.of(Reader(app, person_id)) for person_id in people]
    return [replace(each, cookie=f"{each.cookie}; device=phone-{n}") for n, each in enumerate(found)]
