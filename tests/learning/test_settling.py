"""An edition that everybody must see may ask less: who has all of it is complete without doing anything more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.catalogue import shelf
from lms.certificates.models import Certificate
from lms.core import clock
from lms.core.db import db
from lms.learning import actions, settling
from lms.learning.models import Completion, Standing
from lms.studio.jobs import settle, settle_again
from tests.learning.newer_editions import FIRST, PAY, changed, one_lesson_less, publish, shorter_step
from tests.world import World, person

pytestmark = pytest.mark.both


@pytest.fixture
def nearly(app: Flask, world: World) -> list[int]:
    """Hoa and Minh lack the second lesson; Xuan lacks the quiz as well."""
    with app.app_context():
        course, now = shelf.course("thu"), clock.now()
        for name in ("hoa", "minh", "xuan"):
            actions.finish_lesson(world.people[name], course, PAY, FIRST, now)
            actions.note_quiz(world.people[name], course, PAY, 100, name != "xuan", now)
        db.session.commit()
    return [world.people["hoa"], world.people["minh"]]


def completed(app: Flask) -> list[tuple[int, str]]:
    with app.app_context():
        rows = db.session.execute(
            sa.select(Completion.person_id, Completion.edition).order_by(Completion.person_id)
        )
        return [tuple(row) for row in rows]


def test_who_lacks_nothing_any_more_is_complete_and_certified(app: Flask, nearly: list[int]) -> None:
    newer = publish(app, changed(one_lesson_less), urgent=True)
    assert completed(app) == []
    _run(app)
    assert completed(app) == [(each, newer) for each in sorted(nearly)]
    _run(app)
    assert len(completed(app)) == 2
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Certificate.id))) == 2


def _run(app: Flask) -> None:
    with app.app_context():
        settle.later("thu")


def test_the_sweep_finds_what_was_forgotten_and_only_what_is_urgent(app: Flask, nearly: list[int]) -> None:
    publish(app, changed(one_lesson_less))
    with app.app_context():
        settle_again.run()
    assert completed(app) == []
    publish(app, changed(one_lesson_less), urgent=True)
    with app.app_context():
        assert settling.lately_urgent(clock.now() + timedelta(days=8)) == []
        settle_again.run()
    assert len(completed(app)) == 2


def test_an_edition_that_asks_as_much_completes_nobody(app: Flask, nearly: list[int]) -> None:
    publish(app, changed(shorter_step), urgent=True)
    _run(app)
    assert completed(app) == []


def test_a_batch_costs_the_same_for_many_and_the_next_goes_on(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch, count_queries: Callable[..., Any]
) -> None:
    with app.app_context():
        course, now = shelf.course("thu"), clock.now()
        for number in range(6):
            who = person(f"Người {number}", world.units["village"], 1960).id
            actions.note_quiz(who, course, PAY, 100, True, now)
        db.session.commit()
    monkeypatch.setattr(settling, "BATCH", 4)
    with app.app_context():
        course = shelf.course("thu")
        with count_queries() as asked:
            after = settling.settle(course, 0, clock.now())
        assert asked.total == 2
        assert after == sorted(db.session.scalars(sa.select(Standing.id)))[3]
        assert settling.settle(course, after, clock.now()) is None
