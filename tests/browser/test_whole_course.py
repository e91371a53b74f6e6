"""Every page of the real course, in every language: drawn whole, no wider than a phone, and open to everybody."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import axe
from tests.browser.conftest import cookies_of, served
from tests.house.whole_course import covers, published, steps
from tests.servers import SqliteDatabase
from tests.world import World

pytestmark = pytest.mark.browser
# One page takes in the others: to open each of eight hundred would take ten times as long, nearly all of it axe's own start.
LOOK = """async ([paths, options]) => {
  const wrong = [];
  for (const path of paths) {
    const answer = await fetch(path);
    if (!answer.ok || answer.redirected) {
      wrong.push(`${path}: ${answer.status} ${answer.url}`);
      continue;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    document.body.replaceWith(document.adoptNode(page.body));
    const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wider > 0) wrong.push(`${path}: ${wider} px wider than a phone`);
    for (const each of options ? (await axe.run(document, options)).violations : []) {
      wrong.push(`${path}: ${each.id}: ${each.nodes[0].html.slice(0, 160)}`);
    }
  }
  return wrong;
}"""


@pytest.fixture(scope="module")
def shown() -> Iterator[tuple[World, SqliteDatabase, str]]:
    with published() as (world, database), served(database.app) as address:
        yield world, database, address


Shown = tuple[World, SqliteDatabase, str]


def looked_through(shown: Shown, browser: Browser, language: str, letters: str, options: Any) -> str:
    """What is wrong on the course's pages as Hoa's phone shows them; axe is asked where it has `options`."""
    world, database, address = shown
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        context.add_cookies(cookies_of(database.app, address, world.people["hoa"], False, language))
        context.add_cookies([{"name": "text", "value": letters, "url": address}])
        axe.bring_to(context)
        page = context.new_page()
        page.goto(f"{address}/learn/")
        wrong = page.evaluate(LOOK, [covers(database) + steps(database), options])
    return "\n".join(wrong[:40])


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_every_page_of_the_course_is_whole_and_open_to_everybody(
    shown: Shown, browser: Browser, language: str
) -> None:
    # Colours are the same in every language.
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": language == "vi"}}}
    wrong = looked_through(shown, browser, language, "normal", options)
    assert not wrong, wrong


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_no_page_of_the_course_is_wider_than_a_phone_in_the_largest_letters(
    shown: Shown, browser: Browser, language: str
) -> None:
    wrong = looked_through(shown, browser, language, "largest", None)
    assert not wrong, wrong
