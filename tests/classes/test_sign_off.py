"""Closing a class: a summary that somebody signs, then nothing changes but with a reason."""

from datetime import timedelta

import pytest
from flask import Flask

from lms.classes.actions import attendance as marking
from lms.classes.models import Cohort, MarkSource, Meeting, MeetingState, Presence, Reason, Summary
from lms.classes.queries import attendance as find
from lms.classes.rules.attendance import Attendance
from lms.classes.rules.closing import ClosedForGood, check_reopenable, lacking
from lms.core import clock
from lms.core.db import db
from tests.classes import make
from tests.world import World, asker

P, A = Presence.PRESENT, Presence.ABSENT


def held(world: World) -> tuple[int, int]:
    """A class of Hoa, who came, and Minh, who did not; its register is closed."""
    now = clock.now()
    cohort = make.cohort(world)
    hoa, minh = make.member(cohort, world.people["hoa"]), make.member(cohort, world.people["minh"])
    lesson = make.meeting(cohort, starts_at=now - timedelta(hours=3))
    row = find.meeting_taught_by(asker(world.people["lan"], staff=True), lesson.id)
    marking.save_register(row, {hoa: P, minh: A}, MarkSource.REGISTER, world.people["lan"], now)
    marking.close_register(row, 1, world.people["lan"], now)
    db.session.commit()
    return cohort.id, lesson.id


@pytest.mark.both
def test_a_trainer_signs_the_summary_and_the_class_is_read_only(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id, lesson_id = held(world)
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}").follow("Close the class")
    assert "0of 2 people finished" in lan.text
    assert "came to 0 of 1" in lan.text
    lan.press("Close the class").follow("Read the summary")
    assert "Signed by Trần Thị Lan" in lan.text
    assert "Bùi Thị Hoa" in lan.text
    for path, fields in (
        (f"/classes/{cohort_id}/edit", {"name": "x", "place": "x", "capacity": "5", "minimum_attendance": "1", "modules": "thanh-toan"}),
        (f"/classes/{cohort_id}/members/{world.people['xuan']}/return", {}),
        (f"/classes/{cohort_id}/skills?module=thanh-toan", {}),
        (f"/meetings/{lesson_id}/bring-back", {}),
        (f"/meetings/{lesson_id}/register/reopen", {}),
    ):  # fmt: skip
        lan.post(path, expect=404 if "return" in path else 409, **fields)
    with app.app_context():
        assert db.session.query(Summary).one().document["came"] == 1
        assert db.session.get_one(Cohort, cohort_id).name == "Lớp Lãnh Vân 3"


@pytest.mark.both
def test_a_class_closed_early_names_attendance_so_far_and_of_all_that_was_planned(app, world, read_as):
    with app.app_context():
        cohort_id, _lesson = held(world)
        cohort = db.session.get_one(Cohort, cohort_id)
        for number in (2, 3, 4):
            make.meeting(cohort, number, clock.now() + timedelta(days=number))
        db.session.commit()
    lan = read_as(world.people["lan"], staff=True).visit(f"/classes/{cohort_id}/close")
    for said in (
        "attendance so far: 1 of 2",
        "of all that was planned: 1 of 8",
        "came to 1 of 1 so far, 4 are planned",
    ):
        assert said in lan.text
    lan.press("Close the class").follow("Read the summary")
    assert "attendance so far: 1 of 2" in lan.text
    with app.app_context():
        signed = db.session.query(Summary).one()
        signed.document = {key: each for key, each in signed.document.items() if key != "to_come"}
        db.session.commit()
    old = lan.visit(f"/classes/{cohort_id}/summary").text
    assert "attendance: 1 of 8" in old and "of all that was planned" not in old


@pytest.mark.both
def test_a_correction_of_a_closed_class_needs_a_reason_that_is_kept(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id, lesson_id = held(world)
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/close").press("Close the class")
    lan.visit(f"/meetings/{lesson_id}/register").follow("Correct the register").press("Open the register")
    assert "Write the reason in a few words." in lan.text
    lan.press("Open the register", words="Tìm thấy tờ giấy")
    lan.post(f"/meetings/{lesson_id}/register", **{f"p{world.people['minh']}": "present"})
    lan.visit(f"/meetings/{lesson_id}/register/close").press("Close the register", head_count="2")
    assert "Tìm thấy tờ giấy" in lan.visit(f"/classes/{cohort_id}/summary").text
    with app.app_context():
        assert db.session.query(Reason).one().made_by == world.people["lan"]
        assert db.session.get_one(Meeting, lesson_id).state is MeetingState.CONFIRMED


@pytest.mark.both
def test_open_registers_keep_a_class_from_being_closed(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        make.meeting(cohort, starts_at=clock.now() - timedelta(hours=5))
        cohort_id = cohort.id
    lan = read_as(world.people["lan"], staff=True)
    assert "Meetings: 1." in lan.visit(f"/classes/{cohort_id}/close").text
    lan.post(f"/classes/{cohort_id}/close", expect=409)


@pytest.mark.both
def test_a_class_is_opened_again_within_a_week_and_not_later(app: Flask, world: World, read_as):
    with app.app_context():
        old = make.cohort(world, closed_at=clock.now() - timedelta(days=8)).id
        cohort_id, _lesson = held(world)
    lan = read_as(world.people["lan"], staff=True)
    lan.post(f"/classes/{old}/reopen", expect=409)
    lan.visit(f"/classes/{cohort_id}/close").press("Close the class").press("Open it again")
    assert "this no longer counts" in lan.visit(f"/classes/{cohort_id}/summary").text
    lan.visit(f"/classes/{old}/summary", expect=404)


def test_seven_days_to_the_second():
    closed = make.EVENING
    check_reopenable(closed, closed + timedelta(days=7))
    with pytest.raises(ClosedForGood):
        check_reopenable(closed, closed + timedelta(days=7, seconds=1))


@pytest.mark.parametrize(
    ("left", "attendance", "words"),
    [
        ([], Attendance(4, 0, 1, 0), []),
        (["Pay"], Attendance(4, 0, 4, 0), ["not completed: Pay"]),
        (["Pay", "Safe"], Attendance(4, 0, 1, 0), ["not completed: Pay, Safe", "came to 1 of 4"]),
        (["Pay"], Attendance(0, 0, 0, 0), ["not completed: Pay"]),
    ],
)
def test_what_somebody_lacks_in_words(app, left, attendance, words):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert lacking(left, attendance, 80) == words
