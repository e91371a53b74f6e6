"""The register in a browser, where another trainer said something else of somebody."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Locator, expect

from lms.classes.models import Presence
from tests.browser.conftest import WIDTHS, Walk
from tests.browser.evening import class_of
from tests.browser.test_field_news import dung_says
from tests.world import World

pytestmark = pytest.mark.browser


def outvoted(
    app: Flask, world: World, walk: Callable[..., Walk], width: int = 360, minutes: int = 0
) -> tuple[int, Walk, Locator]:
    """The meeting, Lan on its register as it was before Dũng said another word of Hoa, and Hoa's marks there."""
    meeting = class_of(app, world, "hoa", "minh")
    lan = walk(width, world.people["lan"], staff=True).visit(f"/meetings/{meeting}/register")
    hoa = lan.page.get_by_role("radiogroup", name="Bùi Thị Hoa")
    with lan.page.expect_response("**/register/marks"):
        hoa.get_by_label("Absent", exact=True).check()
    dung_says(app, world, meeting, "hoa", Presence.PRESENT, minutes)
    return meeting, lan, hoa


@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_told_under_the_name_and_gone_with_the_next_tap(
    app: Flask, world: World, walk: Callable[..., Walk], width: int
) -> None:
    meeting, lan, hoa = outvoted(app, world, walk, width, minutes=1)
    words = "You said absent, Phạm Văn Dũng said present later. What stands: present."
    lan.visit(f"/meetings/{meeting}/register").sees(words)
    expect(hoa).to_have_accessible_description(words)
    hoa.get_by_label("Late", exact=True).check()
    expect(lan.page.get_by_text(words)).to_have_count(0)
    lan.look()


def test_the_box_says_the_same_as_a_tap(app: Flask, world: World, walk: Callable[..., Walk]) -> None:
    meeting, lan, hoa = outvoted(app, world, walk)
    lan.visit(f"/meetings/{meeting}/register")
    with lan.page.expect_response("**/register/marks"):
        lan.page.get_by_label("I agree: Bùi Thị Hoa").click()
    expect(lan.page.get_by_text("I agree")).to_have_count(0)
    expect(hoa.get_by_label("Present", exact=True)).to_be_focused()
    expect(hoa.get_by_label("Present", exact=True)).to_be_checked()
    lan.visit(f"/meetings/{meeting}/register")
    expect(lan.page.get_by_text("What stands")).to_have_count(0)


def test_without_scripts_they_tick_the_box_and_send_the_register(
    app: Flask, world: World, walk: Callable[..., Walk]
) -> None:
    meeting = class_of(app, world, "hoa", "minh")
    lan = walk(360, world.people["lan"], staff=True, javascript=False)
    lan.visit(f"/meetings/{meeting}/register")
    hoa = lan.page.get_by_role("radiogroup", name="Bùi Thị Hoa")
    hoa.get_by_label("Absent", exact=True).check()
    lan.press("Done")
    dung_says(app, world, meeting, "hoa", Presence.PRESENT, minutes=0)
    lan.visit(f"/meetings/{meeting}/register").sees("What stands: present.")
    lan.tick("I agree: Bùi Thị Hoa").press("Done").sees("Minh")
    lan.visit(f"/meetings/{meeting}/register")
    expect(lan.page.get_by_text("What stands")).to_have_count(0)
    expect(lan.page.get_by_text("I agree")).to_have_count(0)
    expect(hoa.get_by_label("Present", exact=True)).to_be_checked()


def test_who_agrees_taps_the_word_that_stands(app: Flask, world: World, walk: Callable[..., Walk]) -> None:
    meeting, lan, hoa = outvoted(app, world, walk)
    lan.visit(f"/meetings/{meeting}/register").sees("What stands: present.")
    with lan.page.expect_response("**/register/marks"):
        hoa.get_by_text("Present", exact=True).click()
    expect(lan.page.get_by_text("What stands")).to_have_count(0)
    lan.visit(f"/meetings/{meeting}/register")
    expect(lan.page.get_by_text("What stands")).to_have_count(0)
    expect(hoa.get_by_label("Present", exact=True)).to_be_checked()
