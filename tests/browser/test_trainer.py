"""A trainer's evening, from a new class to its closed register."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.browser.conftest import WIDTHS, Walk
from tests.browser.evening import (
    add,
    class_of,
    code_on_the_board,
    let_time_pass,
    mark,
    marked,
    plan_class,
    tap,
)
from tests.people.secrets_of import PIN, give_pin
from tests.world import World

pytestmark = pytest.mark.browser
NAME = "Lớp Lãnh Vân 3"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_trainer_opens_a_class_takes_its_register_and_closes_it(
    world: World, walk: Callable[..., Walk], width: int
) -> None:
    lan = walk(width, world.people["lan"], staff=True)
    plan_class(lan, NAME)
    add(lan, "Bùi Thị Hoa")
    add(lan, "Cao Đức Minh")
    lan.follow("Add somebody new").type("Full name", "Hà Thị Tám").type("Birth year", "1951")
    lan.tick("They said yes").press("Add to the class").sees("Hà Thị Tám is in the class now.")
    take_the_register(lan)
    close_the_register(lan)
    tick_a_skill(lan)


def take_the_register(lan: Walk) -> None:
    lan.follow("Register", exact=True)
    lan.follow("Add a person").type("Full name", "Đinh Văn Bảy").type("Birth year", "1949")
    lan.press("Add and mark present").sees("Ask whether they agree, then tick the box.")
    lan.tick("They said yes").press("Add and mark present").sees("is in the class and marked present.")
    for presence in ("Present", "Absent", "Late"):
        tap(lan, "Bùi Thị Hoa", presence)
    tap(lan, "Cao Đức Minh", "Absent")
    with lan.page.expect_response("**/register/marks"):
        lan.press("The rest are present").sees("Marked present all at once: 1.")
    seen = [marked(lan, who) for who in ("Bùi Thị Hoa", "Cao Đức Minh", "Đinh Văn Bảy", "Hà Thị Tám")]
    assert seen == ["Late", "Absent", "Present", "Present"]
    lan.press("Done")


def close_the_register(lan: Walk) -> None:
    lan.sees("Late: 1. Excused: 0. Absent: 1. Without a mark: 0.")
    lan.type("How many people did you count?", "4").press("Close the register")
    lan.sees("You counted 4, and 3 are marked present or late.")
    lan.type("How many people did you count?", "3").press("Close the register").sees(
        "The register is closed."
    )
    lan.follow("Back to the class").sees("register closed").sees("3 came").sees("Came to 1 of 1")


def tick_a_skill(lan: Walk) -> None:
    lan.follow("Skills")
    lan.page.get_by_role("group", name="Bùi Thị Hoa").get_by_label("3", exact=True).check()
    lan.press("Save").sees("1 skill is noted.")
    lan.visit("/classes/").follow(NAME).sees("skills 1 of 2")


@pytest.mark.parametrize("width", WIDTHS)
def test_learners_mark_themselves_from_the_board(
    app: Flask, world: World, walk: Callable[..., Walk], width: int
) -> None:
    meeting_id = class_of(app, world, "hoa", "minh")
    give_pin(app, world.people["hoa"])
    lan = walk(width, world.people["lan"], staff=True).visit(f"/meetings/{meeting_id}/board").sees("0 / 2")
    assert lan.page.locator("#board-qr svg").is_visible()

    minh = walk(width, world.people["minh"]).visit("/").follow("I am here")
    minh.type("The six digits on the board", "12").press("Mark me present").sees("The code has six digits.")
    digits = lan.page.locator("#board-digits").inner_text()
    minh.type("The six digits on the board", digits).press("Mark me present").sees("You are marked present")
    lan.sees("1 / 2")

    hoa = walk(width).visit(code_on_the_board(app, meeting_id))
    hoa.type("Phone number", "0912000001").type("PIN, six digits", PIN).press("Sign in")
    hoa.sees("You are Bùi Thị Hoa.").press("Mark me present").sees("You are marked present")
    hoa.visit(code_on_the_board(app, meeting_id)).sees("You are marked present")
    lan.sees("2 / 2").look()

    lan.follow("Register", exact=True).sees("by phone")
    assert marked(lan, "Bùi Thị Hoa") == "Present"


@pytest.mark.parametrize("width", WIDTHS)
def test_time_spent_online_becomes_a_mark(
    app: Flask, world: World, walk: Callable[..., Walk], width: int
) -> None:
    lan = walk(width, world.people["lan"], staff=True)
    plan_class(lan, NAME, link="https://meet.example.org/lanh-van")
    add(lan, "Bùi Thị Hoa")

    hoa = walk(width, world.people["hoa"]).visit("/").follow("Join online").press("Join the class")
    link = hoa.page.get_by_role("link", name="Open the class")
    assert link.get_attribute("href") == "https://meet.example.org/lanh-van"
    hoa.press("I am leaving").sees("Press the button when you are ready.")
    let_time_pass(app, NAME)
    hoa.visit(hoa.page.url.removeprefix(hoa.site)).sees("You were there for")

    lan.visit("/classes/").follow(NAME).follow("Register", exact=True)
    lan.sees("min online").sees("suggested: Present").press("Take over the suggestions")
    lan.sees("1 mark taken over.").press("Done")
    lan.type("How many people did you count?", "1").press("Close the register").sees(
        "The register is closed."
    )
    lan.follow("Back to the class").sees("Came to 1 of 1")


def test_without_javascript_the_register_is_one_form(
    app: Flask, world: World, walk: Callable[..., Walk]
) -> None:
    meeting_id = class_of(app, world, "hoa", "minh")
    lan = walk(360, world.people["lan"], staff=True, javascript=False)
    lan.visit(f"/meetings/{meeting_id}/register")
    mark(lan, "Bùi Thị Hoa", "Late")
    lan.press("Done").sees("Without a mark: 1.")
    lan.follow("Change a mark").press("The rest are present").press("Done").sees("Without a mark: 0.")
    lan.type("How many people did you count?", "2").press("Close the register").sees(
        "The register is closed."
    )
