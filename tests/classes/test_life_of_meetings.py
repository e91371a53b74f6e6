"""Meetings in a row, moved, cancelled, made up for; home visits; excuses told beforehand."""

from datetime import date, timedelta

import pytest
from flask import Flask

from lms.classes.actions import attendance as marking
from lms.classes.actions import extra as act
from lms.classes.actions.meetings import Hours, Room
from lms.classes.models import Cohort, Excuse, Invited, Kind, MarkSource, Meeting, Mode, Presence
from lms.classes.queries import attendance as find
from lms.classes.queries import next_meeting_of
from lms.classes.queries.presences import presences_at, presences_in
from lms.classes.rules.cohorts import ExcuseTooLate, recurring
from lms.core import clock
from lms.core.db import db
from tests.classes import make
from tests.world import World, asker

P, L, E, A = Presence.PRESENT, Presence.LATE, Presence.EXCUSED, Presence.ABSENT
MONDAY = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("weekdays", "how_many", "until", "skipping", "days"),
    [
        (set(), 3, None, set(), ["31/08", "07/09", "14/09"]),
        ({0, 2}, 4, None, {date(2026, 9, 2)}, ["31/08", "07/09", "09/09", "14/09"]),
        ({1, 3}, None, date(2026, 9, 10), set(), ["01/09", "03/09", "08/09", "10/09"]),
        ({0}, 10, date(2026, 9, 7), set(), ["31/08", "07/09"]),
        (set(), None, date(2026, 8, 30), set(), []),
        ({0}, 1, None, {MONDAY}, ["07/09"]),
    ],
)
def test_a_row_of_meetings(weekdays, how_many, until, skipping, days):
    found = recurring(MONDAY, weekdays, how_many, until, skipping)
    assert [day.strftime("%d/%m") for day in found] == days


def test_a_row_never_has_more_meetings_than_a_class_may():
    assert len(recurring(MONDAY, set(range(7)), None, date(2030, 1, 1), set())) == 60


@pytest.mark.both
def test_a_trainer_plans_twice_a_week_around_a_holiday_and_past_midnight(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id = make.cohort(world).id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}").follow("Plan several meetings")
    lan.press("Plan them", first="2027-08-30", weekdays=["0", "2"], skipping="30-8")
    assert "Write how many meetings there are, or the last day." in lan.text
    assert "Write each day as day/month/year" in lan.text
    lan.press(
        "Plan them", how_many="4", skipping="1/9/2027", starts="23:30", ends="00:30", weekdays=["0", "2"],
        speakers="Ông Ba, công an xã",
    )  # fmt: skip
    assert "4 meetings are planned." in lan.text
    assert "Guest: Ông Ba, công an xã" in lan.text
    with app.app_context():
        rows = db.session.query(Meeting).order_by(Meeting.starts_at).all()
        assert [clock.local(row.starts_at).date().day for row in rows] == [30, 6, 8, 13]
        assert {row.ends_at - row.starts_at for row in rows} == {timedelta(hours=1)}


@pytest.mark.both
def test_who_moves_or_cancels_a_meeting_tells_its_people(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        make.member(cohort, world.people["hoa"])
        meeting_id = make.meeting(cohort, starts_at=clock.at_local(date(2029, 3, 5), 19)).id
        cohort_id = cohort.id
    lan, hoa = read_as(world.people["lan"], staff=True), read_as(world.people["hoa"])
    lan.visit(f"/meetings/{meeting_id}/edit").press("Save")
    assert "meets at another time" not in hoa.visit("/").text, "nothing was moved"
    lan.visit(f"/meetings/{meeting_id}/edit").press("Save", day="2029-03-07", place="Sân đình")
    assert "“Lớp Lãnh Vân 3” meets at another time: Wednesday 7 March, 19:00, Sân đình" in hoa.visit("/").text
    assert "Before it was Monday 5 March, 19:00" in hoa.text
    lan.visit(f"/meetings/{meeting_id}/cancel").press("Cancel the meeting")
    assert "does not take place" in hoa.visit("/").text
    assert "meets at another time" not in hoa.text, "the later news replaces the earlier"
    lan.visit(f"/classes/{cohort_id}").press("Bring back meeting 1")
    assert "takes place after all" in hoa.visit("/").text


@pytest.mark.both
def test_a_make_up_meeting_counts_for_the_lesson_that_was_missed(world: World, inside: None):
    now = make.EVENING + timedelta(days=3)
    cohort = make.cohort(world)
    lessons = make.meetings(cohort, 2)
    hoa, minh = make.member(cohort, world.people["hoa"]), make.member(cohort, world.people["minh"])
    lan = world.people["lan"]
    first = find.meeting_taught_by(asker(lan, staff=True), lessons[0].id)
    marking.save_register(first, {hoa: A, minh: P}, MarkSource.REGISTER, lan, now)
    marking.close_register(first, 1, lan, now)
    hours = Hours(now, now + timedelta(hours=1))
    room = Room(Mode.IN_PERSON, "Nhà bà Hoa", None)
    extra = act.plan_extra(cohort, Kind.VISIT, hours, room, cohort.modules, [hoa], lessons[0].id, now)
    db.session.commit()
    visit = find.meeting_taught_by(asker(lan, staff=True), extra.id)
    assert set(find.state_of(visit)) == {hoa}, "a register of those invited"
    assert len(find.planned_meetings(cohort.id)) == 2, "it is no lesson more"
    assert next_meeting_of(minh, now).meeting_id == lessons[1].id
    assert next_meeting_of(hoa, now).meeting_id == extra.id
    marking.save_register(visit, {hoa: L}, MarkSource.REGISTER, lan, now)
    assert presences_in(cohort.id)[hoa][lessons[0].id] is A, "an open register decides nothing"
    marking.close_register(visit, 1, lan, now)
    assert presences_in(cohort.id)[hoa][lessons[0].id] is P
    assert presences_in(cohort.id)[minh][lessons[0].id] is P
    assert presences_at([lessons[0].id]) == {hoa: {lessons[0].id: P}, minh: {lessons[0].id: P}}


@pytest.mark.both
def test_a_make_up_meeting_is_planned_from_the_closed_register(app: Flask, world: World, read_as):
    now = clock.now()
    with app.app_context():
        cohort = make.cohort(world)
        hoa = make.member(cohort, world.people["hoa"])
        make.member(cohort, world.people["minh"])
        lesson = make.meeting(cohort, starts_at=now - timedelta(hours=2))
        lan = world.people["lan"]
        row = find.meeting_taught_by(asker(lan, staff=True), lesson.id)
        marking.save_register(row, {hoa: A, world.people["minh"]: P}, MarkSource.REGISTER, lan, now)
        marking.close_register(row, 1, lan, now)
        db.session.commit()
        lesson_id = lesson.id
    reader = read_as(world.people["lan"], staff=True)
    reader.visit(f"/meetings/{lesson_id}/register").follow("Plan a make-up meeting").press("Plan the meeting")
    assert "Make-up meeting" in reader.text
    assert "A meeting just for you" in read_as(world.people["hoa"]).visit("/").text
    minh = read_as(world.people["minh"])
    assert "A meeting just for you" not in minh.visit("/").text
    with app.app_context():
        row = db.session.query(Invited).one()
        assert (row.person_id, row.missed_id) == (hoa, lesson_id)
        cohort_id = db.session.query(Cohort.id).scalar()
    assert "Make-up meeting" not in minh.visit(f"/classes/{cohort_id}").text
    with app.app_context():
        extra = db.session.query(Meeting).filter_by(kind=Kind.MAKE_UP).one()
        extra.starts_at, extra.ends_at, extra_id = now - timedelta(hours=1), now, extra.id
        db.session.commit()
        row = find.meeting_taught_by(asker(lan, staff=True), extra_id)
        marking.save_register(row, {hoa: L}, MarkSource.REGISTER, lan, now)
        db.session.commit()
    assert "1 came · register closed" in reader.visit(f"/classes/{cohort_id}").text
    with app.app_context():
        marking.close_register(find.meeting_taught_by(asker(lan, staff=True), extra_id), 1, lan, now)
        db.session.commit()
    assert "2 came · register closed" in reader.visit(f"/classes/{cohort_id}").text, "one made up for it"


@pytest.mark.both
def test_an_excuse_told_beforehand_counts_and_one_told_later_does_not(app: Flask, world: World, read_as):
    now = clock.now()
    with app.app_context():
        cohort = make.cohort(world)
        hoa = make.member(cohort, world.people["hoa"])
        coming = make.meeting(cohort, 1, now + timedelta(days=1))
        make.meeting(cohort, 2, now + timedelta(days=8))
        with pytest.raises(ExcuseTooLate):
            act.excuse(coming, hoa, hoa, coming.starts_at)
        cohort_id, coming_id = cohort.id, coming.id
    reader = read_as(world.people["hoa"])
    reader.visit(f"/classes/{cohort_id}").press("I cannot come")
    assert "You are excused" in reader.text
    with app.app_context():
        assert presences_in(cohort_id)[hoa] == {coming_id: E}
        assert presences_at([coming_id]) == presences_in(cohort_id)
        row = find.meeting_taught_by(asker(world.people["lan"], staff=True), coming_id)
        marking.close_register(row, 0, world.people["lan"], row.starts_at + timedelta(hours=2))
        assert find.state_of(row)[hoa][0] is E, "who told us before is not written down as absent"
        db.session.rollback()
    reader.press("I can come after all")
    with app.app_context():
        assert db.session.query(Excuse).count() == 0
    read_as(world.people["minh"]).post(f"/meetings/{coming_id}/excuse", expect=404)
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/members/{hoa}").press("Cannot come")
    assert "Comes after all" in lan.text
    lan.post(f"/meetings/{coming_id}/excuse/{world.people['minh']}", expect=404)
