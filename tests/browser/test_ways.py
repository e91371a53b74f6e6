"""The ways of marking in a real browser: everybody at once, the sheet, the tablet."""

from collections.abc import Callable

import pytest
from flask import Flask

from lms.classes.models import Cohort, Presence
from lms.classes.rules import paper_code
from lms.core.db import db
from tests.browser.conftest import WIDTHS, Walk
from tests.browser.evening import class_of
from tests.classes.evening import marks
from tests.classes.make import members
from tests.people.secrets_of import PIN, give_pin
from tests.world import World

pytestmark = pytest.mark.browser
CAME = {Presence.PRESENT, Presence.LATE}


def hall(app: Flask, world: World, how_many: int) -> int:
    """A meeting that goes on now, with so many people."""
    meeting_id = class_of(app, world)
    with app.app_context():
        members(world, db.session.query(Cohort).one(), how_many)
    return meeting_id


@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_at_once_and_back(app: Flask, world: World, walk: Callable[..., Walk], width: int) -> None:
    meeting_id = class_of(app, world, "hoa", "minh")
    lan = walk(width, world.people["lan"], staff=True).visit(f"/meetings/{meeting_id}/register")
    with lan.page.expect_response("**/register/marks"):
        lan.press("Mark all present").sees("Marked present all at once: 2.")
    with lan.page.expect_response("**/register/marks"):
        lan.press("Undo")
    assert lan.page.locator(".register :checked").count() == 0
    assert set(marks(app, meeting_id).values()) == {None}


def test_31_learners_are_marked_by_taps_in_under_40_interactions(
    app: Flask, world: World, walk: Callable[..., Walk]
) -> None:
    meeting_id = hall(app, world, 31)
    lan = walk(360, world.people["lan"], staff=True).visit(f"/meetings/{meeting_id}/register")
    rows = lan.page.locator(".register .presence")
    interactions = 0
    for row in range(31):
        rows.nth(row).locator(f"[value={'late' if row % 7 == 0 else 'present'}]").click()
        interactions += 1
    lan.sees("All marks are saved.")
    lan.press("Done").type("How many people did you count?", "31").press("Close the register")
    interactions += 3
    lan.sees("The register is closed.")
    assert interactions < 40
    assert len(marks(app, meeting_id)) == 31
    assert set(marks(app, meeting_id).values()) == CAME


@pytest.mark.parametrize("width", WIDTHS)
def test_a_sheet_is_typed_with_one_key_a_person(
    app: Flask, world: World, walk: Callable[..., Walk], width: int
) -> None:
    meeting_id = hall(app, world, 8)
    lan = walk(width, world.people["lan"], staff=True).visit("/classes/sheet")
    lan.type("The code on the sheet", paper_code(meeting_id)).press("Open the sheet")
    lan.page.locator("input.key").first.focus()
    lan.page.keyboard.type("pplaepp")
    lan.page.keyboard.press("ArrowUp")
    lan.page.keyboard.type("l")
    lan.page.keyboard.type("q")
    assert lan.page.locator("[aria-invalid]").count() == 1
    lan.page.keyboard.press("Backspace")
    lan.press("Save the sheet").sees("7 marks from the sheet.")
    kept = [presence.value[0] for _person, presence in sorted(marks(app, meeting_id).items())]
    assert "".join(kept) == "pplaepl"


@pytest.mark.parametrize("width", WIDTHS)
def test_people_mark_themselves_on_a_tablet_at_the_door(
    app: Flask, world: World, walk: Callable[..., Walk], width: int
) -> None:
    meeting_id = class_of(app, world, "hoa", "minh")
    give_pin(app, world.people["hoa"])
    tablet = walk(width, world.people["lan"], staff=True).visit(f"/meetings/{meeting_id}/register")
    tablet.page.get_by_text("Other ways to mark").click()
    tablet.follow("A tablet at the door").press("Begin").sees("Touch your name")
    tablet.page.get_by_label("Your name").fill("HÓA")
    assert tablet.page.locator(".tiles li:visible").count() == 1
    tablet.follow("Hoa").type("PIN, six digits", PIN).press("I am here")
    tablet.sees("Hoa is marked present. Thank you.")
    tablet.visit("/people/").sees("Touch your name")
    tablet.follow("take the tablet back").sees("Your password brings you back")
    assert marks(app, meeting_id) == {world.people["hoa"]: Presence.PRESENT}


def test_without_javascript_everybody_at_once_and_the_sheet_are_forms(
    app: Flask, world: World, walk: Callable[..., Walk]
) -> None:
    meeting_id = class_of(app, world, "hoa", "minh")
    lan = walk(360, world.people["lan"], staff=True, javascript=False)
    lan.visit(f"/meetings/{meeting_id}/register").press("Mark all present")
    lan.sees("Marked present all at once: 2.").press("Undo").sees("2 marks are taken back.")
    lan.visit(f"/meetings/{meeting_id}/register/sheet").type("Bùi Thị Hoa", "l").press("Save the sheet")
    lan.sees("1 mark from the sheet.")
