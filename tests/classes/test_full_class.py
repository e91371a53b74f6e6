"""A full class: whoever comes all the same waits in line, and the trainer may put in a seat with one more tap."""

import threading

import pytest
from flask import Flask

from lms.classes.actions import seats as act
from lms.classes.models import Cohort, Mark, Membership, Presence, Waiting
from lms.classes.rules.cohorts import MOST_SEATS
from lms.core import clock
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.people.models import Person
from tests.classes import make
from tests.classes.test_seats import crowd_of
from tests.world import World, person

pytestmark = pytest.mark.both


def full(app: Flask, world: World) -> tuple[int, int]:
    """A class with one seat, in which Hoa sits, and its meeting of this moment."""
    with app.app_context():
        cohort = make.cohort(world, capacity=1)
        make.member(cohort, world.people["hoa"])
        return cohort.id, make.meeting(cohort, starts_at=clock.now()).id


def standing(app: Flask, cohort_id: int) -> tuple[int, int, int]:
    """Seats, seats taken, and people in line."""
    with app.app_context():
        cohort = db.session.get_one(Cohort, cohort_id)
        line = db.session.query(Waiting).filter_by(cohort_id=cohort_id).count()
        return cohort.capacity, cohort.seats_taken, line


def come_in(reader, cohort_id: int, meeting_id: int | None = None):
    reader.visit(f"/classes/{cohort_id}/walk-in" + (f"?meeting={meeting_id}" if meeting_id else ""))
    label = "Add and mark present" if meeting_id else "Add to the class"
    return reader.press(label, name="Đặng Thị Mới", birth_year="1955", consent="y")


def test_a_walk_in_waits_and_the_trainer_is_told(app: Flask, world: World, read_as):
    cohort_id, meeting_id = full(app, world)
    lan = come_in(read_as(world.people["lan"], staff=True), cohort_id, meeting_id)
    assert lan.page.h1 == ["The class is full"]
    assert "Đặng Thị Mới is number 1 in line" in lan.text
    assert standing(app, cohort_id) == (1, 1, 1)
    lan.follow("Let them wait")
    assert lan.path == f"/meetings/{meeting_id}/register"
    assert "Đặng Thị Mới" not in lan.text, "who has no seat is not in the register"


def test_one_more_tap_puts_in_a_seat_and_marks_present(app: Flask, world: World, read_as):
    cohort_id, meeting_id = full(app, world)
    lan = come_in(read_as(world.people["lan"], staff=True), cohort_id, meeting_id)
    lan.press("Put in a seat and mark present")
    assert "Đặng Thị Mới is in the class and marked present." in lan.text
    assert standing(app, cohort_id) == (2, 2, 0)
    with app.app_context():
        new = db.session.query(Person).filter_by(name="Đặng Thị Mới").one()
        assert db.session.query(Mark).one().presence is Presence.PRESENT
        raised = [each for each in db.session.query(AuditEntry) if each.detail.get("seats_added")]
        assert [(each.actor_id, each.subject, each.subject_id) for each in raised] == [
            (world.people["lan"], "cohort", str(cohort_id))
        ]
        new_id = new.id
    lan.post(f"/classes/{cohort_id}/line/{new_id}/seat")
    assert standing(app, cohort_id) == (2, 2, 0), "a second tap puts in no second seat"


def test_a_known_person_is_found_waits_and_is_seated_before_others(app: Flask, world: World, read_as):
    cohort_id, _meeting = full(app, world)
    with app.app_context():
        early = person("Hà Văn Sớm", world.units["village"]).id
        act.ask_for_seat(cohort_id, early, clock.now())
        db.session.commit()
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/members/add?q=minh").press("Add Cao Đức Minh")
    assert "Cao Đức Minh is number 2 in line" in lan.text
    assert "Others have waited longer." in lan.text
    lan.visit(f"/classes/{cohort_id}/members/add?q=minh").follow("number 2 in line").press("Put in a seat")
    assert standing(app, cohort_id) == (2, 2, 1)
    assert "1 person waits in line" in lan.visit(f"/classes/{cohort_id}").text
    assert "A seat in “Lớp Lãnh Vân 3” is yours now." in read_as(world.people["minh"]).visit("/").text


def test_no_class_grows_past_what_any_may_hold(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id = make.cohort(world, capacity=MOST_SEATS, seats_taken=MOST_SEATS).id
    lan = come_in(read_as(world.people["lan"], staff=True), cohort_id)
    lan.press("Put in a seat", expect=409)
    assert "A class has between 1 and 500 seats." in lan.text
    assert standing(app, cohort_id) == (MOST_SEATS, MOST_SEATS, 1)


def test_only_who_runs_the_class_puts_in_a_seat(app: Flask, world: World, read_as):
    cohort_id, _meeting = full(app, world)
    minh = world.people["minh"]
    with app.app_context():
        act.ask_for_seat(cohort_id, minh, clock.now())
        db.session.commit()
    for who, staff in (("other_trainer", True), ("other_cadre", True), ("minh", False)):
        reader = read_as(world.people[who], staff)
        reader.visit(f"/classes/{cohort_id}/line/{minh}", expect=404)
        reader.post(f"/classes/{cohort_id}/line/{minh}/seat", expect=404)
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/line/{world.people['xuan']}", expect=404)
    lan.post(f"/classes/{cohort_id}/line/{world.people['xuan']}/seat", expect=404)
    assert standing(app, cohort_id) == (1, 1, 1)


def test_seats_put_in_while_a_crowd_asks_hold_exactly_those_they_were_put_in_for(app: Flask, world: World):
    with app.app_context():
        cohort_id = make.cohort(world, capacity=5).id
        people = crowd_of(world, 60)
        for each in people[:25]:
            act.ask_for_seat(cohort_id, each, clock.now())
        db.session.commit()
    together, lan = threading.Barrier(10), world.people["lan"]

    def come(n: int) -> None:
        together.wait()
        for asks in people[25 + n :: 10]:
            with app.app_context():
                act.ask_for_seat(cohort_id, asks, clock.now())
                db.session.commit()
        for _tap in range(2):
            with app.app_context():
                act.seat_over(cohort_id, people[5 + n], lan, clock.now())
                db.session.commit()

    threads = [threading.Thread(target=come, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert standing(app, cohort_id) == (15, 15, 45)
    with app.app_context():
        assert {row.person_id for row in db.session.query(Membership)} == set(people[:15])
