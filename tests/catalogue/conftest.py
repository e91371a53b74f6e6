"""The course we ship, read once for all tests that look at its content."""

import time
from pathlib import Path

import pytest

from lms.catalogue.authoring.courses import look_through
from lms.catalogue.documents import course_from, edition_hash

SHIPPED = Path(__file__).parents[2] / "courses" / "binh-dan-hoc-vu-so"


@pytest.fixture(scope="session")
def read():
    """The one reading that all of these tests look at: document, desk, seconds it took."""
    begun = time.process_time()
    document, desk = look_through(SHIPPED)
    if desk.problems:
        pytest.fail("\n".join(str(problem) for problem in sorted(set(desk.problems))))
    return document, desk, time.process_time() - begun


@pytest.fixture(scope="session")
def document(read):
    return read[0]


@pytest.fixture(scope="session")
def course(document):
    return course_from(document, edition_hash(document))


@pytest.fixture(scope="session")
def desk(read):
    return read[1]
