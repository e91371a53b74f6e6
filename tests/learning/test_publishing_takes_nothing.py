"""Whatever is published, nobody who learns has less than before."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.learning import actions, editions, queries
from lms.learning.progress import ModuleProgress
from tests import world as make
from tests.course_document import _lesson
from tests.learning.newer_editions import PAY, changed, publish
from tests.servers import SqliteDatabase

LESSONS = [f"{PAY}-{name}" for name in ("mot", "hai", "ba", "bon")]


@pytest.fixture(scope="module")
def lived_in() -> Any:
    database = SqliteDatabase()
    yield database
    database.stop()


def _with(lessons: list[str]) -> Callable[[dict[str, Any]], None]:
    def change(module: dict[str, Any]) -> None:
        module["lessons"] = [_lesson(each) for each in lessons]
        module["skills"] = []
        module["questions"] = [{**each, "lesson": lessons[0]} for each in module["questions"]]

    return change


def _so_far(person: int) -> ModuleProgress:
    progress = queries.progress_of(person, "thu")
    who = make.asker(person)
    course = editions.as_held(who, shelf.course("thu"), progress, clock.now())
    return progress.of(course.module_by_slug[PAY])


_EDITION = st.lists(st.sampled_from(LESSONS), min_size=1, max_size=4, unique=True)
_DEEDS = st.lists(
    st.one_of(st.tuples(st.just("publish"), _EDITION), st.tuples(st.just("read"), st.integers(0, 3))),
    min_size=2,
    max_size=6,
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(_DEEDS)
def test_progress_never_becomes_less_by_a_publication(lived_in: SqliteDatabase, deeds: list[Any]) -> None:
    app: Flask = lived_in.fresh()
    app.extensions.pop("shelf", None)
    with app.app_context():
        person = make.build(app).people["hoa"]
    for number, (deed, what) in enumerate(deeds):
        with app.app_context():
            before = _so_far(person)
        if deed == "publish":
            publish(app, changed(_with(what)), clock.now() + timedelta(milliseconds=number))
            with app.app_context():
                after = _so_far(person)
            if before.begun and not before.standing.completed_by:
                assert after.module.lessons == before.module.lessons
                assert after.done == before.done and after.per_cent == before.per_cent
            assert (after.standing.completed_by is None) <= (before.standing.completed_by is None)
        else:
            with app.app_context():
                lessons = before.module.lessons
                lesson = lessons[what % len(lessons)]
                edition = editions.edition_for(make.asker(person), "thu", PAY, clock.now())
                actions.finish_lesson(person, edition, PAY, lesson.slug, clock.now())
                db.session.commit()
                assert lesson.slug in _so_far(person).done
