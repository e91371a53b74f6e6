"""An evening in class: fixtures of the tests of registers."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import time_machine
from flask import Flask

from tests.classes.evening import LATER, lesson_of
from tests.world import World


@pytest.fixture
def in_class() -> Iterator[time_machine.Traveller]:
    """It is a quarter past eight on the evening of the first meeting."""
    with time_machine.travel(LATER) as clock:
        yield clock


@pytest.fixture
def lesson(app: Flask, world: World) -> SimpleNamespace:
    return lesson_of(app, world)
