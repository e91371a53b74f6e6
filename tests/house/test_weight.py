"""The first view of a lesson reaches a phone on a poor network: every step of the real course is weighed."""

from collections.abc import Iterator
from gzip import compress
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lms.catalogue import actions, shelf
from lms.core import clock
from lms.core.db import db
from lms.ui.pages import STATIC
from tests.reader import Reader
from tests.servers import ROOT, SqliteDatabase
from tests.world import World, build

MOST = 15_000
# What a page brings along. Kept by the browser after the first view, but the first view counts.
WITH_IT = ("app.css", "app.js", "icons.svg", "icon.svg")


def _carried(folder: Path = STATIC) -> int:
    return sum(len(compress((folder / name).read_bytes(), 9)) for name in WITH_IT)


@pytest.fixture(scope="module")
def shown() -> Iterator[tuple[World, SqliteDatabase]]:
    """The courses of this house, published."""
    from lms.catalogue.authoring.courses import read_whole

    database = SqliteDatabase()
    app = database.fresh()
    with app.app_context():
        world = build(app)
        documents = []
        for folder in sorted((ROOT / "courses").iterdir()):
            if (folder / "course.yaml").exists():
                document, pictures = read_whole(folder)
                actions.keep_pictures(pictures)
                documents.append(document)
        actions.publish(documents, clock.now())
        db.session.commit()
        shelf.forget()
    yield world, database
    database.stop()


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_the_first_view_of_every_step_is_under_fifteen_kilobytes(
    shown: tuple[World, SqliteDatabase], language: str
) -> None:
    world, database = shown
    reader = Reader(database.app, world.people["hoa"], language=language)
    with database.app.app_context():
        steps = [
            f"/learn/{course.slug}/{module.slug}/{lesson.slug}/{number}"
            for course in shelf.courses()
            for module, lesson in course.lessons()
            for number in range(1, len(lesson.steps) + 1)
        ]
    carried = _carried()
    weights = {step: carried + _weight(reader.client, step) for step in steps}
    heavy = {step: weight for step, weight in weights.items() if weight >= MOST}
    assert not heavy, f"what every page brings along weighs {carried}"


def _weight(client: FlaskClient, path: str) -> int:
    """Head and body as sent to a browser that knows gzip alone, which is the most that any is sent."""
    answer = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200, path
    return len(answer.data) + len(str(answer.headers).encode())
