"""A phone comes back with 500 events: how many a second one process takes, the whole request counted."""

import json
import time
from typing import Any

import sqlalchemy as sa
from flask import Flask

from lms.classes.models import Cohort, CohortTrainer, Meeting, MeetingState, Membership
from lms.core import clock
from lms.core.db import db
from lms.people.models import Person
from tests.field import phone
from tests.reader import Reader

EVENTS, REQUESTS = 500, 25
PRESENCES = ("present", "late", "absent")


def measure(app: Flask) -> dict[str, Any]:
    """Events a second by processor time and by the clock; needs the class of forty that `world.build` made."""
    lan, meetings, learners = _class_of_lan(app)
    trainer, now = Reader(app, lan, staff=True), clock.now()
    hello = trainer.client.get("/field/hello").get_json()
    headers = {"X-CSRFToken": hello["token"], "Content-Type": "application/json"}
    spent = lasted = 0.0
    for n in range(REQUESTS):
        meeting = meetings[n % len(meetings)]
        events = [
            phone.mark(meeting, now, learners[each % len(learners)], PRESENCES[each % 3])
            for each in range(EVENTS)
        ]
        body = json.dumps({"now": phone.milliseconds(now), "who": hello["who"], "events": events})
        cpu, begun = time.process_time(), time.perf_counter()
        answer = trainer.client.post("/field/sync", data=body, headers=headers)
        if n >= REQUESTS // 5:  # the first ones compile statements
            spent += time.process_time() - cpu
            lasted += time.perf_counter() - begun
        if len(answer.get_json()["kept"]) != EVENTS:
            raise SystemExit(f"sync_500: {answer.get_data(as_text=True)[:200]}")
    counted = EVENTS * (REQUESTS - REQUESTS // 5)
    return {
        "events_per_second": round(counted / lasted),
        "events_per_cpu_second": round(counted / spent),
        "milliseconds": round(1000 * lasted * EVENTS / counted, 1),
    }


def _class_of_lan(app: Flask) -> tuple[int, list[int], list[int]]:
    with app.app_context():
        lan = db.session.scalar(sa.select(Person.id).where(Person.name == "Trần Thị Lan").limit(1))
        held = sa.and_(Meeting.state == MeetingState.PLANNED, Meeting.starts_at < clock.now())
        # Of her full classes the one with most meetings: a phone brings an evening's marks, not a year's.
        cohort = db.session.scalar(
            sa.select(Cohort.id)
            .join(CohortTrainer, CohortTrainer.cohort_id == Cohort.id)
            .join(Meeting, sa.and_(Meeting.cohort_id == Cohort.id, held))
            .where(CohortTrainer.person_id == lan, Cohort.seats_taken >= 40)
            .group_by(Cohort.id)
            .order_by(sa.func.count().desc())
            .limit(1)
        )
        meetings = db.session.scalars(
            sa.select(Meeting.id)
            .where(Meeting.cohort_id == cohort, held)
            .order_by(Meeting.id)
            .limit(REQUESTS)
        )
        learners = db.session.scalars(sa.select(Membership.person_id).where(Membership.cohort_id == cohort))
        return int(lan or 0), list(meetings), list(learners)
