"""Every page of the application, in every language, on a small phone, a phone and a desk: nothing broken, nothing cut off."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.browser import axe
from tests.browser.conftest import cookies_of, served
from tests.house.doors import ASKERS, STAFF, House
from tests.house.test_doors import ALLOWED
from tests.reader import Reader

pytestmark = pytest.mark.browser

# One of each kind; the world is furnished around Hoa, whom Lan teaches and Dũng answers for.
KINDS = ("visitor", "hoa", "lan", "dung")
PHONE, OTHER_WIDTHS = 360, (320, 1280)
MEASURE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What a thumb of 48 px may miss: links, buttons and fields, but not links within a sentence nor what is hidden.
SMALL = """() => [...document.querySelectorAll("a, button, summary, select, textarea, input:not([type=hidden])")]
  .filter((each) => {
    const box = (each.closest("label") ?? each).getBoundingClientRect();
    const unseen = !each.checkVisibility() || each.matches(".quiet-for-eyes") || box.width < 2 || box.right < 0;
    const words = [...each.parentElement.childNodes].some((node) => node.nodeType === 3 && /[\\p{L}\\p{N}]/u.test(node.data));
    const inSentence = getComputedStyle(each).display === "inline" && words;
    return !unseen && !inSentence && (box.height < 47.5 || box.width < 43.5);
  }).map((each) => each.outerHTML.slice(0, 120))"""
# What differs between two drawings of one page: tokens, and above it the reader's name and sections.
PASSING = re.compile(r'nonce="[^"]*"|value="[^"]*"|^.*?(?=<main)', re.DOTALL)


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    house = House()
    yield house
    house.stop()


@pytest.fixture(scope="module")
def address(house: House) -> Iterator[str]:
    with served(house.app) as address:
        yield address


@pytest.fixture(scope="module")
def seen() -> set[tuple[str, str]]:
    """Pages already looked at: two people are often sent the very same one."""
    return set()


class Inspection:
    """One asker with one language, and what is wrong on the pages they open."""

    def __init__(self, context: BrowserContext, address: str, who: str) -> None:
        axe.bring_to(context)
        self.page: Page = context.new_page()
        self.address, self.who = address, who
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self._note(f"script: {error}"))
        self.page.on("console", self._hear)

    def _note(self, what: str) -> None:
        self.wrong.append(f"{self.page.url.removeprefix(self.address)} ({self.who}): {what}")

    def _hear(self, line: ConsoleMessage) -> None:
        # A page that says "there is no such thing" is a page like any other.
        if line.type == "error" and line.location["url"] != self.page.url:
            self._note(f"console: {line.text}")

    def look(self, path: str, thoroughly: bool) -> None:
        self.page.set_viewport_size({"width": PHONE, "height": 740})
        self.page.goto(self.address + path)
        self._measure(PHONE)
        for each in self.page.evaluate(SMALL):
            self._note(f"too small to touch: {each}")
        if thoroughly:
            for each in axe.wrong_on(self.page):
                self._note(each)
            for width in OTHER_WIDTHS:
                self.page.set_viewport_size({"width": width, "height": 740})
                self._measure(width)

    def _measure(self, width: int) -> None:
        wider = self.page.evaluate(MEASURE)
        if wider > 0:
            self._note(f"{wider} px wider than a screen of {width}")


def pages_for(house: House, asker: str, language: str, seen: set[tuple[str, str]]) -> Iterator[str]:
    """The addresses of pages that this asker may open and nobody was shown in the same words before."""
    reader = Reader(house.app, house.world.people.get(asker), asker in STAFF, language)
    for door in house.doors():
        paper = door.path.endswith(".pdf")  # takes seconds to draw, and is no page
        if door.method == "GET" and asker in ALLOWED[door.endpoint] and not paper:
            answer = reader.client.get(door.path)
            page = (language, PASSING.sub("", answer.text) if answer.mimetype == "text/html" else "")
            if answer.status_code not in (301, 302, 303) and page[1] and page not in seen:
                seen.add(page)
                yield door.path


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
@pytest.mark.parametrize("asker", KINDS)
def test_every_page_is_whole(house, address, seen, browser: Browser, asker, language):
    _walk(house, address, seen, browser, asker, language, thoroughly=language == "vi")


@pytest.mark.parametrize("asker", ["author", "an"])
def test_pages_of_authors_and_administrators_fit_a_phone_and_a_thumb(house, address, seen, browser, asker):
    _walk(house, address, seen, browser, asker, "vi", thoroughly=False)


def _walk(
    house: House, address: str, seen: set[tuple[str, str]], browser: Browser, asker: str, language: str, thoroughly: bool
) -> None:  # fmt: skip
    with browser.new_context() as context:
        person = house.world.people.get(asker)
        context.add_cookies(cookies_of(house.app, address, person, asker in STAFF, language))
        inspection = Inspection(context, address, f"{ASKERS[asker]}, {language}")
        for path in pages_for(house, asker, language, seen):
            inspection.look(path, thoroughly)
    assert not inspection.wrong, "\n".join(inspection.wrong)
