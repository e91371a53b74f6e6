"""What an author is told of recordings: which steps lack one, how large they are, how long a former one is kept."""

import pytest

from tests.speech.files import silence
from tests.speech.test_recordings import DESK, SHEET, upload

pytestmark = pytest.mark.both


def test_the_steps_that_lack_a_recording_are_named_by_language(read_as, world):
    an = read_as(world.people["an"], staff=True)
    upload(an, silence(3), step=2)
    assert "English 1, 3" in an.visit(DESK).text
    assert "Tiếng Việt 1, 2, 3" in an.text
    for step in (1, 3):
        upload(an, silence(3), step=step)
    first = an.visit(DESK).html.split("<li>")[1:]
    assert sum("English 1" in each for each in first) == 3, "one lesson of four is whole"


def test_sizes_are_said_before_and_after(read_as, world):
    an = read_as(world.people["an"], staff=True).visit(SHEET)
    assert "at most 90 seconds and 400 kB" in an.text
    upload(an, silence(3))
    assert "It takes 3 seconds and 1 kB." in an.text
    an.press("Take out: 1")
    assert "Kept until" in an.text
