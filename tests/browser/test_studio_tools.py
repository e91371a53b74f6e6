"""An author's tools: drawing spots, moving rows, previews in every language, and text that survives a lost network."""

import pytest

from lms.core import clock
from lms.core.db import db
from lms.studio.actions import put
from lms.studio.models import Draft
from tests.browser.conftest import WIDTHS
from tests.catalogue.writing import FILES
from tests.studio.making import drafted, lesson_at

pytestmark = pytest.mark.browser
PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100"/></svg>'
)


@pytest.fixture
def draft(read_as, world, app) -> int:
    made = drafted(read_as, world)[1]
    with app.app_context():
        draft = db.session.get_one(Draft, made)
        put(draft, {"an-toan/pictures/hinh.svg": PICTURE}, world.people["author"], clock.now())
        db.session.commit()
    return made


@pytest.mark.parametrize("width", WIDTHS)
def test_spots_are_drawn_with_two_taps_or_a_mouse(walk, world, draft, width):
    author = walk(width, world.people["author"], staff=True)
    author.visit(f"/studio/{draft}/modules/an-toan/questions/new/hotspot")
    for _time in range(2):
        author.press("Add a spot")
    page = author.page
    assert not page.locator("[data-spots]").is_visible(), "no picture is chosen yet"
    page.locator('[id="picture"]').select_option("hinh.svg")
    plan = page.locator(".stage svg")
    plan.wait_for()
    plan.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    at = plan.bounding_box()

    def corner(x, y):
        return {"x": at["width"] * x / 100, "y": at["height"] * y / 100}

    plan.click(position=corner(10, 10))
    author.sees("Now tap the opposite corner.")
    plan.click(position=corner(60, 40))
    assert page.locator('[id="spots.0.box"]').input_value() == "10 10 50 30"
    box = plan.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.6)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.7)
    page.mouse.up()
    assert page.locator('[id="spots.1.box"]').input_value() == "60 60 10 10", (
        "the next spot was chosen by itself"
    )
    author.sees("Too small for a finger on a phone: 2").look()
    page.locator("#preview").get_by_text("After answering").first.click()
    author.look()


def test_what_was_moved_keeps_the_focus(walk, world, draft):
    author = walk(360, world.people["author"], staff=True, javascript=False)
    author.visit(lesson_at(draft)).press("Move 2 down")
    focus = author.page.locator(":focus")
    assert focus.get_attribute("aria-label") == "Move 3 down"
    focus.press("Enter")
    author.page.wait_for_load_state()
    assert author.page.locator(":focus").get_attribute("aria-label") == "Move 4 down"


def test_a_move_does_not_load_the_page_anew_and_loses_nothing_typed(walk, world, draft):
    author = walk(1280, world.people["author"], staff=True)
    page = author.visit(lesson_at(draft)).page
    focus = page.locator(":focus")
    page.evaluate("window.stays = true")
    page.get_by_label("Text of the step").nth(1).fill("Chữ đang viết")
    author.press("Move 2 down").sees("not saved yet")
    assert focus.get_attribute("aria-label") == "Move 3 down"
    assert page.get_by_label("Text of the step").nth(2).input_value() == "Chữ đang viết"
    page.get_by_role("button", name="Add a step").click()
    page.locator(":focus[id$='.title']").wait_for()
    assert page.get_by_role("button", name="Bold").count() == page.get_by_label("Text of the step").count()
    assert page.evaluate("window.stays"), "the same page all along"
    page.goto(page.url.partition("/modules")[0] + "/modules/an-toan/questions")
    page.evaluate("window.stays = true")
    author.press("Move down: Which number?")
    assert focus.get_attribute("aria-label") == "Move down: Which number?"
    assert page.evaluate("window.stays")
    author.look()


SPOTS = """
- id: "hinh"
  type: "hotspot"
  lesson: "mat-khau"
  difficulty: 2
  ask: {vi: "Dấu hiệu nào?", en: "Which signs?"}
  picture: "hinh.svg"
  alt: {vi: "Một tin nhắn.", en: "A message."}
  spots:
    - text: {vi: "Một", en: "One"}
      box: [0, 0, 90, 20]
      scam: true
    - text: {vi: "Hai", en: "Two"}
      box: [0, 30, 90, 20]
    - text: {vi: "Ba", en: "Three"}
      box: [0, 60, 90, 20]
      scam: true
  because: {vi: "Vì vậy.", en: "That is why."}
"""


@pytest.fixture
def spots(draft, world, app) -> str:
    """The address of a question with three spots that are drawn."""
    with app.app_context():
        bank = FILES["an-toan/questions.yaml"] + SPOTS
        held = db.session.get_one(Draft, draft)
        put(held, {"an-toan/questions.yaml": bank.encode()}, world.people["author"], clock.now())
        db.session.commit()
    return f"/studio/{draft}/modules/an-toan/questions/hinh"


def named_spots(page) -> list[str]:
    boxes = page.locator('#spots [name$=".text.en"]')
    return [boxes.nth(number).input_value() for number in range(boxes.count())]


@pytest.mark.parametrize("width", WIDTHS)
def test_spots_are_moved_left_out_and_added_on_the_same_page(walk, world, spots, width):
    author = walk(width, world.people["author"], staff=True)
    page, drawn = author.visit(spots).page, author.page.locator(".stage rect")
    page.locator('.stage rect[stroke="#0b57a4"]').wait_for()
    page.evaluate("window.stays = document.querySelector('.stage img')")
    page.locator('[id="spots.0.text.en"]').fill("Typed and not saved")
    author.press("Move 1 down").sees("not saved yet")
    assert page.locator(":focus").get_attribute("aria-label") == "Move 2 down"
    assert named_spots(page) == ["Two", "Typed and not saved", "Three"]
    pressed = page.locator('[data-spots] [aria-pressed="true"]')
    assert pressed.inner_text() == "2 Một", "what was moved is what one draws next"
    assert drawn.nth(1).get_attribute("y") == "0", "and it took its place on the picture along"
    author.press("Leave 3 out").sees("Left out: ")
    assert page.locator(":focus").inner_text() == "Bring it back"
    assert drawn.count() == 2
    author.press("Add a spot")
    page.locator(':focus[id="spots.3.text.vi"]').wait_for()
    plan = page.locator(".stage svg")
    size = plan.bounding_box()
    plan.click(position={"x": size["width"] * 0.1, "y": size["height"] * 0.1})
    author.sees("Now tap the opposite corner.")
    plan.click(position={"x": size["width"] * 0.6, "y": size["height"] * 0.4})
    assert page.locator('[id="spots.3.box"]').input_value() == "10 10 50 30"
    assert page.evaluate("window.stays === document.querySelector('.stage img')"), "the same page and picture"
    author.look()


def test_spots_that_no_answer_came_for_stay_as_they_were(walk, world, spots):
    author = walk(360, world.people["author"], staff=True)
    page = author.visit(spots).page
    page.route("**/studio/**", lambda route: route.abort())
    page.get_by_role("button", name="Move 1 down", exact=True).click()
    author.sees("There is no network.")
    author.errors.clear()
    assert named_spots(page) == ["One", "Two", "Three"]
    page.unroute("**/studio/**")
    author.press("Move 1 down").sees("not saved yet")
    assert named_spots(page) == ["Two", "One", "Three"]


def test_spots_are_moved_without_scripts_too(walk, world, spots):
    author = walk(360, world.people["author"], staff=True, javascript=False)
    author.visit(spots).press("Move 3 up")
    assert named_spots(author.page) == ["One", "Three", "Two"]
    assert author.page.locator(":focus").get_attribute("aria-label") == "Move 2 up"
    author.press("Leave 2 out").sees("Left out: ").press("Bring it back").press("Save").sees("Saved.")


def test_text_typed_without_a_network_stays_on_the_device_and_is_offered_again(walk, world, draft):
    author = walk(360, world.people["author"], staff=True).visit(lesson_at(draft))
    page = author.page
    page.route("**/studio/**", lambda route: route.abort())
    page.get_by_label("Text of the step").nth(0).fill("Chữ viết khi mất mạng")
    page.get_by_role("button", name="Save", exact=True).last.click()
    author.sees("There is no network.")
    author.errors.clear()
    page.unroute("**/studio/**")
    page.reload()
    author.sees("that did not reach us").press("Put it back").sees("and only you see it")
    assert page.get_by_label("Text of the step").nth(0).input_value() == "Chữ viết khi mất mạng"
    author.press("Save").sees("Saved.")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('studio:')).length") == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_a_question_is_seen_in_each_language_with_the_answer_behind_a_tap(walk, world, draft, width):
    author = walk(width, world.people["author"], staff=True)
    author.visit(f"/studio/{draft}/modules/an-toan/questions/mot")
    phone = author.page.locator("#preview")
    phone.get_by_text("Số 1", exact=True).click()
    phone.get_by_text("Số này không có.").filter(visible=True).first.wait_for()
    phone.locator(".tongue > summary", has_text="English").click()
    phone.get_by_text("113 (police)").filter(visible=True).first.wait_for()
    author.look()
