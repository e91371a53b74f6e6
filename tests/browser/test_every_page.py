"""Every page of the application, in every language, on a small phone, a phone and a desk: nothing broken, nothing cut off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import axe, cookies_of, served
from tests.house.doors import ASKERS, STAFF, Door, House
from tests.house.test_doors import ALLOWED

pytestmark = pytest.mark.browser

# One of each kind; the world is furnished around Hoa, whom Lan teaches and Dũng answers for.
KINDS = ("visitor", "hoa", "lan", "dung")
PHONE, WIDTHS = 360, (320, 1280)
MEASURE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Doors that answer with something else than a page.
FILES = frozenset(
    "core.healthz core.readyz certificates.pdf people.account_data people.export places.population_sheet "
    "reports.drawing reports.export reports.export_people".split()
)


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    house = House()
    yield house
    house.stop()


@pytest.fixture(scope="module")
def address(house: House) -> Iterator[str]:
    with served(house.app) as address:
        yield address


class Inspection:
    """One asker with one language, who opens every page that opens for them and notes what is wrong."""

    def __init__(self, context: BrowserContext, address: str, asker: str, language: str) -> None:
        self.page: Page = context.new_page()
        self.address, self.who = address, f"{ASKERS[asker]}, {language}"
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self._note(f"script: {error}"))
        self.page.on(
            "console", lambda line: self._note(f"console: {line.text}") if line.type == "error" else None
        )

    def _note(self, what: str) -> None:
        self.wrong.append(f"{self.page.url.removeprefix(self.address)} ({self.who}): {what}")

    def look(self, door: Door, thoroughly: bool) -> None:
        self.page.set_viewport_size({"width": PHONE, "height": 740})
        answer = self.page.goto(self.address + door.path)
        assert answer is not None
        if not answer.ok:
            self._note(f"answered {answer.status}")
        if thoroughly:
            for each in axe.run(self.page, options={"resultTypes": ["violations"]}).response["violations"]:
                self._note(f"{each['id']}: {each['nodes'][0]['html'][:160]}")
        self._measure(PHONE)
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 740})
            self._measure(width)

    def _measure(self, width: int) -> None:
        wider = self.page.evaluate(MEASURE)
        if wider > 0:
            self._note(f"{wider} px wider than a screen of {width}")


@pytest.mark.parametrize("asker", KINDS)
def test_every_page_is_whole_in_every_language(house, address, browser: Browser, asker):
    doors = [
        door
        for door in house.doors()
        if door.method == "GET" and door.endpoint not in FILES and asker in ALLOWED[door.endpoint]
    ]
    person = None if asker == "visitor" else house.world.people[asker]
    wrong: list[str] = []
    for language in ("vi", "en", "fr"):
        with browser.new_context() as context:
            context.add_cookies(cookies_of(house.app, address, person, asker in STAFF, language))
            inspection = Inspection(context, address, asker, language)
            for door in doors:
                inspection.look(door, thoroughly=language == "vi")
            wrong += inspection.wrong
    assert not wrong, "\n".join(wrong)
