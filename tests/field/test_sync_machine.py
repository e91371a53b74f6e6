"""Whatever happens to phones on the way, every history ends in the same state (see histories.py)."""

import pytest
import sqlalchemy as sa
import time_machine

from lms.catalogue import shelf
from lms.classes.actions.rebuilding import put_right
from lms.classes.models import Mark, Meeting, Observation
from lms.core.db import db
from tests.classes.make import EVENING
from tests.field.histories import CLASSES, MODULE, Round
from tests.world import asker

ROUNDS = {"sqlite": 200, "postgresql": 15}


@pytest.fixture(autouse=True)
def _that_evening():
    with time_machine.travel(EVENING, tick=False):
        yield


@pytest.mark.both
def test_every_history_ends_in_the_same_state(app, engine, world, inside):
    """200 rounds of 10 classes on SQLite: 2,000 histories."""
    askers = [asker(world.people[name], staff=True) for name in ("lan", "lan", "dung")]
    skill = shelf.course(world.course).module(MODULE).skills[0].id
    for seed in range(ROUNDS[engine]):
        with db.session.no_autoflush:
            one = Round(seed, world, askers, skill)
            one.play()
            one.check()
        db.session.execute(sa.delete(Observation))
        db.session.commit()
        db.session.expunge_all()
    assert ROUNDS[engine] * CLASSES >= {"sqlite": 2000, "postgresql": 150}[engine]
    told = sa.select(Mark.meeting_id, Mark.person_id, Mark.presence, Mark.event_id).order_by(
        Mark.meeting_id, Mark.person_id
    )
    before = db.session.execute(told).all()
    assert put_right(list(db.session.scalars(sa.select(Meeting.id))), EVENING).marks == 0
    assert db.session.execute(told).all() == before
