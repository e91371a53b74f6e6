"""A live server and real Chromium; every page walked is checked for script errors and by axe."""

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, expect
from werkzeug.serving import make_server

from tests.browser import axe
from tests.reader import Reader

WIDTHS = (360, 1280)
PATIENCE = 60_000  # ms; a busy machine is slow, and that says nothing about the page
expect.set_options(timeout=PATIENCE)


# What is said of a page that another one replaces while it is asked.
GONE = re.compile(r"context was destroyed|Cannot find context|axe is not defined|of null \(reading ")
WHOLE = ("chromium", "google-chrome")
# The same pages for two thirds of the time; it shows no notifications.
WITHOUT_WINDOWS = "chromium-headless-shell"


def installed(*names: str) -> str | None:
    """Where the first of these browsers is."""
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = installed(WITHOUT_WINDOWS, *WHOLE)
    quiet = [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
    ]
    return {**browser_type_launch_args, "executable_path": chromium, "args": quiet}


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of the application, served for real on this machine."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


def cookies_of(app: Flask, site: str, person_id: int | None, staff: bool, language: str | None) -> list[Any]:
    """What the browser of this person keeps; a visitor's keeps no sign-in."""
    kept = {"language": language} if language else {}
    if person_id is not None:
        cookie = Reader(app, person_id, staff).client.get_cookie("lms")
        assert cookie is not None
        kept["lms"] = cookie.value
    return [{"name": name, "value": value, "url": site} for name, value in kept.items()]


class Walk:
    """A person with a browser. `look()` is called by every step, so no page goes unchecked."""

    def __init__(self, context: BrowserContext, site: str, scripts: bool) -> None:
        self.context, self.site, self.scripts = context, site, scripts
        context.set_default_timeout(PATIENCE)
        axe.bring_to(context)
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note)

    def _note(self, line: ConsoleMessage) -> None:
        """A refusal is an answer with a page of its own, though the browser calls its 409 an error.

        Nor is it an error that data cannot be fetched where the network is cut; that a file cannot is one.
        """
        data = "/static/" not in line.location["url"]
        cut = "net::ERR_INTERNET_DISCONNECTED" in line.text and data
        if line.type == "error" and "status of 409" not in line.text and not cut:
            self.errors.append(f"{line.text} ({line.location['url']})")

    def visit(self, path: str) -> "Walk":
        self.page.goto(self.site + path)
        return self.look()

    def press(self, name: str, exact: bool = True) -> "Walk":
        """Press a button by its words."""
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        return self.look()

    def follow(self, name: str, exact: bool = False) -> "Walk":
        self.page.get_by_role("link", name=name, exact=exact).first.click()
        return self.look()

    def type(self, label: str, text: str) -> "Walk":
        self.page.get_by_label(label, exact=False).first.fill(text)
        return self

    def choose(self, label: str, option: str) -> "Walk":
        self.page.get_by_label(label, exact=False).first.select_option(label=option)
        return self

    def tick(self, label: str) -> "Walk":
        """Choose a box or one of several answers."""
        self.page.get_by_label(label, exact=False).first.check()
        return self

    def sees(self, text: str) -> "Walk":
        self.page.get_by_text(text, exact=False).filter(visible=True).first.wait_for()
        return self

    def until(self, true: str) -> "Walk":
        """Wait for what Playwright's own waiting may not ask: our pages evaluate no strings."""
        for _moment in range(PATIENCE // 100):
            if self.page.evaluate(true):
                return self
            self.page.wait_for_timeout(100)
        raise AssertionError(true)

    def look(self) -> "Walk":
        """No script error, no axe violation, nothing wider than the screen.

        A slow answer may take the page away meanwhile; then the new one is what is to be seen.
        """
        for _page in range(5):
            self.page.wait_for_load_state("load")
            try:
                return self._look()
            except Error as error:
                if not GONE.search(error.message):
                    raise
                self.page.wait_for_timeout(100)
        raise AssertionError(f"{self.page.url} does not come to rest")

    def _look(self) -> "Walk":
        if not self.scripts:
            return self  # axe and measuring need scripts; the same pages are looked at with them
        assert not self.errors, f"{self.page.url}: {self.errors}"
        wrong = axe.wrong_on(self.page)
        assert not wrong, f"{self.page.url}: {wrong}"
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} is {wide} px wider than the screen"
        return self


@pytest.fixture
def walk(browser: Browser, site: str, app: Flask) -> Iterator[Callable[..., Walk]]:
    """`walk(width, person_id=None, staff=False)` opens a browser, signed in if a person is named."""
    contexts: list[BrowserContext] = []

    def open_browser(
        width: int = 360,
        person_id: int | None = None,
        staff: bool = False,
        javascript: bool = True,
        language: str | None = "en",
    ) -> Walk:
        screen = {"width": width, "height": 740}
        # Half-faded words have half their contrast, so nothing fades here.
        context = browser.new_context(
            viewport=screen, java_script_enabled=javascript, locale="vi-VN", reduced_motion="reduce"
        )
        contexts.append(context)
        context.add_cookies(cookies_of(app, site, person_id, staff, language))
        return Walk(context, site, javascript)

    yield open_browser
    for context in contexts:
        context.close()
