"""Fixtures: a running application on each database, a small world in it, and readers of its pages."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, settings

from lms.catalogue import shelf
from lms.core.db import db, intend_to_write, reading
from tests.reader import Reader
from tests.servers import PostgresDatabase, SqliteDatabase
from tests.world import World

# A busy machine is slow to think of examples; that says nothing about the code.
settings.register_profile("house", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("house")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test marked `both` runs the same story on SQLite and on PostgreSQL; the others on SQLite."""
    if "engine" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("both")
        metafunc.parametrize("engine", ["sqlite", "postgresql"] if both else ["sqlite"], scope="session")


@pytest.fixture(scope="session")
def databases() -> Iterator[Callable[[str], SqliteDatabase | PostgresDatabase]]:
    started: dict[str, SqliteDatabase | PostgresDatabase] = {}
    kinds = {"sqlite": SqliteDatabase, "postgresql": PostgresDatabase}

    def database(engine: str) -> SqliteDatabase | PostgresDatabase:
        if engine not in started:
            started[engine] = kinds[engine]()
        return started[engine]

    yield database
    for each in started.values():
        each.stop()


@pytest.fixture
def app(databases: Callable[[str], SqliteDatabase | PostgresDatabase], engine: str) -> Flask:
    """The application on an empty, migrated database, as if nobody had asked it anything before."""
    fresh = databases(engine).fresh()
    fresh.extensions.pop("shelf", None)
    intend_to_write(True)
    return fresh


@pytest.fixture
def world(app: Flask, databases: Callable[[str], SqliteDatabase | PostgresDatabase], engine: str) -> World:
    """A province with two communes, a published course and one person of each kind (tests/world.py)."""
    return databases(engine).world()


@pytest.fixture
def inside(app: Flask) -> Iterator[None]:
    """An open application context, for tests of actions and queries without a page."""
    with app.app_context():
        shelf.forget()
        yield


@pytest.fixture
def read_as(app: Flask) -> Callable[..., Reader]:
    """`read_as(person_id)` is a browser in which this person is signed in; `read_as()` a visitor's."""
    return lambda person_id=None, staff=False, language="en": Reader(app, person_id, staff, language)


@dataclass
class Asked:
    statements: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.statements)


@contextmanager
def counting(app: Flask) -> Iterator[Asked]:
    """Counts the statements sent to the database, BEGIN and COMMIT left out.

    Which edition is current is asked every few seconds, by whoever comes then, and an edition is
    read once: on a slow machine that could be anybody, so both are done at the start.
    """
    asked = Asked()
    with app.app_context(), reading():  # a test may be writing, and nobody waits for oneself
        engine = db.engine
        shelf.courses()
        app.extensions["shelf"].looked_at = time.monotonic()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            asked.statements.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def count_queries(app: Flask) -> Callable[[], object]:
    return lambda: counting(app)
