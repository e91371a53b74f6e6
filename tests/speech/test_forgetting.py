"""Recordings that nobody hears are deleted after thirty days, and no other."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.catalogue.models import Replacement
from lms.core import clock
from lms.core.db import db
from lms.speech.models import Recording, Sound
from lms.studio.jobs import forget_recordings
from lms.studio.models import Draft, DraftState
from tests.course_document import COURSE
from tests.learning.newer_editions import publish
from tests.reader import Reader
from tests.speech.files import silence
from tests.speech.test_recordings import SHEET, _said_otherwise, upload
from tests.studio.making import drafted
from tests.world import World

pytestmark = pytest.mark.both
Read = Callable[..., Reader]


@pytest.fixture
def an(world: World, read_as: Read) -> Reader:
    return read_as(world.people["an"], staff=True)


def later(app: Flask, monkeypatch: pytest.MonkeyPatch, days: int) -> tuple[int, int]:
    """So many recordings and sounds are left when this many days have passed."""
    with app.app_context():
        now = clock.now() + timedelta(days=days)
        monkeypatch.setattr(clock, "now", lambda: now)
        forget_recordings.run()
        monkeypatch.undo()
        count = sa.func.count()
        return (
            db.session.scalar(sa.select(count).select_from(Recording)) or 0,
            db.session.scalar(sa.select(count).select_from(Sound)) or 0,
        )


def test_what_was_put_away_is_kept_for_thirty_days(
    an: Reader, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(an, silence(3))
    upload(an, silence(5))
    assert "Bring it back" in an.visit(SHEET).text
    assert later(app, monkeypatch, 29) == (2, 2)
    assert later(app, monkeypatch, 31) == (1, 1)
    assert later(app, monkeypatch, 400) == (1, 1), "what is played stays"
    assert "Bring it back" not in an.visit(SHEET).text


def test_a_sound_that_another_step_plays_stays(
    an: Reader, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(an, silence(3))
    upload(an, silence(3), step=2)
    an.visit(SHEET).press("Take out: 1")
    assert later(app, monkeypatch, 31) == (1, 1)


def test_words_that_no_edition_says_any_more_are_forgotten_when_nobody_can_read_them(
    an: Reader, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(an, silence(3))
    publish(app, _said_otherwise("Other words."))
    assert later(app, monkeypatch, 360) == (1, 1), "somebody may still finish on that edition"
    with app.app_context():
        db.session.execute(sa.update(Replacement).values(at=clock.now() - timedelta(days=30)))
        db.session.commit()
    assert later(app, monkeypatch, 366) == (0, 0)


def test_words_that_are_said_again_keep_their_recording(
    an: Reader, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(an, silence(3))
    publish(app, _said_otherwise("Other words."))
    publish(app, COURSE)
    assert later(app, monkeypatch, 500) == (1, 1)


@pytest.mark.parametrize("in_order", [True, False])
def test_what_a_draft_says_is_spared(
    world: World, read_as: Read, app: Flask, monkeypatch: pytest.MonkeyPatch, in_order: bool
) -> None:
    author, draft = drafted(read_as, world)
    upload(author, silence(3), path=f"/studio/{draft}/recordings/an-toan/mat-khau/vi")
    if not in_order:
        author.visit(f"/studio/{draft}/files/facts.yaml").press("Save", text="{")
    assert later(app, monkeypatch, 500) == (1, 1)
    with app.app_context():
        db.session.execute(sa.update(Draft).values(state=DraftState.PUBLISHED))
        db.session.commit()
    assert later(app, monkeypatch, 500) == (0, 0)
