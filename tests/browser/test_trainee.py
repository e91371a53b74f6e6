"""A trainee's way from the first page to a certificate that a stranger can check."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.browser.conftest import WIDTHS, Walk
from tests.course_document import COURSE
from tests.people.secrets_of import give_card, give_pin
from tests.world import World

pytestmark = pytest.mark.browser
MODULE = COURSE["modules"][0]
RIGHT = {
    question["ask"]["en"]: [question["choices"][number]["text"]["en"] for number in question["right"]]
    for question in MODULE["questions"]
}
PHONE, PIN = "0987 654 321", "493817"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_visitor_joins_learns_alone_and_holds_a_certificate(
    world: World, walk: Callable[..., Walk], width: int, javascript: bool
) -> None:
    sau = walk(width, javascript=javascript)
    join(sau)
    read_the_lessons(sau)
    pass_the_quiz(sau)
    serial = look_at_the_certificate(sau)

    stranger = walk(width, javascript=javascript).visit(f"/verify/{serial}")
    stranger.sees("This certificate is valid").sees("Nguyễn Thị Sáu")

    leave_and_come_back(sau)


def join(sau: Walk) -> None:
    sau.visit("/").follow("Join and learn")
    sau.type("Full name", "Nguyễn Thị Sáu").type("Birth year", "1958").press("Continue")
    sau.type("Your commune or ward", "xuan lanh").press("Search")
    sau.follow("Xã Xuân Lãnh").press("Thôn Lãnh Vân")
    sau.type("Choose a PIN of six digits", PIN).type("The same PIN once more", PIN)
    sau.type("Phone number, if you have one", PHONE)
    sau.press("Join").sees("Tick the box if you agree.")
    sau.type("Choose a PIN of six digits", PIN).type("The same PIN once more", PIN)
    sau.tick("I agree that my details are used").press("Join").sees("Hello Sáu")


def read_the_lessons(sau: Walk) -> None:
    sau.follow("Start learning")
    for number, lesson in enumerate(MODULE["lessons"]):
        for step in lesson["steps"]:
            sau.sees(step["title"]["en"])
            sau.press("Finish the lesson" if step is lesson["steps"][-1] else "Next")
        sau.sees("Well done!")
        sau.follow("Next lesson" if number + 1 < len(MODULE["lessons"]) else "Take the quiz")


def pass_the_quiz(sau: Walk) -> None:
    sau.press("Start")
    for number in range(1, len(RIGHT) + 1):
        sau.sees(f"Question {number} / {len(RIGHT)}")
        for choice in RIGHT[sau.page.locator("h1").inner_text()]:
            sau.tick(choice)
        sau.press("Answer").sees("That is right.").sees("You chose this, and it is right")
        sau.follow("Next question" if number < len(RIGHT) else "See the result")
    sau.sees("5 of 5 right").sees("You have completed this competency.")


def look_at_the_certificate(sau: Walk) -> str:
    sau.follow("Go on learning").sees("Your certificates")
    sau.page.locator("main a[href^='/certificates/']").first.click()
    sau.look().sees("Certificate of completion").sees("Nguyễn Thị Sáu")
    serial = sau.page.url.rsplit("/", 1)[-1]
    link = sau.page.get_by_role("link", name="Print or save as PDF").get_attribute("href")
    paper = sau.context.request.get(f"{sau.site}{link}")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.body().startswith(b"%PDF-")
    return serial


def leave_and_come_back(sau: Walk) -> None:
    sau.visit("/account").press("Sign out").sees("Join and learn")
    sau.follow("Sign in with your phone number")
    sau.type("Phone number", PHONE).type("PIN, six digits", PIN).press("Sign in").sees("Hello Sáu")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_printed_card_and_a_pin_open_the_door(
    app: Flask, world: World, walk: Callable[..., Walk], width: int
) -> None:
    give_pin(app, world.people["minh"], PIN)
    letters = give_card(app, world.people["minh"])
    minh = walk(width).visit(f"/card#{letters}").sees("Your card is read.")
    assert letters not in minh.page.url
    minh.type("PIN, six digits", "111222").press("Sign in").sees("The card or the PIN is not right.")
    minh.type("PIN, six digits", PIN).press("Sign in").sees("Hello Minh")


def test_without_javascript_a_card_is_typed(app: Flask, world: World, walk: Callable[..., Walk]) -> None:
    give_pin(app, world.people["minh"], PIN)
    letters = give_card(app, world.people["minh"])
    minh = walk(javascript=False).visit("/sign-in").follow("With my card")
    minh.type("Letters under the square code", letters.lower()).type("PIN, six digits", PIN)
    minh.press("Sign in").sees("Hello Minh")
