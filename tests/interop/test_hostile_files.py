"""Files that mean harm are answered with words, soon, and within a small memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from lms.interop.formats import Unreadable, archive, read
from tests.interop import hostile

ROOT = Path(__file__).parents[2]
MEMORY = 400 * 1024 * 1024  # of addresses; about half of it is Python and its libraries
_READ = """
import resource, sys, time
from flask import Flask
from flask_babel import Babel
from lms.interop import formats
from lms.interop.formats import aiken, gift, moodle, qti
from tests.interop import hostile
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
app = Flask("x"); Babel(app)
with app.app_context():
    for name, kind, content in hostile.corpus():
        begun = time.process_time()
        try:
            taken = sum(each.question is not None for each in formats.read(content, kind, "vi"))
        except formats.Unreadable as unreadable:
            taken = str(unreadable.reason) and 0
        print(name, kind, taken, round(time.process_time() - begun, 1), sep=";")
        del content
"""


def test_the_whole_corpus_within_a_small_memory_and_a_few_seconds_each():
    run = subprocess.run(
        [sys.executable, "-c", _READ.format(memory=MEMORY)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    answers = [line.split(";") for line in run.stdout.splitlines()]
    assert len(answers) == sum(1 for _each in hostile.corpus())
    slow = [line for line in answers if float(line[3]) > 6]
    assert not slow
    assert {line[0] for line in answers if line[2] != "0"} <= {"bold a thousand times"}


@pytest.mark.parametrize(
    "content, why",
    [
        (hostile.zipped(("../x.xml", b"<x/>")), "a place outside itself"),
        (hostile.zipped(("a.xml", b"/etc/passwd"), mode=0o120777), "links or devices"),
        (hostile.zipped(*((f"{n}.xml", b"<x/>") for n in range(1_001))), "more than 1,000 files"),
        (hostile.zipped(("a.xml", b"\0" * 19_000_000)), "unpacks to far too much"),
        (hostile.overlapping(), "unpacks to far too much"),
        (hostile.lying(), "unpacks to far too much"),
        (hostile.locked(), "locked with a password"),
    ],
)
def test_each_hostile_zip_is_refused_for_what_it_is(inside, content, why):
    with pytest.raises(Unreadable) as refused:
        archive.unpacked(content)
    from flask_babel import force_locale

    with force_locale("en"):
        assert why in str(refused.value.reason)


def test_a_zip_of_the_usual_sort_is_unpacked(inside):
    files = archive.unpacked(hostile.zipped(("a/b.xml", b"<x/>" * 1_000), ("c.svg", b"")))
    assert files == {"a/b.xml": b"<x/>" * 1_000, "c.svg": b""}


def test_nothing_is_fetched_for_an_address_in_a_file(inside):
    """The port is closed: a reader that asked would fail in another way, and later."""
    for _name, kind, content in hostile.corpus():
        if b"127.0.0.1" in content:
            with pytest.raises(Unreadable):
                read(content, kind, "vi")
