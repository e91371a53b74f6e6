"""What another trainer said since, told on the phone: with a packet, when the app opens, when the network is back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import expect

from lms.classes.actions.attendance import mark
from lms.classes.models import MarkSource, Presence
from lms.classes.rules.events import event_id
from lms.core import clock
from lms.core.db import db
from tests.browser.conftest import WIDTHS, Walk
from tests.browser.evening import class_of
from tests.browser.test_field import forget_the_cut, take_along, tap
from tests.world import World

pytestmark = pytest.mark.browser
HOA = "You said absent, Phạm Văn Dũng said present later. What stands: present."
MINH = "You said late, Phạm Văn Dũng said absent later. What stands: absent."
JUST_NOW = "localStorage['field-heard'] = `${document.cookie.match(/phone_of=(\\w+)/)[1]} ${Date.now()}`"
# As if the app had asked an hour ago.
LONG_AGO = "localStorage['field-heard'] = localStorage['field-heard'].replace(/\\d+$/, (at) => at - 3600_000)"


@pytest.fixture
def meeting(app: Flask, world: World) -> int:
    return class_of(app, world, "hoa", "minh")


def dung_says(
    app: Flask, world: World, meeting: int, name: str, presence: Presence, minutes: int = 1
) -> None:
    with app.app_context():
        person, now = world.people[name], clock.now() + timedelta(minutes=minutes)
        said = (event_id(meeting, person, now), person, presence, now)
        mark(meeting, [said], MarkSource.REGISTER, world.people["dung"], now)
        db.session.commit()


def lan_in_the_hall(walk: Callable[..., Walk], world: World, width: int = 360) -> tuple[Walk, list[str]]:
    """Lan's phone after two marks that were sent, and what it asks the server from then on."""
    lan = take_along(walk(width, world.people["lan"], staff=True)).follow("Lớp Lãnh Vân 3")
    for name, presence in (("Bùi Thị Hoa", "Absent"), ("Cao Đức Minh", "Late")):
        with lan.page.expect_response("**/field/sync"):
            tap(lan, name, presence)
        lan.sees("Everything on this phone has been sent.")
    # Opening may have asked already, or be asking; on another page nobody is.
    lan.visit("/account").page.evaluate("localStorage.removeItem('field-heard')")
    asked: list[str] = []
    lan.context.on("request", lambda request: asked.append(request.url.removeprefix(lan.site)))
    return lan, asked


@pytest.mark.parametrize("width", WIDTHS)
def test_a_phone_with_nothing_to_send_hears_of_it_when_the_app_opens(
    app: Flask, world: World, walk: Callable[..., Walk], meeting: int, width: int
) -> None:
    lan, asked = lan_in_the_hall(walk, world, width)
    dung_says(app, world, meeting, "hoa", Presence.PRESENT)
    lan.visit("/field/").sees(f"Bùi Thị Hoa: {HOA}").look()
    lan.visit(f"/field/#meeting-{meeting}")
    hoa = lan.page.get_by_role("radiogroup", name="Bùi Thị Hoa")
    expect(hoa.get_by_label("Present", exact=True)).to_be_checked()
    lan.press("I have read it")
    expect(lan.page.get_by_text(HOA)).to_have_count(0)

    dung_says(app, world, meeting, "minh", Presence.ABSENT)
    for _again in range(3):
        lan.visit("/field/").visit("/account")
    assert asked.count("/field/news?") == 1, "every few minutes at most, however often it is opened"
    lan.page.evaluate(LONG_AGO)
    lan.visit("/field/").sees(f"Cao Đức Minh: {MINH}")
    expect(lan.page.get_by_text(HOA)).to_have_count(0)
    assert asked.count("/field/news?") == 2
    assert "/field/sync" not in asked


def test_it_hears_when_the_network_is_back_and_never_asks_without_one(
    app: Flask, world: World, walk: Callable[..., Walk], meeting: int
) -> None:
    lan, asked = lan_in_the_hall(walk, world)
    lan.context.set_offline(True)
    lan.page.close()
    lan.page = lan.context.new_page()
    lan.visit("/field/").follow("Lớp Lãnh Vân 3").sees("2 / 2")
    assert not [each for each in asked if each.startswith("/field/news")]
    dung_says(app, world, meeting, "hoa", Presence.PRESENT)
    lan.context.set_offline(False)
    lan.page.evaluate("dispatchEvent(new Event('online'))")
    lan.sees(HOA)
    forget_the_cut(lan)


def test_it_is_told_with_the_next_packet_as_well_and_once(
    app: Flask, world: World, walk: Callable[..., Walk], meeting: int
) -> None:
    lan, asked = lan_in_the_hall(walk, world)
    lan.page.evaluate(JUST_NOW)
    dung_says(app, world, meeting, "hoa", Presence.PRESENT)
    lan.visit("/field/").press("Take along again").sees(HOA).press("I have read it")
    expect(lan.page.get_by_text(HOA)).to_have_count(0)
    lan.press("Take along again").sees("Ready. You can leave")
    expect(lan.page.get_by_text(HOA)).to_have_count(0)
    assert "/field/news?" not in asked
