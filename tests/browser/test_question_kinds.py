"""All kinds of question in a real browser: by touch, by keyboard alone, and without scripts."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Locator, expect

from lms.quizzes import rules
from tests.browser.conftest import WIDTHS, Walk
from tests.quizzes.kinds import path_of, publish_kinds
from tests.quizzes.kinds_document import KINDS_QUIZ, QUESTIONS
from tests.quizzes.sitting import answers, asked_on
from tests.world import World

pytestmark = pytest.mark.browser
KINDS = [question["kind"] for question in QUESTIONS]
SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture
def begin(app: Flask, world: World, walk: Callable[..., Walk]) -> Callable[..., tuple[Walk, str]]:
    """A trainee on the first question of a quiz of all kinds, and the attempt's address."""
    publish_kinds(app)

    def open_quiz(width: int = 360, javascript: bool = True) -> tuple[Walk, str]:
        hoa = walk(width, world.people["hoa"], javascript=javascript).visit(KINDS_QUIZ).press("Start")
        return hoa, hoa.page.url.removeprefix(hoa.site).rsplit("/", 1)[0]

    return open_quiz


def asked(app: Flask, hoa: Walk) -> rules.Asked:
    return asked_on(app, hoa.page.url.removeprefix(hoa.site))


def answer_right(app: Flask, hoa: Walk) -> None:
    """Do on the page what a person would, with whatever controls it has."""
    sheet = asked(app, hoa)
    body, kind = sheet.question.body, str(sheet.question.kind)
    if kind in ("single", "multiple", "truefalse", "hotspot"):
        for number in rules.right_response(sheet.question):
            hoa.page.locator(f"#choice-{sheet.order.index(number)}").check()
    elif kind in ("number", "text"):
        hoa.page.locator("#written").fill({"number": "54 nghìn", "text": "vneid"}[kind])
    elif kind == "matching":
        for prompt, match in zip(body.prompts, body.matches, strict=False):
            pair(hoa, prompt.in_("en"), match.in_("en"))
    elif kind == "ordering":
        for place, item in enumerate(body.items):
            while items(hoa).index(item.in_("en")) > place:
                move(hoa, "Up", item.in_("en")).click()
    else:
        for number in rules.good_way(body):
            order = sheet.order[0] if "moves=" not in hoa.page.url else sheet.order[1]
            hoa.page.locator(f"#choice-{order.index(number)}").check()
            hoa.press("Go on")
        return
    hoa.look().press("Answer")


def items(hoa: Walk) -> list[str]:
    hoa.page.wait_for_load_state("load")  # without scripts every move is a new page
    return [words.strip() for words in hoa.page.locator("#order .item").all_inner_texts()]


def move(hoa: Walk, way: str, item: str) -> Locator:
    return hoa.page.get_by_role("button", name=f"{way}: {item}", exact=True)


def pair(hoa: Walk, prompt: str, match: str) -> None:
    if not hoa.scripts:
        hoa.page.get_by_label(prompt, exact=True).select_option(label=match)
        return
    hoa.page.get_by_role("button", name=prompt, exact=True).click()
    hoa.page.get_by_role("button", name=match, exact=True).click()


@SCRIPTS
@pytest.mark.parametrize("width", WIDTHS)
def test_a_trainee_answers_every_kind(
    app: Flask, begin: Callable[..., tuple[Walk, str]], width: int, javascript: bool
) -> None:
    hoa, _ = begin(width, javascript)
    for number in range(1, len(KINDS) + 1):
        hoa.sees(f"Question {number} / 9").look()
        answer_right(app, hoa)
        hoa.sees("That is right.")
        hoa.follow("Next question" if number < len(KINDS) else "See the result")
    hoa.sees("9 of 9 right")


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_alone_is_enough(app: Flask, begin: Callable[..., tuple[Walk, str]], kind: str) -> None:
    hoa, attempt = begin()
    hoa.visit(path_of(app, attempt, kind))
    sheet = asked(app, hoa)
    body, press = sheet.question.body, hoa.page.keyboard.press
    if kind in ("multiple", "hotspot"):
        for place in sorted(sheet.order.index(number) for number in body.right):
            tab_to(hoa, hoa.page.locator(f"#choice-{place}"))
            press("Space")
    elif kind in ("single", "truefalse"):
        tab_to(hoa, hoa.page.locator("#choice-0"))
        press("Space")
        for _ in range(sheet.order.index(next(iter(body.right)))):
            press("ArrowDown")
    elif kind in ("number", "text"):
        tab_to(hoa, hoa.page.locator("#written"))
        hoa.page.keyboard.type({"number": "54000", "text": "vneid"}[kind])
    elif kind == "matching":
        for prompt, match in zip(body.prompts, body.matches, strict=False):
            for name in (prompt, match):
                tab_to(hoa, hoa.page.get_by_role("button", name=name.in_("en"), exact=True))
                press("Enter")
    elif kind == "ordering":
        for place, item in enumerate(body.items):
            up = move(hoa, "Up", item.in_("en"))
            tab_to(hoa, up)
            while items(hoa).index(item.in_("en")) > place:
                press("Enter")
                expect(up).to_be_focused()
    else:
        tab_to(hoa, hoa.page.locator("#choice-0"))
        press("Space")
        for _ in range(sheet.order[0].index(1)):
            press("ArrowDown")
    tab_to(hoa, hoa.page.locator(".bar button"))
    press("Enter")
    hoa.page.wait_for_load_state("load")
    hoa.sees("That is right.").look()


def tab_to(hoa: Walk, control: Locator) -> None:
    """Go there with the tabulator alone; around the page once if need be."""
    for _ in range(60):
        if control.evaluate("control => control === document.activeElement"):
            return
        hoa.page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {control}")


def test_moving_is_told_aloud_and_keeps_the_finger_where_it_is(
    app: Flask, begin: Callable[..., tuple[Walk, str]]
) -> None:
    hoa, attempt = begin()
    hoa.visit(path_of(app, attempt, "ordering"))
    here, first = hoa.page.url, items(hoa)[0]
    down = move(hoa, "Down", first)
    down.click()
    expect(hoa.page.locator("#moved")).to_have_text(f"{first} is now number 2 of 4.")
    expect(down).to_be_focused()
    for _ in range(3):  # once more than there are places
        hoa.page.keyboard.press("Enter")
    assert items(hoa)[-1] == first
    expect(down).to_have_attribute("aria-disabled", "true")
    assert hoa.page.url == here
    size = down.bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 48
    hoa.look()
    assert answers(app) == []


def test_a_match_is_moved_and_taken_back_by_touching_again(
    app: Flask, begin: Callable[..., tuple[Walk, str]]
) -> None:
    hoa, attempt = begin()
    hoa.visit(path_of(app, attempt, "matching"))
    button = hoa.page.get_by_role("button", name="113 (en)", exact=True)
    pair(hoa, "113 (en)", "Công an (en)")
    expect(hoa.page.locator("#moved")).to_have_text("113 (en): Công an (en)")
    expect(button).to_have_count(0)
    hoa.page.get_by_role("button", name="114 (en)", exact=True).click()
    hoa.page.get_by_role("button", name="113 (en): Công an (en)", exact=True).last.click()
    expect(hoa.page.locator("#moved")).to_have_text("114 (en): Công an (en)")
    expect(button).to_have_count(1)
    hoa.page.get_by_role("button", name="114 (en): Công an (en)", exact=True).last.click()
    expect(hoa.page.locator("#moved")).to_have_text("114 (en): no match yet")
    hoa.look().press("Answer").sees("Some are still without a match.")
    pair(hoa, "115 (en)", "Cấp cứu (en)")
    hoa.press("Answer")
    expect(hoa.page.get_by_role("button", name="115 (en): Cấp cứu (en)", exact=True)).to_have_count(2)


def test_the_calculator_fills_the_field(app: Flask, begin: Callable[..., tuple[Walk, str]]) -> None:
    hoa, attempt = begin()
    hoa.visit(path_of(app, attempt, "number"))
    hoa.page.get_by_text("Calculator").click()
    for key in ("1", "8", "000", "×", "3", "="):
        hoa.page.locator(f"[data-key='{key}']").click()
    expect(hoa.page.locator("#calculator output")).to_have_text("54,000")
    for box in hoa.page.locator("#calculator [data-key]").all():
        size = box.bounding_box()
        assert size
        assert min(size["width"], size["height"]) >= 48
    hoa.look().press("Take this number as the answer")
    expect(hoa.page.locator("#written")).to_be_focused()
    hoa.page.keyboard.press("Enter")
    hoa.sees("That is right.").sees("54,000 dong")


@pytest.mark.parametrize(
    ("keys", "filled"),
    [
        ("9 ÷ 8 =", "1.1250"),
        (". 1 + . 2 =", "0.3"),
        ("5 ÷ 0 =", ""),
        ("2 + 3 × 4 =", "20"),
        ("7 + + 1", "8"),
        ("0 0 7", "7"),
        ("8 C 5", "5"),
        ("1 0 0 − 2 5 0", "-150"),
    ],
)
def test_the_calculator_counts_as_one_at_the_market(
    app: Flask, begin: Callable[..., tuple[Walk, str]], keys: str, filled: str
) -> None:
    hoa, attempt = begin()
    hoa.visit(path_of(app, attempt, "number"))
    hoa.page.get_by_text("Calculator").click()
    for key in keys.split():
        hoa.page.locator(f"[data-key='{key}']").click()
    hoa.page.locator("[data-key='use']").click()
    expect(hoa.page.locator("#written")).to_have_value(filled)


@SCRIPTS
def test_touching_the_picture_ticks_the_list(
    app: Flask, begin: Callable[..., tuple[Walk, str]], javascript: bool
) -> None:
    hoa, attempt = begin(javascript=javascript)
    hoa.visit(path_of(app, attempt, "hotspot"))
    box = hoa.page.locator("#choice-1")
    hoa.page.locator(".spot-1").click()
    expect(box).to_be_checked()
    hoa.look()
    hoa.page.locator(".spot-1").click()
    expect(box).not_to_be_checked()
    named = hoa.page.get_by_role("checkbox", name="2", exact=False).first
    expect(named).to_have_accessible_name(hoa.page.locator("#spot-1").inner_text().replace("\n", " "))


@SCRIPTS
@pytest.mark.parametrize("width", WIDTHS[:1])
def test_every_kind_is_explained_when_wrong_and_when_not_known(
    app: Flask, begin: Callable[..., tuple[Walk, str]], width: int, javascript: bool
) -> None:
    hoa, attempt = begin(width, javascript)
    for number, kind in enumerate(KINDS):
        hoa.visit(path_of(app, attempt, kind))
        if number % 2:
            hoa.page.get_by_label("I don't know yet").check()
        elif kind in ("number", "text"):
            hoa.page.locator("#written").fill("7")
        elif kind == "matching":
            sheet = asked(app, hoa)
            matches = rules.wrong_response(sheet.question)
            for select, match in zip(hoa.page.locator("select").all(), matches, strict=True):
                select.select_option(str(sheet.order.index(match)), force=True)
        else:
            wrong = rules.wrong_response(asked(app, hoa).question)
            for move_made in wrong if kind == "scenario" else wrong[:1]:
                order = asked(app, hoa).order
                order = order[int("moves=" in hoa.page.url)] if kind == "scenario" else order
                hoa.page.locator(f"#choice-{order.index(move_made)}").check()
                if kind == "scenario" and "moves=" not in hoa.page.url:
                    hoa.press("Go on")
        hoa.press("Go on" if kind == "scenario" else "Answer")
        hoa.sees("That is fine. Now you get to know it." if number % 2 else "Not right yet.")


def test_the_largest_text_fits_the_smallest_phone(app: Flask, begin: Callable[..., tuple[Walk, str]]) -> None:
    hoa, attempt = begin(320)
    hoa.context.add_cookies([{"name": "text", "value": "largest", "url": hoa.site}])
    for kind in KINDS:
        hoa.visit(path_of(app, attempt, kind))
        if kind == "number":
            hoa.page.get_by_text("Calculator").click()
            hoa.look()
        answer_right(app, hoa)
        hoa.sees("That is right.").look()
