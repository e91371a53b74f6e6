"""Filling a class from a sheet of names."""

import io

import pytest
from flask import Flask

from lms.classes.models import Membership
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


def test_a_roster_that_does_not_fit_adds_nobody(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id, before = make.cohort(world, capacity=2).id, db.session.query(Person).count()
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/roster").press("Look at the list", file=sheet(ROSTER))
    assert "That is more than there are seats." in lan.text
    lan.press("Add 3 people", consent="y", **{"who-4": "new"})
    assert "The class has 2 free seats and the list has 3 people." in lan.text
    with app.app_context():
        assert db.session.query(Person).count() == before


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
