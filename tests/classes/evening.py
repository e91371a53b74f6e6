"""One evening in class, and what stands in its register: shared by the tests of the register."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

import sqlalchemy as sa
from flask import Flask

from lms.classes.actions import attendance as actions
from lms.classes.models import Mark, MarkEvent, Meeting
from lms.core.db import db
from tests.classes import make
from tests.classes.make import EVENING
from tests.world import World

LATER = EVENING + timedelta(minutes=45)


def lesson_of(app: Flask, world: World) -> SimpleNamespace:
    """Lan's class with Hoa and Minh, and the first of five meetings tonight."""
    with app.app_context():
        cohort = make.cohort(world)
        meetings = make.meetings(cohort, 5)
        for name in ("hoa", "minh"):
            make.member(cohort, world.people[name])
        return SimpleNamespace(
            cohort=cohort.id,
            id=meetings[0].id,
            all=[meeting.id for meeting in meetings],
            path=f"/meetings/{meetings[0].id}/register",
            hoa=world.people["hoa"],
            minh=world.people["minh"],
            lan=world.people["lan"],
        )


def marks(app, meeting_id):
    with app.app_context():
        rows = db.session.execute(
            sa.select(Mark.person_id, Mark.presence).where(Mark.meeting_id == meeting_id)
        )
        return dict(rows.all())


def events(app):
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(MarkEvent))


def change(app, meeting_id, **values):
    with app.app_context():
        db.session.execute(sa.update(Meeting).where(Meeting.id == meeting_id).values(**values))
        db.session.commit()


def new_id():
    return str(uuid.uuid4())


def say(app, lesson, *statements):
    """Keep what was said of somebody's presence: (person, presence, source, minutes after the beginning) each."""
    with app.app_context():
        for person, presence, source, minutes in statements:
            said = (new_id(), person, presence, EVENING + timedelta(minutes=minutes))
            actions.mark(lesson.id, [said], source, lesson.lan, LATER)
            db.session.commit()


def tap(reader, lesson, *events, now=None):
    at = int((EVENING + timedelta(minutes=45)).timestamp() * 1000)
    return reader.client.post(
        f"{lesson.path}/marks",
        json={"now": now or at, "events": list(events)},
        headers={"X-CSRFToken": reader.csrf_token()},
    )


def event(person, presence="present", at=None, event_id=None):
    at = at or int((EVENING + timedelta(minutes=45)).timestamp() * 1000)
    return {"id": event_id or new_id(), "person": person, "presence": presence, "at": at}
