"""Ids of events: one scheme for the server, the register's page and the app without a network."""

from pathlib import Path

import pytest
import time_machine

from lms.classes.rules.events import ending, event_id, ids_of, is_for
from tests.classes.evening import LATER, event, lesson_of, marks, new_id, tap
from tests.field import phone

STATIC = Path(__file__).parents[2] / "lms/ui/static"


def test_an_id_begins_with_its_meeting_and_lies_among_its_own():
    for own in (event_id(7, 1, "present"), phone.new_id(7)):
        begin, end = ids_of(7)
        assert begin <= own < end
        assert is_for(own, 7)
        assert not is_for(own, 8)
    assert event_id(7, 1, "present") == event_id(7, 1, "present") != event_id(8, 1, "present")


def test_ids_of_pages_that_were_open_before_are_still_taken():
    assert is_for(new_id(), 7)


def test_both_screens_ask_the_same_maker():
    assert 'import { newId } from "field/ids";' in (STATIC / "register.js").read_text()
    assert 'import { newId } from "field/ids";' in (STATIC / "field/state.js").read_text()


@pytest.mark.both
def test_nobody_takes_the_place_of_another_meetings_event(app, world, read_as):
    with time_machine.travel(LATER):
        lesson = lesson_of(app, world)
        lan = read_as(lesson.lan, staff=True)
        other = phone.new_id(lesson.all[1])
        answer = tap(lan, lesson, event(lesson.hoa, event_id=other), event(lesson.minh))
        assert answer.status_code == 409
        assert answer.get_json()["refused"] == [other]
        assert set(marks(app, lesson.id)) == {lesson.minh}
        moved = {**phone.mark(lesson.id, LATER, lesson.hoa, "present"), "id": other}
        told = phone.send(lan, LATER, moved)
        assert [each["id"] for each in told["refused"]] == [other]


def test_no_two_people_share_an_id_however_many_there_are():
    far = [7, 7 + 2**24, 7 + 2**40]
    assert len({event_id(3, person, "present", None) for person in far}) == len(far)


def test_what_is_said_again_after_something_else_is_another_statement():
    said: list[str | None] = [None]
    for presence in ("present", "absent", "present", "absent"):
        said.append(event_id(3, 9, presence, ending(said[-1]), 1))
    assert len(set(said)) == 5
    assert ending(event_id(3, 8, "present", ending(None), 1)) == ending(said[1]), "of a neighbour the same"
