"""A quiz taken along to where there is no network: kept on the phone, sent once, never twice."""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Route

from lms.quizzes import rules
from lms.quizzes.models import AttemptState
from tests.browser.conftest import WIDTHS, Walk
from tests.course_document import COURSE
from tests.quizzes.sitting import QUIZ, answers, asked_on, last_attempt, right_places
from tests.world import World, publish

pytestmark = pytest.mark.browser
ANSWERS = "**/quizzes/attempts/*/answers"


@pytest.fixture
def along(app: Flask, world: World, walk: Callable[..., Walk]) -> Callable[..., Walk]:
    """Hoa in front of a quiz that she takes along."""

    def open_page(width: int = 360) -> Walk:
        with app.app_context():
            publish({**COURSE, "quiz": {"offline_days": 7}})
        return walk(width, world.people["hoa"]).visit(QUIZ).press("Take the quiz with you")

    return open_page


def tick(app: Flask, hoa: Walk, position: int) -> None:
    form = hoa.page.locator(f"form[data-position='{position}']")
    for place in right_places(asked_on(app, f"/quizzes/attempts/1/{position}")):
        form.locator(f"[name=choice][value='{place}']").check()
    form.get_by_role("button", name="Keep this answer").click()


def told(hoa: Walk, position: int) -> str:
    return hoa.page.locator(f"form[data-position='{position}'] .told").inner_text()


@pytest.mark.parametrize("width", WIDTHS)
def test_answers_given_without_a_network_arrive_when_it_is_back(
    app: Flask, along: Callable[..., Walk], width: int
) -> None:
    hoa = along(width)
    hoa.context.set_offline(True)
    tick(app, hoa, 1)
    hoa.sees("No network. Answers kept on this phone, not sent yet: 1.")
    assert told(hoa, 1) == "Kept on this phone, not sent yet."
    for position in (2, 3):
        tick(app, hoa, position)
    hoa.sees("Answers kept on this phone, not sent yet: 3.")
    assert answers(app) == []
    hoa.context.set_offline(False)
    hoa.sees("All answers so far have been sent.")
    assert [each.position for each in answers(app)] == [1, 2, 3]
    assert told(hoa, 1) == "Sent."
    forget_the_cut(hoa)
    hoa.look()

    hoa.context.set_offline(True)
    for position in (4, 5):
        tick(app, hoa, position)
    hoa.sees("not sent yet: 2.")
    hoa.context.set_offline(False)
    hoa.page.wait_for_url("**/quizzes/attempts/1")
    forget_the_cut(hoa)
    hoa.look().sees("You passed the quiz")
    assert all(each.received_at >= each.answered_at for each in answers(app))
    assert hoa.page.evaluate("localStorage.length") == 0
    with app.app_context():
        assert (last_attempt().state, last_attempt().score) == (AttemptState.SUBMITTED, 100)


def test_a_reply_that_is_lost_leads_to_one_answer(app: Flask, along: Callable[..., Walk]) -> None:
    hoa = along()
    lost: list[str] = []

    def lose(route: Route) -> None:
        """The server takes it and answers; the answer never reaches the phone."""
        lost.append(route.fetch().text())
        route.abort()

    hoa.context.route(ANSWERS, lose)
    tick(app, hoa, 1)
    hoa.sees("not sent yet: 1.")
    assert json.loads(lost[0])["kept"] == [1]
    assert len(answers(app)) == 1
    hoa.context.unroute(ANSWERS)
    with hoa.page.expect_response(ANSWERS) as again:
        hoa.page.get_by_role("button", name="Send the answers").click()
    assert again.value.json() == json.loads(lost[0])
    hoa.sees("All answers so far have been sent.")
    assert len(answers(app)) == 1


def test_a_page_opened_again_still_has_what_waits_and_sends_it(
    app: Flask, along: Callable[..., Walk]
) -> None:
    hoa = along()
    page = hoa.page.url.removeprefix(hoa.site)
    hoa.context.route(ANSWERS, lambda route: route.abort())
    tick(app, hoa, 2)
    hoa.sees("not sent yet: 1.")
    forget_the_cut(hoa)
    hoa.visit("/account").sees("This phone still keeps quiz answers that were not sent.")
    hoa.visit(page).sees("Kept on this phone, not sent yet.")
    shown = hoa.page.locator("form[data-position='2'] :checked").evaluate_all(
        "all => all.map(each => each.value)"
    )
    assert shown == right_places(asked_on(app, "/quizzes/attempts/1/2"))
    hoa.context.unroute(ANSWERS)
    forget_the_cut(hoa)
    hoa.visit(page).sees("All answers so far have been sent.")
    assert [each.position for each in answers(app)] == [2]


def test_an_answer_given_elsewhere_meanwhile_stands(app: Flask, along: Callable[..., Walk]) -> None:
    hoa = along()
    hoa.context.set_offline(True)
    tick(app, hoa, 1)
    hoa.sees("not sent yet: 1.")
    hoa.context.set_offline(False)
    hoa.sees("All answers so far have been sent.")
    hoa.page.evaluate(
        """() => localStorage.setItem("answers /quizzes/attempts/1/answers", JSON.stringify(
            [{position: 1, fields: [["choice", "unknown"]], at: Date.now()}]))"""
    )
    forget_the_cut(hoa)
    hoa.visit("/quizzes/attempts/1/offline").sees("Some answers could not be taken.")
    (kept,) = answers(app)
    assert kept.right
    assert kept.credit == rules.FULL


def test_what_is_missing_is_said_without_a_network(along: Callable[..., Walk]) -> None:
    hoa = along()
    hoa.context.set_offline(True)
    hoa.page.get_by_role("button", name="Keep this answer").first.click()
    hoa.sees("You have not chosen yet. Touch one box.")
    assert hoa.page.evaluate("localStorage.length") == 0
    hoa.look()


def forget_the_cut(hoa: Walk) -> None:
    """What the browser says of a network that was cut is no error of the page."""
    assert all("net::ERR_" in error for error in hoa.errors), hoa.errors
    hoa.errors.clear()
