"""The page of an open class: for everybody, without learners' names, with one button that is kept through joining."""

from datetime import timedelta

import pytest
from flask import Flask

from lms.classes.actions import seats as act
from lms.classes.models import Cohort, Membership, Mode
from lms.core import clock
from lms.core.db import db
from lms.people.models import Person
from tests.classes import make
from tests.people.secrets_of import OTHER_PIN, PIN, give_pin
from tests.world import World

pytestmark = pytest.mark.both
WANT = "I want to learn in this class"


def open_class(app: Flask, world: World, **more) -> str:
    """A class in Hoa's village that anybody of the commune may join, with six meetings to come; its address."""
    with app.app_context():
        cohort = make.cohort(world, **{"open_door": True, "name": "Lớp chợ phiên", **more})
        for number in range(6):
            make.meeting(
                cohort,
                number + 1,
                clock.now() + timedelta(days=number + 1),
                mode=Mode.HYBRID,
                link="https://hop.example.vn/bi-mat",
            )
        make.meeting(cohort, 7, clock.now() - timedelta(days=9), place="Nơi cũ")
        return f"/classes/open/{cohort.id}"


def seats_taken(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Cohort).one().seats_taken


def test_anybody_reads_what_where_when_and_who(app: Flask, world: World, read_as):
    path = open_class(app, world)
    visitor = read_as().visit(path)
    for words in (
        "Lớp chợ phiên",
        "A class for everybody in Xã Xuân Lãnh",
        "60 seats are free.",
        "Năng lực thanh-toan",
        "Nhà văn hóa thôn",
        "Thôn Lãnh Vân, Xã Xuân Lãnh",
        "and 2 meetings more",
        "What to bring",
    ):
        assert words in visitor.text, words
    assert "Who teaches Lan" in visitor.text, "the given name alone"
    assert "Trần Thị" not in visitor.text
    assert "bi-mat" not in visitor.html, "the call is for members"
    assert "Nơi cũ" not in visitor.text
    assert visitor.response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_no_learner_is_named(app: Flask, world: World, read_as):
    path = open_class(app, world, capacity=1)
    with app.app_context():
        cohort_id = db.session.query(Cohort).one().id
        for name in ("hoa", "minh"):
            act.ask_for_seat(cohort_id, world.people[name], clock.now())
        db.session.commit()
    for reader in (read_as(), read_as(world.people["xuan"]), read_as(world.people["dung"])):
        reader.visit(path)
        assert "Hoa" not in reader.text and "Minh" not in reader.text
    assert "All seats are taken just now." in read_as().visit(path).text
    assert "1 person waits." in read_as().visit(path).text


def test_a_class_without_an_open_door_is_like_one_that_is_not_there(app: Flask, world: World, read_as):
    with app.app_context():
        shut = make.cohort(world).id
        over = make.cohort(world, open_door=True, closed_at=clock.now()).id
    pages = [read_as().visit(f"/classes/open/{n}", expect=404).text for n in (shut, over, 99_999)]
    assert pages[0] == pages[1] == pages[2]


def test_a_hall_behind_one_address_reads_it_and_each_costs_little(
    app: Flask, world: World, read_as, count_queries
):
    path = open_class(app, world)
    visitor = read_as().visit(path)
    with count_queries() as asked:
        codes = {visitor.client.get(path).status_code for _reader in range(300)}
    assert codes == {200}
    assert asked.total == 3 * 300


def test_a_newcomer_keeps_the_class_through_joining(app: Flask, world: World, read_as):
    path = open_class(app, world)
    visitor = read_as().visit(path).follow(WANT).follow("I am new here: join")
    visitor.press("Continue", name="Hà Thị Mới", birth_year="1960")
    unit = str(world.units["village"])
    visitor.post("/join/place", unit_id=unit)
    visitor.press("Join", pin=PIN, again=PIN, consent="y")
    assert visitor.path == path
    assert "You are Hà Thị Mới." in visitor.text
    assert seats_taken(app) == 0, "looking takes no seat"
    visitor.press(WANT)
    assert "You have a seat in this class." in visitor.text
    with app.app_context():
        new = db.session.query(Person).filter_by(name="Hà Thị Mới").one()
        assert db.session.query(Membership).one().person_id == new.id
    assert "You learn in this class." in visitor.visit(path).text


def test_who_signs_in_comes_back_to_the_class_and_waits_if_it_is_full(app: Flask, world: World, read_as):
    path = open_class(app, world, capacity=1)
    give_pin(app, world.people["hoa"])
    with app.app_context():
        act.ask_for_seat(db.session.query(Cohort).one().id, world.people["minh"], clock.now())
        db.session.commit()
    visitor = read_as().visit(path).follow(WANT)
    visitor.press("Sign in", phone="0912000001", pin=OTHER_PIN)
    visitor.press("Sign in", phone="0912000001", pin=PIN)
    assert visitor.path == path, "a wrong PIN loses nothing"
    visitor.press(WANT)
    assert "You are the first in line" in visitor.text
    assert "You are the first in line" in visitor.visit(path).text
    assert WANT not in visitor.html


@pytest.mark.parametrize("who", ["xuan", "other_cadre", "binh", "an"])
def test_where_one_lives_decides_and_not_what_one_is_in_charge_of(app: Flask, world: World, read_as, who):
    """An official of the province oversees the class; a seat in it is for those who live there."""
    path = open_class(app, world)
    cohort_id = path.rpartition("/")[2]
    for staff in (False, True):
        reader = read_as(world.people[who], staff=staff and who != "xuan")
        assert "People of Xã Xuân Lãnh take a seat here by themselves." in reader.visit(path).text
        assert WANT not in reader.html
        reader.post(f"/classes/{cohort_id}/seat", expect=404)
        assert "Lớp chợ phiên" not in reader.visit("/classes/near").text
    assert seats_taken(app) == 0
    assert WANT in read_as(world.people["dung"], staff=True).visit(path).html, (
        "the commune's own official may"
    )


def test_the_page_costs_three_statements(app: Flask, world: World, read_as, count_queries):
    path = open_class(app, world)
    visitor = read_as().visit(path)
    with count_queries() as asked:
        visitor.visit(path)
    assert asked.total == 3, asked.statements
