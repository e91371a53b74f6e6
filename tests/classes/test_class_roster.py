"""Filling a class from a sheet of names."""

import io

import pytest
from flask import Flask

from lms.classes.models import Membership, Waiting
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.people.models import Consent, ConsentMethod, Person
from tests.classes import make
from tests.classes.test_members import seats
from tests.world import World

pytestmark = pytest.mark.both


def sheet(text: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(text.encode("utf-8-sig")), "danh-sach.csv"


ROSTER = """Họ và tên,Năm sinh,Thôn,Điện thoại
Đặng Văn Một,1950,,0912 345 678
bui thi hoa,1957,Lãnh Vân,
Cao Đức Minh,1962,,
Không Có Năm,,,
Xa Quá,1950,Thôn Đâu Đó,
"""


def test_a_roster_is_shown_line_by_line_before_anything_is_saved(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id, before = make.cohort(world).id, db.session.query(Person).count()
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/roster").press("Look at the list", file=sheet(ROSTER))
    assert "3 people join the class." in lan.text
    assert "It is Bùi Thị Hoa, 1957, Thôn Lãnh Vân" in lan.text
    assert lan.text.count("Left out") == 2
    with app.app_context():
        assert db.session.query(Person).count() == before
        assert db.session.query(Membership).count() == 0
    lan.press("Add 3 people", consent="y")
    assert "Say for each person with a question" in lan.text, "Minh, a year apart, is in doubt"
    lan.press("Add 3 people", consent="y", **{"who-4": str(world.people["minh"])})
    assert "1 person is new, 2 we knew already." in lan.text
    with app.app_context():
        assert db.session.query(Person).count() == before + 1
        assert seats(cohort_id) == 3
        new = db.session.query(Person).filter_by(name="Đặng Văn Một").one()
        assert (new.unit_id, new.phone) == (world.units["village"], "0912345678")
        assert db.session.query(Consent).one().method is ConsentMethod.PAPER


def test_a_list_longer_than_the_seats_puts_the_rest_in_line(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id = make.cohort(world, capacity=2).id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/roster").press("Look at the list", file=sheet(ROSTER))
    assert "1 of them will wait in line, in the order of the list." in lan.text
    lan.press("Add 3 people", consent="y", **{"who-4": "new"})
    assert "2 people are new, 1 we knew already." in lan.text
    assert "The class is full: 1 of them waits in line." in lan.text
    with app.app_context():
        assert seats(cohort_id) == 2
        [waits] = db.session.query(Waiting)
        assert db.session.get_one(Person, waits.person_id).birth_year == 1962, "the last line of the list"


def test_a_trainer_puts_in_the_seats_that_a_list_lacks(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id = make.cohort(world, capacity=2).id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/roster").press("Look at the list", file=sheet(ROSTER))
    lan.press("Put in 1 seat and add everybody", consent="y", **{"who-4": "new"})
    assert "3 of 3 seats" in lan.text and "line" not in lan.text
    with app.app_context():
        assert seats(cohort_id) == 3
        assert db.session.query(Waiting).count() == 0
        added = [row.detail.get("seats_added") for row in db.session.query(AuditEntry)]
        assert [number for number in added if number] == [1]


@pytest.mark.parametrize(
    "rows", ["", "[]", "{", "[[1]]", '[[1,"a","1950","","",""]]' * 2, "[[[[[[", '{"a": 1}']
)
def test_a_list_that_did_not_come_from_the_page_is_refused_kindly(
    app: Flask, world: World, read_as, rows: str
):
    with app.app_context():
        cohort_id = make.cohort(world).id
    lan = read_as(world.people["lan"], staff=True)
    lan.post(f"/classes/{cohort_id}/roster", rows=rows, consent="y", expect=409)


def test_a_match_outside_the_trainer_s_scope_is_never_shown(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id = make.cohort(world).id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/roster")
    lan.press("Look at the list", file=sheet("Họ tên,Năm sinh\nLò Thị Xuân,1969\n"))
    assert "We may know this person" not in lan.text
