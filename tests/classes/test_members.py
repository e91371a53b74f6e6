"""Joining and leaving a class, walk-ins, and rosters from a file."""

import threading
from datetime import timedelta

import pytest
from flask import Flask

from lms.classes.actions import members as act
from lms.classes.models import Cohort, Mark, Membership, Presence
from lms.classes.queries import meetings_today, next_meeting_of
from lms.classes.rules.cohorts import ClassFull
from lms.core import clock
from lms.core.audit import AuditEntry, Deed
from lms.core.db import db
from lms.core.errors import Refusal
from lms.learning.models import Enrolment
from lms.people.models import Consent, ConsentMethod, Person
from tests.classes import make
from tests.world import World, asker, person

pytestmark = pytest.mark.both


def seats(cohort_id: int) -> int:
    return db.session.get_one(Cohort, cohort_id, populate_existing=True).seats_taken


def test_joining_takes_a_seat_and_enrols_once(world: World, inside: None):
    cohort, hoa, now = make.cohort(world), world.people["hoa"], clock.now()
    assert act.join(cohort.id, cohort.course, hoa, now)
    assert not act.join(cohort.id, cohort.course, hoa, now)
    db.session.commit()
    assert seats(cohort.id) == 1
    assert db.session.query(Enrolment).one().person_id == hoa


def test_leaving_frees_the_seat_keeps_the_row_and_can_be_undone(world: World, inside: None):
    cohort, hoa, now = make.cohort(world, capacity=1), world.people["hoa"], clock.now()
    act.join(cohort.id, cohort.course, hoa, now)
    assert act.leave(cohort.id, hoa, now)
    assert not act.leave(cohort.id, hoa, now)
    db.session.commit()
    assert seats(cohort.id) == 0
    assert db.session.query(Membership).one().left_at is not None
    assert act.join(cohort.id, cohort.course, hoa, now + timedelta(days=1))
    db.session.commit()
    assert seats(cohort.id) == 1
    row = db.session.query(Membership).one()
    assert (row.left_at, row.joined_at) == (None, now)


def test_a_full_class_refuses_and_stays_as_it_is(world: World, inside: None):
    cohort, now = make.cohort(world, capacity=1), clock.now()
    act.join(cohort.id, cohort.course, world.people["hoa"], now)
    with pytest.raises(ClassFull):
        act.join(cohort.id, cohort.course, world.people["minh"], now)
    assert not act.join(cohort.id, cohort.course, world.people["hoa"], now), "a member is one already"
    db.session.commit()
    assert seats(cohort.id) == 1
    assert db.session.query(Membership).count() == 1


def test_thirty_seats_hold_thirty_of_sixty_who_join_at_once(app: Flask, world: World):
    with app.app_context():
        cohort_id = make.cohort(world, capacity=30).id
        people = [person(f"Người Thứ {number}", world.units["village"]).id for number in range(60)]
    together, answers = threading.Barrier(20), []

    def come(crowd: list[int]) -> None:
        together.wait()
        for person_id in crowd:
            with app.app_context():
                try:
                    answers.append(act.join(cohort_id, world.course, person_id, clock.now()))
                    db.session.commit()
                except Refusal as refusal:
                    db.session.rollback()
                    answers.append(refusal)

    crowds = [threading.Thread(target=come, args=(people[start : start + 3],)) for start in range(0, 60, 3)]
    for crowd in crowds:
        crowd.start()
    for crowd in crowds:
        crowd.join()
    assert answers.count(True) == 30
    assert sum(isinstance(answer, ClassFull) for answer in answers) == 30
    with app.app_context():
        assert seats(cohort_id) == 30
        assert db.session.query(Membership).count() == 30
        assert db.session.query(Enrolment).count() == 30


def test_one_person_who_joins_many_times_at_once_takes_one_seat(app: Flask, world: World):
    with app.app_context():
        cohort_id = make.cohort(world, capacity=30).id
    together = threading.Barrier(8)

    def come() -> None:
        together.wait()
        with app.app_context():
            act.join(cohort_id, world.course, world.people["hoa"], clock.now())
            db.session.commit()

    crowd = [threading.Thread(target=come) for _ in range(8)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    with app.app_context():
        assert seats(cohort_id) == 1


def test_a_trainer_finds_people_without_accents_and_adds_them(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id = make.cohort(world).id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/members/add?q=bui thi hoa")
    assert "Bùi Thị Hoa" in lan.text
    lan.press("Add Bùi Thị Hoa")
    assert "In the class" in lan.text
    assert "Nobody of this name" in lan.visit(f"/classes/{cohort_id}/members/add?q=xuan").text
    lan.post(f"/classes/{cohort_id}/members/{world.people['xuan']}/join", expect=404)
    with app.app_context():
        assert seats(cohort_id) == 1
        entry = db.session.query(AuditEntry).filter_by(deed=Deed.CHANGED, subject="person").one()
        assert (entry.actor_id, entry.subject_id) == (world.people["lan"], str(world.people["hoa"]))


def test_somebody_leaves_and_is_put_back_with_one_press_each(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        make.member(cohort, world.people["hoa"])
        cohort_id = cohort.id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}").follow("Bùi Thị Hoa").press("Take out of the class")
    assert "Left the class" in lan.text
    assert "1 person has left" in lan.visit(f"/classes/{cohort_id}").text
    lan.visit(f"/classes/{cohort_id}/members/{world.people['hoa']}").press("Put back into the class")
    with app.app_context():
        assert seats(cohort_id) == 1
    lan.post(f"/classes/{cohort_id}/members/{world.people['minh']}/return", expect=404)


def test_a_walk_in_is_a_member_and_present_with_two_fields(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        meeting_id = make.meeting(cohort, starts_at=clock.now()).id
        cohort_id = cohort.id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/walk-in?meeting={meeting_id}")
    lan.press("Add and mark present", name="Đặng Thị Mới", birth_year="1955")
    assert "Ask whether they agree, then tick the box." in lan.text
    lan.press("Add and mark present", consent="y")
    assert lan.path == f"/meetings/{meeting_id}/register"
    assert "Đặng Thị Mới" in lan.text
    with app.app_context():
        new = db.session.query(Person).filter_by(name="Đặng Thị Mới").one()
        assert (new.unit_id, new.birth_year) == (world.units["village"], 1955)
        assert db.session.query(Mark).one().presence is Presence.PRESENT
        consent = db.session.query(Consent).one()
        assert (consent.method, consent.witness_id) == (ConsentMethod.ORAL, world.people["lan"])
        assert seats(cohort_id) == 1
        assert db.session.query(AuditEntry).filter_by(deed=Deed.CREATED, subject_id=str(new.id)).count() == 1


def test_a_walk_in_who_may_be_known_is_offered_as_one_tap(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        meeting_id = make.meeting(cohort, starts_at=clock.now()).id
        cohort_id, before = cohort.id, db.session.query(Person).count()
    lan = read_as(world.people["lan"], staff=True)
    page = f"/classes/{cohort_id}/walk-in?meeting={meeting_id}"
    lan.visit(page).press("Add and mark present", name="bui thi hoa", birth_year="1958", consent="y")
    assert "Is it one of these people?" in lan.text
    lan.press("Yes: Bùi Thị Hoa, 1957, Thôn Lãnh Vân")
    with app.app_context():
        assert db.session.query(Person).count() == before
        assert db.session.query(Mark).one().person_id == world.people["hoa"]
    lan.visit(page).press("Add and mark present", name="Bùi Thị Hoa", birth_year="1957", consent="y")
    sent = dict(lan.page.forms[-1]["fields"])
    lan.press("No, this is somebody else")
    assert "Is it one of these people?" in lan.post(page, **sent).text, "sent twice, added once"
    with app.app_context():
        assert db.session.query(Person).count() == before + 1
        assert seats(cohort_id) == 2
    lan.post(page, match=str(world.people["xuan"]), expect=404)


def test_a_walk_in_for_another_class_s_meeting_is_not_found(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id = make.cohort(world).id
        foreign = make.meeting(make.cohort(world), starts_at=clock.now()).id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/walk-in?meeting={foreign}", expect=404)


def test_the_next_meeting_of_a_person_is_the_one_that_is_not_over(world: World, inside: None):
    now = clock.now()
    cohort = make.cohort(world)
    make.meeting(cohort, 1, now - timedelta(days=7))
    coming = make.meeting(cohort, 2, now - timedelta(minutes=10))
    make.meeting(cohort, 3, now + timedelta(days=7))
    hoa = make.member(cohort, world.people["hoa"])
    found = next_meeting_of(hoa, now)
    assert (found.meeting_id, found.cohort_name) == (coming.id, cohort.name)
    assert next_meeting_of(world.people["minh"], now) is None
    act.leave(cohort.id, hoa, now)
    assert next_meeting_of(hoa, now) is None


def test_today_s_meetings_are_those_of_the_hall_s_day_in_one_s_own_classes(world: World, inside: None):
    cohort = make.cohort(world)
    day = make.EVENING.date()
    dawn = clock.at_local(day, 0)
    tonight = make.meeting(cohort, 1, make.EVENING)
    make.meeting(cohort, 2, dawn - timedelta(minutes=90))  # it ends at midnight
    make.meeting(cohort, 3, dawn + timedelta(days=1))
    rows = meetings_today(asker(world.people["lan"], staff=True), day)
    assert [row.meeting_id for row in rows] == [tonight.id]
    assert [row.meeting_id for row in meetings_today(asker(world.people["dung"], staff=True), day)] == [
        tonight.id
    ]
    assert meetings_today(asker(world.people["other_trainer"], staff=True), day) == []
    begun_before_midnight = make.meeting(cohort, 4, dawn - timedelta(minutes=89))
    rows = meetings_today(asker(world.people["lan"], staff=True), day)
    assert [row.meeting_id for row in rows] == [begun_before_midnight.id, tonight.id]
