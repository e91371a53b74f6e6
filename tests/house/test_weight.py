"""The first view of a lesson reaches a phone on a poor network: every step of the real course is weighed."""

from collections.abc import Iterator
from gzip import compress
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lms.ui.pages import STATIC
from tests.house.whole_course import published, steps
from tests.reader import Reader
from tests.servers import SqliteDatabase
from tests.world import World

MOST = 15_000
# What a page brings along. Kept by the browser after the first view, but the first view counts.
WITH_IT = ("app.css", "app.js", "icons.svg", "icon.svg")


def _carried(folder: Path = STATIC) -> int:
    return sum(len(compress((folder / name).read_bytes(), 9)) for name in WITH_IT)


@pytest.fixture(scope="module")
def shown() -> Iterator[tuple[World, SqliteDatabase]]:
    with published() as course:
        yield course


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_the_first_view_of_every_step_is_under_fifteen_kilobytes(
    shown: tuple[World, SqliteDatabase], language: str
) -> None:
    world, database = shown
    reader = Reader(database.app, world.people["hoa"], language=language)
    carried = _carried()
    weights = {step: carried + _weight(reader.client, step) for step in steps(database)}
    heavy = {step: weight for step, weight in weights.items() if weight >= MOST}
    assert not heavy, f"what every page brings along weighs {carried}"


def _weight(client: FlaskClient, path: str) -> int:
    """Head and body as sent to a browser that knows gzip alone, which is the most that any is sent."""
    answer = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200, path
    return len(answer.data) + len(str(answer.headers).encode())
