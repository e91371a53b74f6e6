"""Evenings as they happen to phones: three of them, wrong clocks, lost answers, requests sent twice, phones wiped.

A round plays several classes at once, each a history of its own: requests carry events of all of them.
What should stand at the end is worked out from the set of events that arrived, whatever their order.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lms.classes.models import (
    Cohort,
    CohortTrainer,
    Mark,
    MarkEvent,
    Meeting,
    Membership,
    Mode,
    Observation,
)
from lms.core.access import Asker
from lms.core.db import db
from lms.field.actions.sync import sync
from lms.field.forms import events_in
from lms.field.models import FieldNote
from lms.people.models import Person
from tests.classes.make import EVENING, LONG_BEFORE
from tests.field import phone
from tests.world import World

CLASSES = 10
MODULE = "thanh-toan"
PRESENCES = ("present", "late", "absent", "excused", None)


@dataclass
class Phone:
    """A trainer's phone: what it noted and did not hear of yet, and how wrong its clock is."""

    asker: Asker
    skew: timedelta
    unsent: list[dict[str, Any]] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)


class Round:
    """Several short histories at once. `play` ends with every phone having sent all it still has."""

    def __init__(self, seed: int, world: World, askers: list[Asker], skill: str) -> None:
        self.chance = random.Random(seed)
        self.seed, self.skill = seed, skill
        self.now: datetime = EVENING
        self.members = [world.people["hoa"], world.people["minh"]]
        self.phones = [
            Phone(each, timedelta(seconds=self.chance.randint(-86_400, 86_400))) for each in askers
        ]
        self.arrived: dict[str, tuple[Phone, datetime, dict[str, Any]]] = {}
        self.meetings = self._classes(world)
        self.said_at: dict[str, datetime] = {}

    def _classes(self, world: World) -> list[int]:
        """All at once: they are made for every round."""
        lan = world.people["lan"]
        cohorts = [
            Cohort(
                unit_id=world.units["village"],
                course=world.course,
                modules=[MODULE],
                name="Lớp Lãnh Vân 3",
                place="Nhà văn hóa thôn",
                capacity=60,
                seats_taken=len(self.members),
                created_at=LONG_BEFORE,
                created_by=lan,
            )
            for _nth in range(CLASSES)
        ]
        db.session.add_all(cohorts)
        db.session.flush()
        made = []
        for one in cohorts:
            db.session.add(CohortTrainer(cohort_id=one.id, person_id=lan))
            for person in self.members:
                db.session.add(Membership(cohort_id=one.id, person_id=person, joined_at=LONG_BEFORE))
            made.append(
                Meeting(
                    cohort_id=one.id,
                    number=1,
                    mode=Mode.IN_PERSON,
                    starts_at=EVENING,
                    ends_at=EVENING + timedelta(minutes=90),
                    place=one.place,
                    modules=[MODULE],
                )
            )
        db.session.add_all(made)
        db.session.flush()
        ids = [one.id for one in made]
        db.session.commit()
        return ids

    def play(self) -> None:
        for _step in range(self.chance.randint(6, 10)):
            self.now += timedelta(seconds=self.chance.randint(1, 300))
            one = self.chance.choice(self.phones)
            if self.chance.random() < 0.7 or not one.unsent:
                for at in self.meetings:
                    if self.chance.random() < 0.8:
                        self._note(one, at)
            elif self.chance.random() < 0.15:
                one.unsent.clear()  # wiped: what it had not sent is gone, what arrived stays
            else:
                self._send(one, self.chance.sample(one.unsent, self.chance.randint(1, len(one.unsent))))
        for one in self.phones:
            self.now += timedelta(seconds=30)
            for _try in range(3):
                if one.unsent:
                    self._deliver(one, one.unsent, heard=True)

    def _note(self, one: Phone, at: int) -> None:
        clock = self.now + one.skew
        kind = self.chance.random()
        here = [each["id"] for each in one.unsent if each["kind"] == "walk_in" and each["meeting"] == at]
        person = self.chance.choice(self.members + here)
        if kind < 0.6:
            event = phone.mark(at, clock, person, self.chance.choice(PRESENCES), card=kind < 0.15)
        elif kind < 0.66:
            name = f"Hà Thị {''.join('abcdefghij'[int(digit)] for digit in str(at))}"
            event = phone.walk_in(at, clock, name, 1951)
        elif kind < 0.85:
            level = self.chance.randint(1, 3)
            event = phone.event(
                "skill", at, clock, person=person, module=MODULE, skill=self.skill, level=level
            )
        else:
            event = phone.event("count", at, clock, heads=self.chance.randint(0, 40))
        one.unsent.append(event)
        self.said_at[event["id"]] = self.now

    def _send(self, one: Phone, some: list[dict[str, Any]]) -> None:
        fate = self.chance.random()
        if fate < 0.2:
            return  # never arrived
        for _copy in range(2 if fate > 0.8 else 1):
            self._deliver(one, some, heard=fate > 0.45)

    def _deliver(self, one: Phone, some: list[dict[str, Any]], heard: bool) -> None:
        """The server takes it; `heard` whether its answer reached the phone."""
        sent = {"now": phone.milliseconds(self.now + one.skew), "events": list(some)}
        events, unreadable, skew = events_in(sent, self.now)
        answer = sync(one.asker, events, unreadable, self.now, skew)
        db.session.commit()
        assert not unreadable and not answer.refused and not answer.asked, self.seed
        done = {*answer.kept, *answer.already}
        for each in some:
            if each["id"] in done:
                self.arrived.setdefault(each["id"], (one, self.said_at[each["id"]], each))
        if heard:
            one.acknowledged |= done
            one.unsent = [each for each in one.unsent if each["id"] not in done]

    def check(self) -> None:
        assert not any(each.unsent for each in self.phones), self.seed
        kept = set(db.session.scalars(_here(MarkEvent, self.meetings)))
        notes = set(db.session.scalars(_here(FieldNote, self.meetings)))
        marks = {
            id for id, (_phone, _at, each) in self.arrived.items() if each["kind"] in ("mark", "walk_in")
        }
        others = {id for id, (_phone, _at, each) in self.arrived.items() if each["kind"] != "mark"}
        assert (kept, notes) == (marks, others), self.seed  # nothing twice, nothing that was not said
        for each in self.phones:
            assert each.acknowledged <= kept | notes, self.seed  # nothing acknowledged was lost
        assert self._standing() == self._expected(), self.seed

    def _standing(self) -> Any:
        marks = db.session.execute(
            sa.select(Mark.meeting_id, Person.id, Person.name, Mark.presence)
            .join(Person, Person.id == Mark.person_id)
            .where(Mark.meeting_id.in_(self.meetings))
        )
        counts = db.session.execute(
            sa.select(Meeting.id, Meeting.head_count).where(Meeting.id.in_(self.meetings))
        )
        levels = db.session.execute(
            sa.select(Person.name, sa.func.max(Observation.level))
            .join(Person, Person.id == Observation.person_id)
            .group_by(Person.id, Person.name)
        )
        members = db.session.execute(
            sa.select(Meeting.id, sa.func.count(), sa.func.max(Cohort.seats_taken))
            .join(Cohort, Cohort.id == Meeting.cohort_id)
            .join(Membership, Membership.cohort_id == Cohort.id)
            .where(Meeting.id.in_(self.meetings))
            .group_by(Meeting.id)
        )
        return (
            {(at, name): presence.value if presence else None for at, _id, name, presence in marks},
            dict(counts.all()),
            dict(levels.all()),
            {at: (count, seats) for at, count, seats in members},
        )

    def _expected(self) -> Any:
        """From the set of what arrived alone."""
        names = dict(
            db.session.execute(sa.select(Person.id, Person.name).where(Person.id.in_(self.members))).all()
        )
        names |= {
            id: each["name"] for id, (_p, _at, each) in self.arrived.items() if each["kind"] == "walk_in"
        }
        marks: dict[tuple[int, str], Any] = {}
        counts: dict[int, Any] = dict.fromkeys(self.meetings)
        levels: dict[str, int] = defaultdict(int)
        newcomers: dict[int, set[str]] = {at: set() for at in self.meetings}
        for _id, (_p, _at, each) in sorted(self.arrived.items(), key=lambda row: (row[1][1], row[0])):
            at, kind = each["meeting"], each["kind"]
            if kind == "mark":
                marks[at, names[each["person"]]] = each["presence"]
            elif kind == "walk_in":
                marks[at, each["name"]] = "present"
                newcomers[at].add(each["name"])
            elif kind == "count":
                counts[at] = each["heads"]
            else:
                who = names[each["person"]]
                levels[who] = max(levels[who], each["level"])
        members = {at: (2 + len(new), 2 + len(new)) for at, new in newcomers.items()}
        return marks, counts, dict(levels), members


def _here(table: Any, meetings: list[int]) -> Any:
    return sa.select(table.id).where(table.meeting_id.in_(meetings))
