"""A class held for a programme: its modules are ticked beforehand, and meetings and skills complete it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.learning import actions, queries
from lms.learning.models import Track
from tests.learning.programmes import COACH, HELP, OFFICE, OFFICIALS, PAY, REQUIRED, SAFE, publish_in
from tests.reader import Reader
from tests.world import World

pytestmark = pytest.mark.both
Read = Callable[..., Reader]


@pytest.fixture
def world(world: World, app: Flask) -> World:
    return publish_in(app, world)


def ticked(reader: Reader) -> list[Any]:
    fields = [field for form in reader.page.forms for field in form["fields"]]
    return [value for name, value in fields if name == "modules"]


def test_a_new_class_teaches_the_course_or_the_programme_chosen(world: World, read_as: Read) -> None:
    lan = read_as(world.people["lan"], staff=True).visit("/classes/new")
    assert ticked(lan) == REQUIRED
    assert ticked(lan.follow("Chương trình cán bộ (en)")) == [PAY, OFFICE]
    assert ticked(lan.follow("Trở thành hạt nhân (en)")) == [SAFE, HELP]
    assert ticked(lan.follow("Whole course")) == REQUIRED
    assert ticked(lan.visit("/classes/new?path=khong-co")) == REQUIRED


def test_a_class_of_its_modules_completes_a_programme_by_the_class_track(world: World, inside: None) -> None:
    hoa, course, now = world.people["hoa"], shelf.course("thu"), clock.now()
    for slug in (SAFE, HELP):
        actions.note_class_met(hoa, course, slug, now)
        actions.note_skills_met(hoa, course, slug, now)
        actions.note_quiz(hoa, course, slug, 90, True, now)
    db.session.commit()
    tracks = {row.module: row.track for row in queries.completions_of(hoa)}
    assert tracks == {SAFE: Track.CLASS, HELP: Track.CLASS, COACH: Track.CLASS}
    assert OFFICIALS not in tracks
