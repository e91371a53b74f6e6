"""A full class has a line: who waits longest gets the seat that becomes free."""

import threading
import time

import pytest
from flask import Flask

from lms.classes.actions import seats as act
from lms.classes.models import Cohort, Mark, Membership, News, Notice, Presence, Waiting
from lms.classes.queries import notices_of
from lms.classes.queries import seats as find
from lms.core import clock
from lms.core.db import db
from lms.learning.models import Enrolment
from lms.people.models import Person
from tests.classes import make
from tests.world import World, save, somebody

pytestmark = pytest.mark.both


def crowd_of(world: World, how_many: int) -> list[int]:
    people = [somebody(f"Người Thứ {number}", world.units["village"]) for number in range(how_many)]
    db.session.add_all(people)
    db.session.flush()
    ids = [each.id for each in people]
    db.session.commit()
    return ids


def test_thirty_seats_and_five_hundred_people_at_once(app: Flask, world: World):
    with app.app_context():
        cohort_id = make.cohort(world, capacity=30).id
        people = crowd_of(world, 500)
    together, answers, begun = threading.Barrier(20), {}, time.monotonic()

    def come(mine: list[int]) -> None:
        together.wait()
        for person_id in mine:
            with app.app_context():
                answers[person_id] = act.ask_for_seat(cohort_id, person_id, clock.now())
                db.session.commit()

    threads = [threading.Thread(target=come, args=(people[start::20],)) for start in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - begun < 60
    with app.app_context():
        cohort = db.session.get_one(Cohort, cohort_id)
        members = {row.person_id for row in db.session.query(Membership)}
        line = [row.id for row in find.line_of(cohort_id)]
        assert (cohort.seats_taken, len(members), len(line)) == (30, 30, 470)
        assert members | set(line) == set(people), "everybody is somewhere"
        assert not members & set(line), "and nobody twice"
        assert {person for person, place in answers.items() if place == 0} == members
        assert [answers[person] for person in line] == list(range(1, 471)), "each was told their place"
        assert db.session.query(Enrolment).count() == 30


def test_seats_that_become_free_while_people_ask_go_to_the_first_in_line(app: Flask, world: World):
    """Leaving and asking at the same moment: no seat stays empty while somebody waits."""
    with app.app_context():
        cohort_id = make.cohort(world, capacity=10).id
        first, others = crowd_of(world, 10), crowd_of(world, 40)
        for each in first:
            act.ask_for_seat(cohort_id, each, clock.now())
        db.session.commit()
    together = threading.Barrier(10)

    def come_and_go(leaving: int, asking: list[int]) -> None:
        together.wait()
        for turn, person_id in enumerate(asking):
            with app.app_context():
                act.ask_for_seat(cohort_id, person_id, clock.now())
                db.session.commit()
            if turn == 1:
                with app.app_context():
                    act.withdraw(cohort_id, leaving, leaving, clock.now())
                    db.session.commit()

    threads = [threading.Thread(target=come_and_go, args=(first[n], others[n::10])) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        here = {row.person_id for row in db.session.query(Membership).filter_by(left_at=None)}
        line = [row.id for row in find.line_of(cohort_id)]
        assert (len(here), len(line)) == (10, 30)
        assert here | set(line) == set(others)
        assert db.session.get_one(Cohort, cohort_id).seats_taken == 10


def test_a_free_seat_goes_to_the_first_in_line_who_is_told_as_the_trainer_is(world: World, inside: None):
    cohort, now = make.cohort(world, capacity=1), clock.now()
    hoa, minh, xuan = (world.people[name] for name in ("hoa", "minh", "xuan"))
    assert [act.ask_for_seat(cohort.id, each, now) for each in (hoa, minh, xuan, minh)] == [0, 1, 2, 1]
    assert act.withdraw(cohort.id, hoa, hoa, now)
    db.session.commit()
    assert find.place_of(cohort.id, minh) == 0
    assert find.place_of(cohort.id, xuan) == 1
    assert [row.kind for row in notices_of(minh, now)] == [News.SEAT]
    told = {(row.kind, row.about) for row in notices_of(world.people["lan"], now)}
    assert told == {(News.SEAT_TAKEN, "Cao Đức Minh"), (News.WITHDREW, "Bùi Thị Hoa")}


def test_no_seat_is_spent_on_an_account_that_is_closed(world: World, inside: None):
    cohort = make.cohort(world, capacity=1)
    member, gone, waits = crowd_of(world, 3)
    for each in (member, gone, waits):
        act.ask_for_seat(cohort.id, each, clock.now())
    db.session.get_one(Person, gone).disabled_at = clock.now()
    db.session.commit()
    act.withdraw(cohort.id, member, member, clock.now())
    assert find.place_of(cohort.id, waits) == 0
    assert [row.id for row in find.line_of(cohort.id)] == [gone], "they keep their turn"


def test_leaving_changes_no_register_of_the_past(world: World, inside: None):
    cohort, now = make.cohort(world, capacity=1), clock.now()
    meeting, hoa = make.meeting(cohort), make.member(cohort, world.people["hoa"])
    from lms.classes.actions.attendance import mark
    from lms.classes.models import MarkSource
    from lms.classes.rules.events import event_id

    stated = (event_id(meeting.id, hoa, "p"), hoa, Presence.PRESENT, now)
    mark(meeting.id, [stated], MarkSource.REGISTER, world.people["lan"], now)
    act.withdraw(cohort.id, hoa, hoa, now)
    db.session.commit()
    assert db.session.query(Mark).one().presence is Presence.PRESENT


def test_raising_the_seats_lets_the_line_in(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world, capacity=1)
        for each in ("hoa", "minh", "xuan"):
            act.ask_for_seat(cohort.id, world.people[each], clock.now())
        db.session.commit()
        cohort_id = cohort.id
    lan = read_as(world.people["lan"], staff=True)
    assert "2 people wait in line" in lan.visit(f"/classes/{cohort_id}").text
    lan.press("Take Lò Thị Xuân out of the line")
    lan.visit(f"/classes/{cohort_id}/edit").press("Save", capacity="2")
    with app.app_context():
        assert db.session.query(Membership).count() == 2
        assert db.session.query(Waiting).count() == 0


def test_a_learner_finds_a_class_waits_gets_a_seat_and_leaves(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world, capacity=1, open_door=True, name="Lớp mở")
        make.cohort(world, name="Lớp kín")
        cohort_id = cohort.id
        act.ask_for_seat(cohort_id, world.people["hoa"], clock.now())
        db.session.commit()
    minh = read_as(world.people["minh"])
    minh.visit("/classes/").follow("Classes near you")
    assert "Lớp mở" in minh.text
    assert "Lớp kín" not in minh.text
    minh.follow("Lớp mở").press("Wait in line")
    assert "You are the first in line" in minh.text
    assert "You wait for a seat" in minh.visit("/classes/").text
    hoa = read_as(world.people["hoa"])
    hoa.visit(f"/classes/{cohort_id}").follow("Leave this class").press("Leave the class")
    assert "You have left the class" in hoa.text
    assert "A seat in “Lớp mở” is yours now." in minh.visit("/").text
    minh.press("I have read it")
    assert "is yours now" not in minh.text
    lan = read_as(world.people["lan"], staff=True)
    assert "Bùi Thị Hoa has left “Lớp mở”." in lan.visit("/").text
    lan.visit(f"/classes/{cohort_id}/members/{world.people['hoa']}").press("Put back into the class")
    assert "Bùi Thị Hoa is number 1 in line" in lan.text


def test_classes_of_other_communes_and_closed_doors_are_not_found(app: Flask, world: World, read_as):
    with app.app_context():
        far = make.cohort(world, unit="far_commune", open_door=True).id
        shut = make.cohort(world).id
        over = make.cohort(world, open_door=True, closed_at=clock.now()).id
    minh = read_as(world.people["minh"])
    for cohort_id in (far, shut, over):
        minh.visit(f"/classes/{cohort_id}/seat", expect=404)
        minh.post(f"/classes/{cohort_id}/seat", expect=404)
        minh.post(f"/classes/{cohort_id}/seat/give-up", expect=404)
        minh.visit(f"/classes/{cohort_id}/withdraw", expect=404)
    with app.app_context():
        notice = save(
            Notice(person_id=world.people["hoa"], kind=News.SEAT, cohort_id=shut, made_at=clock.now())
        ).id
    minh.post(f"/notices/{notice}/seen", expect=404)
    assert "No class near you" in minh.visit("/classes/near").text
