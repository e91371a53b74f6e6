"""A first start fills the system with a commune that looks lived in, on both databases."""

import json

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.catalogue import shelf
from lms.certificates.models import Certificate, CertificateState
from lms.classes.models import Cohort, Mark, Meeting, MeetingState, Presence
from lms.core import clock
from lms.core.db import db
from lms.learning.models import Completion
from lms.people import hashing
from lms.people.models import Person
from lms.places.models import Unit
from lms.quizzes.models import Attempt

pytestmark = pytest.mark.both


@pytest.fixture
def started(app: Flask) -> Flask:
    run = app.test_cli_runner().invoke
    assert run(args=["courses", "publish"]).exit_code == 0
    loaded = run(args=["demo", "load"])
    assert loaded.exit_code == 0, loaded.output
    return app


def _count(kind: type, *where: sa.ColumnElement[bool]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(kind).where(*where)) or 0


def test_the_demo_looks_like_a_real_commune(started):
    run = started.test_cli_runner().invoke
    accounts = json.loads(run(args=["demo", "accounts", "--json"]).output)
    assert {"trainee", "trainer", "cadre", "author", "admin"} <= {row["role"] for row in accounts}
    assert sum(row["role"] == "trainee" for row in accounts) >= 5
    with started.app_context():
        shelf.forget()
        now = clock.now()
        assert _count(Unit) > 3_350
        assert _count(Meeting, Meeting.ends_at < now, Meeting.state == MeetingState.CONFIRMED) > 5
        assert _count(Meeting, Meeting.starts_at > now) > 5
        assert _count(Mark, Mark.presence == Presence.ABSENT) > 10
        assert _count(Cohort, Cohort.open_door) >= 1, "a class that anybody of the commune may join"
        assert _count(Attempt, Attempt.passed.is_(True)) > 100
        assert _count(Attempt, Attempt.passed.is_(False)) > 20
        assert _count(Certificate) > 100
        assert _count(Completion, Completion.is_path) >= 4, "an official, a volunteer and neighbours"
        assert _count(Completion, Completion.through.is_not(None)) >= 1
        assert _count(Certificate, Certificate.state == CertificateState.REVOKED) == 1
        trainee = next(row for row in accounts if row["role"] == "trainee")
        same_phone = db.session.scalars(sa.select(Person).where(Person.phone == trainee["sign_in"]))
        assert any(hashing.is_right(person.pin_hash, trainee["secret"]) for person in same_phone)
    assert "no demo data loaded" in run(args=["demo", "load"]).output
    assert "All roll-ups were right." in run(args=["reports", "rebuild"]).output
