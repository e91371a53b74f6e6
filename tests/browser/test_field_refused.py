"""What a phone brings back too late: closed meanwhile, known under another name, gone from the class."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import expect

from lms.classes.actions import attendance as marking
from lms.classes.models import Cohort
from lms.classes.queries import attendance as find
from lms.core import clock
from lms.core.db import db
from tests.browser.conftest import WIDTHS, Walk
from tests.browser.evening import class_of
from tests.browser.test_field import forget_the_cut, marks, take_along, tap
from tests.classes import make
from tests.world import World, asker, person

pytestmark = pytest.mark.browser


@pytest.fixture
def meeting(app: Flask, world: World) -> int:
    return class_of(app, world, "hoa", "minh")


@pytest.fixture
def lan(walk: Callable[..., Walk], world: World, meeting: int) -> Walk:
    """Lan's phone with the meeting on it, and no network any more."""
    lan = take_along(walk(360, world.people["lan"], staff=True)).follow("Lớp Lãnh Vân 3")
    lan.context.set_offline(True)
    return lan


def come_back(lan: Walk) -> Walk:
    lan.context.set_offline(False)
    lan.page.evaluate("dispatchEvent(new Event('online'))")
    return lan


@pytest.mark.parametrize("width", WIDTHS)
def test_a_register_that_was_closed_meanwhile_is_one_notice_that_says_of_whom_and_where(
    app: Flask, world: World, lan: Walk, meeting: int, width: int
) -> None:
    lan.page.set_viewport_size({"width": width, "height": 740})
    tap(lan, "Bùi Thị Hoa", "Present")
    tap(lan, "Cao Đức Minh", "Late")
    dung = world.people["dung"]
    with app.app_context():
        row = find.meeting_taught_by(asker(dung, staff=True), meeting)
        marking.close_register(row, 0, dung, clock.now())
        db.session.commit()
    come_back(lan).sees("Bùi Thị Hoa, Cao Đức Minh (Lớp Lãnh Vân 3, ")
    forget_the_cut(lan)
    expect(lan.page.get_by_text("The register of this meeting is closed.")).to_have_count(1)
    lan.look()
    lan.visit("/field/").sees("Sent, but not taken: 2.")
    lan.press("Take along again").sees("Ready.").sees("Bùi Thị Hoa, Cao Đức Minh")
    with app.app_context():
        row = find.meeting_taught_by(asker(dung, staff=True), meeting)
        marking.reopen_register(row, dung, clock.now())
        db.session.commit()
    lan.press("Try again").sees("Everything on this phone has been sent.")
    expect(lan.page.get_by_text("Look at this")).to_have_count(0)
    said = {name: mark.value for name, mark in marks(app).items()}
    assert said == {"Bùi Thị Hoa": "present", "Cao Đức Minh": "late"}, "Dũng never spoke of them"


def test_what_was_noted_of_a_newcomer_who_is_refused_goes_with_them(
    app: Flask, world: World, lan: Walk, meeting: int
) -> None:
    lan.follow("Add a person").type("Full name", "Hà Thị Tám").type("Birth year", "1951")
    lan.tick("They said yes").press("Add and mark present").sees("Hà Thị Tám is added")
    tap(lan, "Hà Thị Tám", "Late")
    lan.sees("Not sent yet: 2.")
    with app.app_context():
        db.session.execute(sa.update(Cohort).values(closed_at=clock.now()))
        db.session.commit()
    come_back(lan).sees("This class is closed").sees("Not sent yet: 1.")
    forget_the_cut(lan)
    lan.press("I have read it").sees("Everything on this phone has been sent.")
    assert marks(app) == {}


def test_people_whom_another_trainer_brought_in_are_not_counted_among_those_on_the_phone(
    app: Flask, world: World, lan: Walk, meeting: int
) -> None:
    with app.app_context():
        row = find.meeting_taught_by(asker(world.people["dung"], staff=True), meeting)
        cohort = db.session.get_one(Cohort, row.cohort_id)
        new = [make.member(cohort, person(f"Hà Thị {n}", world.units["village"]).id) for n in ("Tám", "Chín")]
        chosen = dict.fromkeys(new, marking.Presence.PRESENT)
        marking.save_register(row, chosen, marking.MarkSource.REGISTER, world.people["dung"], clock.now())
        db.session.commit()
    tap(lan, "Bùi Thị Hoa", "Present")
    come_back(lan).sees("Everything on this phone has been sent.").sees("1 / 2")
    forget_the_cut(lan)
    lan.visit("/field/").sees("Marked: 1 of 2").press("Take along again").sees("Marked: 3 of 4")
