"""What the register's page keeps and sends when time passes, somebody else marks, or another trainer has the phone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Route, expect

from lms.classes.actions import attendance as marking
from lms.classes.models import Mark, MarkEvent, Presence
from lms.classes.queries import attendance as find
from lms.core import clock
from lms.core.db import db
from tests.browser.conftest import Walk, cookies_of
from tests.browser.evening import class_of, mark, marked
from tests.browser.test_field import forget_the_cut
from tests.browser.test_register_conflicts import outvoted
from tests.world import World, asker

pytestmark = pytest.mark.browser


def register_of(app: Flask, world: World, walk: Callable[..., Walk]) -> tuple[int, Walk]:
    """A meeting that goes on, and Lan with its register open."""
    meeting = class_of(app, world, "hoa", "minh")
    return meeting, walk(360, world.people["lan"], staff=True).visit(f"/meetings/{meeting}/register")


def presence_of(app: Flask, person: int) -> Presence | None:
    with app.app_context():
        return db.session.scalar(sa.select(Mark.presence).where(Mark.person_id == person))


def dung_closes(app: Flask, world: World, meeting: int) -> None:
    with app.app_context():
        row = find.meeting_taught_by(asker(world.people["dung"], staff=True), meeting)
        marking.close_register(row, 1, world.people["dung"], clock.now())
        db.session.commit()


def test_done_does_not_say_again_what_another_trainer_put_right_meanwhile(
    app: Flask, world: World, walk: Callable[..., Walk]
) -> None:
    _meeting, lan, _hoa = outvoted(app, world, walk)
    lan.press("Done").sees("present, with the late ones")
    assert presence_of(app, world.people["hoa"]) is Presence.PRESENT


def test_a_tap_before_the_script_has_come_is_not_lost(
    app: Flask, world: World, walk: Callable[..., Walk]
) -> None:
    meeting = class_of(app, world, "hoa", "minh")
    lan = walk(360, world.people["lan"], staff=True)
    held: list[Route] = []
    lan.page.route("**/register.js*", lambda route: held.append(route))
    lan.page.goto(f"{lan.site}/meetings/{meeting}/register", wait_until="commit")
    mark(lan, "Bùi Thị Hoa", "Late")
    with lan.page.expect_response("**/register/marks"):
        held[0].continue_()
    lan.sees("All marks are saved.")
    assert presence_of(app, world.people["hoa"]) is Presence.LATE


def test_a_clock_that_is_set_back_does_not_turn_two_taps_round(
    app: Flask, world: World, walk: Callable[..., Walk]
) -> None:
    _meeting, lan = register_of(app, world, walk)
    lan.context.set_offline(True)
    lan.page.clock.set_fixed_time(clock.now() + timedelta(days=1))
    mark(lan, "Bùi Thị Hoa", "Absent")
    lan.page.clock.set_fixed_time(clock.now())
    mark(lan, "Bùi Thị Hoa", "Present")
    lan.sees("Marks kept on this phone: 2.")
    lan.page.clock.set_fixed_time(clock.now() + timedelta(seconds=5))
    lan.context.set_offline(False)
    lan.page.evaluate("dispatchEvent(new Event('online'))")
    lan.sees("All marks are saved.")
    assert presence_of(app, world.people["hoa"]) is Presence.PRESENT
    forget_the_cut(lan)


def test_another_trainer_on_the_same_phone_does_not_send_them(
    app: Flask, world: World, walk: Callable[..., Walk], site: str
) -> None:
    meeting, lan = register_of(app, world, walk)
    lan.page.route("**/register/marks", lambda route: route.abort())
    mark(lan, "Bùi Thị Hoa", "Absent")
    lan.sees("Marks kept on this phone: 1.")
    lan.page.goto("about:blank")
    lan.page.unroute_all()
    forget_the_cut(lan)
    for who in ("dung", "lan"):
        lan.context.clear_cookies()
        lan.context.add_cookies(cookies_of(app, site, world.people[who], True, "en"))
        lan.visit(f"/meetings/{meeting}/register")
        if who == "dung":
            expect(lan.page.locator("#marked")).to_have_text("0")
    lan.sees("All marks are saved.")
    with app.app_context():
        assert db.session.scalars(sa.select(MarkEvent.made_by)).all() == [world.people["lan"]]


def test_marks_that_come_after_the_register_was_closed_are_told_of_and_kept(
    app: Flask, world: World, walk: Callable[..., Walk]
) -> None:
    meeting, lan = register_of(app, world, walk)
    lan.context.set_offline(True)
    mark(lan, "Bùi Thị Hoa", "Present")
    dung_closes(app, world, meeting)
    lan.context.set_offline(False)
    forget_the_cut(lan)
    lan.visit(f"/meetings/{meeting}/register").sees("Marks on this phone were not sent").look()
    lan.press("Open the register again").sees("All marks are saved.")
    assert marked(lan, "Bùi Thị Hoa") == "Present"
    assert presence_of(app, world.people["hoa"]) is Presence.PRESENT
    dung_closes(app, world, meeting)
    lan.visit(f"/meetings/{meeting}/register").sees("The register is closed.")
    expect(lan.page.get_by_text("Marks on this phone were not sent")).to_be_hidden()
