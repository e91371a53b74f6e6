"""An evening without a network: prepared at home, held in the hall, sent on the way back."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser, BrowserType, expect

from lms.classes.models import Mark, MarkEvent, Meeting, Presence
from lms.core import clock
from lms.core.db import db
from lms.people.actions import issue_cards
from lms.people.models import Person
from tests.browser.conftest import WIDTHS, Walk, cookies_of
from tests.browser.evening import class_of
from tests.browser.hall import Server, film_of
from tests.world import World, person

pytestmark = pytest.mark.browser
LEARNERS = 31


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    server = Server(app)
    yield server
    server.stop()


@pytest.fixture
def tonight(app: Flask, world: World) -> tuple[int, dict[str, str]]:
    """A meeting of Lan's class that is on, its 31 members, and the letters of their cards by name."""
    with app.app_context():
        more = {
            f"n{n}": person(f"Nguyễn Thị Thử {n:02}", world.units["village"], 1950 + n).id for n in range(29)
        }
    world.people.update(more)
    meeting = class_of(app, world, "hoa", "minh", *more)
    with app.app_context():
        names = dict(db.session.execute(sa.select(Person.id, Person.name)).all())
        people = [world.people[each] for each in ("hoa", "minh", *more)]
        letters = issue_cards(people, None, clock.now())
        db.session.commit()
    return meeting, {names[each]: told for each, told in letters.items()}


def carry(browser: Browser, app: Flask, server: Server, who: int, width: int = 360, **more: Any) -> Walk:
    """A phone with a browser in which this trainer is signed in."""
    context = browser.new_context(
        viewport={"width": width, "height": 740}, locale="vi-VN", reduced_motion="reduce", **more
    )
    context.add_cookies(cookies_of(app, server.address, who, True, "en"))
    return Walk(context, server.address, True)


def take_along(lan: Walk) -> Walk:
    lan.visit("/field/").press("Take along").sees("Ready. You can leave")
    lan.until("navigator.serviceWorker.controller !== null")
    # The worker has every file of the app only once it is active.
    lan.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return lan


def leave_the_network(lan: Walk, server: Server) -> None:
    lan.context.set_offline(True)
    server.stop()


def come_back(lan: Walk, server: Server) -> None:
    server.start()
    lan.context.set_offline(False)


def forget_the_cut(lan: Walk) -> None:
    """What the browser says of a network that was cut is no error of the page."""
    assert all("net::ERR_" in each or "Failed to fetch" in each for each in lan.errors), lan.errors
    lan.errors.clear()


def tap(lan: Walk, name: str, presence: str) -> None:
    lan.page.get_by_role("radiogroup", name=name).get_by_label(presence, exact=True).check()


def marks(app: Flask) -> dict[str, Presence]:
    with app.app_context():
        rows = db.session.execute(
            sa.select(Person.name, Mark.presence).join(Person, Person.id == Mark.person_id)
        )
        return dict(rows.all())


@pytest.mark.parametrize("width", WIDTHS)
def test_an_evening_without_a_network(
    app: Flask, world: World, browser: Browser, server: Server, tonight: tuple[int, Any], width: int
) -> None:
    lan = take_along(carry(browser, app, server, world.people["lan"], width)).look()
    leave_the_network(lan, server)
    lan.visit("/field/").sees("names, birth years and marks of 31 people in 1 meetings")
    lan.follow("Lớp Lãnh Vân 3")
    tap(lan, "Bùi Thị Hoa", "Late")
    tap(lan, "Cao Đức Minh", "Absent")
    lan.sees("Not sent yet: 2.").sees("Cao Đức Minh: Absent.").press("Undo").sees("Not sent yet: 3.")
    lan.type("How many people did you count?", "30").press("Keep").sees("Counted: 30.")
    lan.follow("Add a person").press("Add and mark present").sees("Write the full name.")
    lan.type("Full name", "Hà Thị Tám").type("Birth year", "1951").press("Add and mark present")
    lan.sees("Ask whether they agree, then tick the box.").tick("They said yes").press("Add and mark present")
    lan.sees("Hà Thị Tám is added and marked present.").look()
    lan.follow("Skills")
    lan.page.get_by_role("radiogroup", name="Bùi Thị Hoa").get_by_label("3: unaided").check()
    lan.sees("Bùi Thị Hoa:").sees("Not sent yet: 6.").look()
    lan.page.close()

    lan.page = lan.context.new_page()  # the phone was off for a while
    lan.visit(f"/field/#meeting-{tonight[0]}").sees("Not sent yet: 6.").sees("2 / 32").sees("Hà Thị Tám")
    assert marks(app) == {}
    come_back(lan, server)
    lan.page.evaluate("dispatchEvent(new Event('online'))")
    lan.sees("Everything on this phone has been sent.").sees("2 / 32")
    forget_the_cut(lan)
    lan.look()
    assert marks(app) == {
        "Bùi Thị Hoa": Presence.LATE,
        "Cao Đức Minh": None,
        "Hà Thị Tám": Presence.PRESENT,
    }
    lan.context.close()


def test_an_answer_that_is_lost_leads_to_one_mark(
    app: Flask, world: World, browser: Browser, server: Server, tonight: tuple[int, Any]
) -> None:
    lan = take_along(carry(browser, app, server, world.people["lan"]))
    lan.follow("Lớp Lãnh Vân 3")
    server.lose = "/field/sync"
    tap(lan, "Bùi Thị Hoa", "Present")
    lan.sees("Not sent yet: 1.")
    expect(lan.page.get_by_role("button", name="Send now")).to_be_visible()
    assert server.lost  # it was taken
    assert marks(app) == {"Bùi Thị Hoa": Presence.PRESENT}
    server.lose = None
    lan.page.get_by_role("button", name="Send now").click()
    lan.sees("Everything on this phone has been sent.")
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(MarkEvent)) == 1
    lan.context.close()


@pytest.fixture
def with_camera(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> Iterator[Callable[[list[str]], Browser]]:
    opened: list[Browser] = []

    def launch(cards: list[str]) -> Browser:
        film = film_of(cards, tmp_path / "cards.mjpeg")
        camera = [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ]
        args = {**browser_type_launch_args, "args": [*browser_type_launch_args["args"], *camera]}
        opened.append(browser_type.launch(**args))
        return opened[-1]

    yield launch
    for each in opened:
        each.close()


def test_31_cards_before_the_camera_are_31_marks_without_a_network(
    app: Flask,
    world: World,
    server: Server,
    tonight: tuple[int, dict[str, str]],
    with_camera: Callable[[list[str]], Browser],
) -> None:
    meeting, letters = tonight
    cards = [f"{server.address}/card#{told}" for told in letters.values()]
    phone = with_camera([*cards, f"{server.address}/card#{'0' * 26}"])
    lan = take_along(carry(phone, app, server, world.people["lan"], permissions=["camera"]))
    leave_the_network(lan, server)
    lan.visit(f"/field/#meeting-{meeting}").follow("Scan cards")
    lan.page.get_by_text("Marked: 31 of 31").wait_for(timeout=60_000)
    if shots := os.environ.get("FIELD_SHOTS"):
        lan.page.screenshot(path=f"{shots}/scan.png")
    lan.page.get_by_text(re.compile("is marked already|This card is not one of this class")).wait_for()
    lan.look()
    lan.follow("Done").sees("31 / 31")
    come_back(lan, server)
    lan.page.evaluate("dispatchEvent(new Event('online'))")
    lan.sees("Everything on this phone has been sent.")
    assert len(marks(app)) == LEARNERS
    assert set(marks(app).values()) == {Presence.PRESENT}
    lan.context.close()


def test_31_learners_are_marked_by_fewer_than_40_taps(
    app: Flask, world: World, browser: Browser, server: Server, tonight: tuple[int, dict[str, str]]
) -> None:
    lan = take_along(carry(browser, app, server, world.people["lan"]))
    lan.context.set_offline(True)
    lan.follow("Lớp Lãnh Vân 3")
    for name in tonight[1]:
        tap(lan, name, "Present")
    lan.sees("31 / 31")
    lan.context.set_offline(False)
    lan.page.evaluate("dispatchEvent(new Event('online'))")
    lan.sees("Everything on this phone has been sent.")
    assert len(marks(app)) == LEARNERS  # 32 interactions, opening the register included
    lan.context.close()


def test_signing_out_leaves_nothing_and_the_next_trainer_sees_nothing(
    app: Flask, world: World, browser: Browser, server: Server, tonight: tuple[int, Any]
) -> None:
    lan = take_along(carry(browser, app, server, world.people["lan"]))
    lan.follow("Lớp Lãnh Vân 3")
    lan.context.set_offline(True)
    tap(lan, "Bùi Thị Hoa", "Present")
    lan.sees("Not sent yet: 1.")
    server.lose = "/field/hello"  # nothing can be sent for now
    lan.context.set_offline(False)
    lan.page.goto(f"{server.address}/account")
    lan.sees("This phone still keeps notes of a class that were not sent.")
    forget_the_cut(lan)
    server.lose = None

    # The session of Lan ran out; Mai signs in on the same phone.
    lan.context.clear_cookies()
    lan.context.add_cookies(cookies_of(app, server.address, world.people["other_trainer"], True, "en"))
    mai = lan.visit("/field/").sees("This phone also keeps 1 notes of somebody else.")
    assert "Bùi Thị Hoa" not in mai.page.content()
    forget_the_cut(mai)
    mai.visit("/account").press("Sign out")
    kept = mai.page.evaluate("indexedDB.databases().then((all) => all.length)")
    assert (kept, mai.page.evaluate("localStorage.length")) == (0, 0)
    mai.context.close()


AGE = """(hours) => new Promise((done) => {
    const opening = indexedDB.open("field");
    opening.onsuccess = () => {
        const packets = opening.result.transaction("packets", "readwrite").objectStore("packets");
        packets.getAll().onsuccess = (event) => {
            const [packet] = event.target.result;
            packets.put({ ...packet, received: packet.received - hours * 3600 * 1000 }).onsuccess = () => done();
        };
    };
})"""


def test_a_phone_prepared_the_day_before_opens_the_register_on_the_day(
    app: Flask, world: World, browser: Browser, server: Server, tonight: tuple[int, Any]
) -> None:
    with app.app_context():
        noon = clock.at_local(clock.today() + timedelta(days=1), 12)
        meeting = db.session.get_one(Meeting, tonight[0])
        meeting.starts_at, meeting.ends_at = noon, noon + timedelta(minutes=90)
        db.session.commit()
    lan = take_along(carry(browser, app, server, world.people["lan"])).follow("Lớp Lãnh Vân 3")
    lan.sees("This meeting is on another day. Its register opens then.").look()
    hoa = lan.page.get_by_role("radiogroup", name="Bùi Thị Hoa").get_by_label("Present", exact=True)
    expect(hoa).to_be_disabled()
    leave_the_network(lan, server)
    until_noon = (noon - clock.now()).total_seconds() / 3600
    for hours in (-3, 3 + until_noon):  # a flat battery set the clock back; the next day's noon
        lan.page.evaluate(AGE, hours)
        lan.visit("/field/").follow("Lớp Lãnh Vân 3").sees("Scan cards")
        expect(hoa).to_be_enabled()
    lan.visit("/field/").sees("Today").follow("Lớp Lãnh Vân 3")
    tap(lan, "Bùi Thị Hoa", "Present")
    lan.sees("Not sent yet: 1.").look()
    lan.context.close()


def test_what_was_taken_along_is_gone_after_two_days_and_what_was_noted_is_sent_all_the_same(
    app: Flask, world: World, browser: Browser, server: Server, tonight: tuple[int, Any]
) -> None:
    lan = take_along(carry(browser, app, server, world.people["lan"]))
    leave_the_network(lan, server)
    lan.follow("Lớp Lãnh Vân 3")
    tap(lan, "Bùi Thị Hoa", "Present")
    lan.sees("Not sent yet: 1.")
    lan.page.evaluate(AGE, 49)  # as if it had been fetched two days ago
    lan.visit("/field/").sees("What you took along was older than two days and is deleted.")
    lan.sees("Not sent yet: 1.")
    assert "Bùi Thị Hoa" not in lan.page.content()
    come_back(lan, server)
    lan.page.evaluate("dispatchEvent(new Event('online'))")
    lan.sees("Everything on this phone has been sent.")
    assert marks(app) == {"Bùi Thị Hoa": Presence.PRESENT}
    lan.context.close()
