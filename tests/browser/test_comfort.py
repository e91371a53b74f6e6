"""What makes the pages easier on eyes, hands and poor networks, and is remembered."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import expect

from lms.classes.models import MarkEvent
from tests.browser.conftest import WIDTHS, Walk
from tests.browser.evening import class_of, mark, marked
from tests.people.secrets_of import ask
from tests.world import World

pytestmark = pytest.mark.browser
STEP = "/learn/thu/thanh-toan/thanh-toan-mot/1"
# From the last letter of what stands top left to what stands top right.
APART = """(() => {
  const left = document.createRange(), [first, last] = document.querySelector(".top-inside").children;
  left.selectNodeContents(first);
  return last.getBoundingClientRect().left - left.getBoundingClientRect().right >= 4;
})()"""
EVENTS = sa.select(sa.func.count()).select_from(MarkEvent)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_size_of_the_text_is_remembered(world: World, walk: Callable[..., Walk], width: int) -> None:
    hoa = walk(width, world.people["hoa"]).visit(STEP)
    before = letters(hoa)
    hoa.press("Larger text").press("Larger text")
    assert hoa.page.url.endswith(STEP)
    largest = letters(hoa)
    assert largest > before
    for path in ("/", "/learn/", "/certificates/", "/classes/", "/account", "/quizzes/thu/thanh-toan"):
        assert letters(hoa.visit(path)) == largest
    hoa.visit("/account").press("A− Smaller").press("A− Smaller").press("A− Smaller").visit(STEP)
    assert letters(hoa) < before


@pytest.mark.parametrize("width", WIDTHS)
def test_the_largest_text_fits_the_pages_of_a_class(
    app: Flask, world: World, walk: Callable[..., Walk], width: int
) -> None:
    meeting_id = class_of(app, world, "hoa", "minh")
    lan = walk(width, world.people["lan"], staff=True)
    lan.context.add_cookies([{"name": "text", "value": "largest", "url": lan.site}])
    for page in ("register", "board", "register/close"):
        lan.visit(f"/meetings/{meeting_id}/{page}")
    for page in ("", "new", "1", "1/skills", "1/members/add", "1/walk-in"):
        lan.visit(f"/classes/{page}")


def test_on_the_smallest_phone_the_largest_text_of_the_header_and_the_bar_keeps_apart(
    world: World, walk: Callable[..., Walk]
) -> None:
    for language in ("vi", "en", "fr"):
        hoa = walk(320, world.people["hoa"], language=language)
        hoa.context.add_cookies([{"name": "text", "value": "largest", "url": hoa.site}])
        hoa.visit("/quizzes/thu/an-toan")
        hoa.page.locator(".bar button").click()  # the first question
        for path in (None, STEP.replace("/1", "/2"), "/account", "/verify/"):
            page = hoa.visit(path).page if path else hoa.page
            assert page.evaluate(APART), f"{language} {page.url}"
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{language} {page.url}"


def letters(walk: Walk) -> float:
    """How high the letters of running text are, in pixels."""
    return float(walk.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_language_is_remembered(walk: Callable[..., Walk], width: int) -> None:
    visitor = walk(width, language=None).visit("/")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "vi")
    visitor.press("Français").visit("/sign-in")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "fr")
    visitor.visit("/settings").press("English").visit("/").sees("Join and learn")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_keyboard_alone_gets_from_step_to_step(world: World, walk: Callable[..., Walk], width: int) -> None:
    hoa = walk(width, world.people["hoa"]).visit(STEP)
    keys = hoa.page.keyboard
    keys.press("Tab")
    skip = hoa.page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    keys.press("Enter")
    onward = hoa.page.get_by_role("button", name="Next")
    for _stop in range(3):
        keys.press("Tab")
        if onward.evaluate("button => button === document.activeElement"):
            break
    expect(onward).to_be_focused()
    keys.press("Enter")
    hoa.sees("Bước 2 của thanh-toan-mot (en)").look()


@pytest.mark.parametrize("width", WIDTHS)
def test_marks_survive_a_network_that_is_cut(
    app: Flask, world: World, walk: Callable[..., Walk], width: int
) -> None:
    meeting_id = class_of(app, world, "hoa", "minh")
    register = f"/meetings/{meeting_id}/register"
    lan = walk(width, world.people["lan"], staff=True).visit(register)

    lan.context.set_offline(True)
    mark(lan, "Bùi Thị Hoa", "Present")
    lan.sees("No network. Marks kept on this phone: 1.")
    mark(lan, "Cao Đức Minh", "Late")
    lan.sees("Marks kept on this phone: 2.")
    assert ask(app, EVENTS) == 0
    lan.context.set_offline(False)
    lan.sees("All marks are saved.")
    assert ask(app, EVENTS) == 2

    # The second time nothing tells the page that there is no network: what it sends gets no answer.
    lan.context.route("**/register/marks", lambda sent: sent.abort())
    mark(lan, "Bùi Thị Hoa", "Absent")
    lan.sees("Marks kept on this phone: 1.")
    lan.page.goto("about:blank")
    lan.context.unroute("**/register/marks")
    assert all("net::ERR_" in error for error in lan.errors), lan.errors
    lan.errors.clear()
    lan.visit(register).sees("All marks are saved.")
    assert (marked(lan, "Bùi Thị Hoa"), marked(lan, "Cao Đức Minh")) == ("Absent", "Late")
    assert ask(app, EVENTS) == 3
    assert lan.page.evaluate("localStorage.length") == 0


def test_signing_out_tells_of_marks_that_were_not_sent(walk, world):
    lan = walk(360, world.people["lan"], staff=True).visit("/account")
    warning = lan.page.get_by_text("attendance marks that were not sent", exact=False)
    assert warning.is_hidden()
    lan.page.evaluate("localStorage.setItem('register /meetings/1/register/marks', '[{}]')")
    lan.visit("/account")
    assert warning.is_visible()
