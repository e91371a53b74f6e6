"""The board: one meeting's code, in its time only."""

import re
from datetime import timedelta

import pytest
import time_machine

from lms.classes.models import MeetingState
from tests.classes import make
from tests.classes.make import EVENING

pytestmark = pytest.mark.both


@pytest.fixture(autouse=True)
def in_class():
    with time_machine.travel(EVENING + timedelta(minutes=5), tick=False):
        yield


@pytest.fixture
def evening(app, world):
    """Lan's class with Hoa, tonight and next week; answers the ids of both meetings."""
    with app.app_context():
        cohort = make.cohort(world)
        make.member(cohort, world.people["hoa"])
        return [meeting.id for meeting in make.meetings(cohort, 2)]


def code_of(reader, meeting_id):
    return reader.client.get(f"/meetings/{meeting_id}/board/code").json


def test_the_board_shows_a_square_and_six_digits(world, read_as, evening):
    lan = read_as(world.people["lan"], staff=True).visit(f"/meetings/{evening[0]}/board")
    code = code_of(lan, evening[0])
    assert re.fullmatch("[0-9]{6}", code["digits"])
    assert f"{code['digits'][:3]} {code['digits'][3:]}" in lan.text
    assert "Marked: 0 / 1" in lan.text
    assert code["qr"] in lan.html
    assert 'http-equiv="refresh"' in lan.html, "without a script the page loads itself again"
    assert "localhost/check-in/" in lan.text


def test_the_digits_are_spoken_one_by_one(world, read_as, evening):
    lan = read_as(world.people["lan"], staff=True).visit(f"/meetings/{evening[0]}/board")
    said = re.search(r'data-say="([^"]+)"', lan.html).group(1)
    assert (
        said
        == ", ".join(re.search(r'id="board-digits">([0-9 ]+)<', lan.html).group(1).replace(" ", "")) + "."
    )


def test_the_code_changes_every_half_minute(world, read_as, evening):
    lan = read_as(world.people["lan"], staff=True)
    first = code_of(lan, evening[0])
    assert first["left"] == 30
    assert code_of(lan, evening[0]) == first
    with time_machine.travel(EVENING + timedelta(minutes=5, seconds=29), tick=False):
        assert code_of(lan, evening[0]) == {**first, "left": 1}
    with time_machine.travel(EVENING + timedelta(minutes=5, seconds=30), tick=False):
        later = code_of(lan, evening[0])
    assert later["digits"] != first["digits"]
    assert later["qr"] != first["qr"]


def test_outside_the_meeting_the_board_says_why_it_is_empty(world, read_as, evening):
    lan = read_as(world.people["lan"], staff=True).visit(f"/meetings/{evening[1]}/board")
    assert "has not begun yet" in lan.text
    assert code_of(lan, evening[1])["open"] is False
    assert "digits" not in code_of(lan, evening[1])
    with time_machine.travel(EVENING + timedelta(minutes=121), tick=False):
        assert "is over" in code_of(lan, evening[0])["reason"]
        assert "is over" in lan.visit(f"/meetings/{evening[0]}/board").text


def test_a_cancelled_meeting_has_no_code(app, world, read_as):
    with app.app_context():
        cancelled = make.meeting(make.cohort(world), state=MeetingState.CANCELLED).id
    assert code_of(read_as(world.people["lan"], staff=True), cancelled)["open"] is False


def test_only_who_runs_the_class_sees_its_board(world, read_as, evening):
    for name in ("lan", "dung", "binh", "an"):
        read_as(world.people[name], staff=True).visit(f"/meetings/{evening[0]}/board")
    for reader in (
        read_as(world.people["other_trainer"], staff=True),
        read_as(world.people["other_cadre"], staff=True),
        read_as(world.people["hoa"]),
        read_as(world.people["lan"]),
    ):
        for path in ("board", "board/code"):
            reader.visit(f"/meetings/{evening[0]}/{path}", expect=404)
    read_as().visit(f"/meetings/{evening[0]}/board/code", expect=303)


def test_the_board_costs_three_statements(world, read_as, count_queries, evening):
    lan = read_as(world.people["lan"], staff=True)
    with count_queries() as asked:
        code_of(lan, evening[0])
    assert asked.total <= 3
