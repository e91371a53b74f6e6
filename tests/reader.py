"""Reads pages as a person would: visits, fills in, presses, follows; and checks every page it sees."""

import re
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from lms.core import clock
from lms.core.db import db
from lms.people import actions
from lms.people.models import SignInKind

_VOID = {"input", "meta", "link", "br", "img", "hr", "use", "path", "rect", "circle", "i"}


class Page(HTMLParser):
    """What a page test asks of a page: its text, links, forms and tables."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.h1: list[str] = []
        self.lang = ""
        self.links: dict[str, str] = {}
        self.forms: list[dict[str, Any]] = []
        self.words: list[str] = []
        self._in: list[str] = []
        self._link: str | None = None
        self._label = ""
        self._button: dict[str, Any] | None = None
        self._select: str | None = None
        self._textarea: str | None = None
        self.feed(html)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words)).strip()

    def handle_starttag(self, tag: str, raw: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in raw}
        if tag not in _VOID:
            self._in.append(tag)
        if "id" in attrs and tag != "symbol":
            self.ids.append(attrs["id"])
        if tag == "html":
            self.lang = attrs.get("lang", "")
        elif tag == "h1":
            self.h1.append("")
        elif tag == "a" and "href" in attrs:
            self._link, self._label = attrs["href"], ""
        elif tag == "form":
            self.forms.append(
                {
                    "action": attrs.get("action", ""),
                    "method": attrs.get("method", "get"),
                    "fields": [],
                    "buttons": [],
                }
            )
        elif self.forms and tag == "input" and attrs.get("name"):
            self._input(attrs)
        elif self.forms and tag == "button":
            self._button = {
                "name": attrs.get("name"),
                "value": attrs.get("value", ""),
                "label": attrs.get("aria-label", ""),
                "action": attrs.get("formaction"),
            }
            self.forms[-1]["buttons"].append(self._button)
        elif tag == "select":
            self._select = attrs.get("name")
        elif tag == "option" and self._select and "selected" in attrs:
            self.forms[-1]["fields"].append((self._select, attrs.get("value", "")))
        elif tag == "textarea":
            self._textarea = attrs.get("name")
            self.forms[-1]["fields"].append((self._textarea, ""))

    def _input(self, attrs: dict[str, str]) -> None:
        kind = attrs.get("type", "text")
        if kind in {"radio", "checkbox"} and "checked" not in attrs:
            return
        if kind != "file":
            self.forms[-1]["fields"].append(
                (attrs["name"], attrs.get("value", "on" if kind == "checkbox" else ""))
            )

    def handle_endtag(self, tag: str) -> None:
        if tag in self._in:
            while self._in and self._in.pop() != tag:
                pass
        if tag == "a" and self._link is not None:
            self.links.setdefault(re.sub(r"\s+", " ", self._label).strip(), self._link)
            self._link = None
        elif tag == "button":
            self._button = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._textarea = None
        if tag in {"p", "li", "td", "th", "h1", "h2", "h3", "div", "label", "tr"}:
            self.words.append(" ")

    def handle_data(self, text: str) -> None:
        if "script" in self._in or "style" in self._in or "title" in self._in:
            return
        self.words.append(text)
        if self.h1 and "h1" in self._in:
            self.h1[-1] += text
        if self._link is not None:
            self._label += text
        if self._button is not None:
            self._button["label"] += text
        if self._textarea and self.forms:
            fields = self.forms[-1]["fields"]
            fields[-1] = (self._textarea, fields[-1][1] + text)


def token_in(html: str) -> str:
    """The token of a page's forms: a session has one."""
    found = set(re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', html))
    assert len(found) == 1, found
    return found.pop()


class Reader:
    """A browser of one person. Methods return the reader, so that a story reads as a sentence."""

    def __init__(
        self, app: Flask, person_id: int | None = None, staff: bool = False, language: str = "en"
    ) -> None:
        self.app = app
        self.client = app.test_client()
        self.client.set_cookie("language", language)
        self.response: TestResponse | None = None
        self.path = "/"
        if person_id is not None:
            self._sign_in(person_id, SignInKind.STAFF if staff else SignInKind.PIN)

    def _sign_in(self, person_id: int, kind: SignInKind) -> None:
        with self.app.app_context():
            token = actions.open_sign_in(person_id, kind, clock.now())
            db.session.commit()
        with self.client.session_transaction() as kept:
            kept["_user_id"], kept["_fresh"] = token, True

    def visit(self, path: str, expect: int = 200) -> "Reader":
        return self._take(self.client.get(path), expect)

    def press(self, label: str, expect: int = 200, form: int | None = None, **typed: Any) -> "Reader":
        """Press the button with this label, after typing; follows the redirect.

        A typed list chooses several boxes; None empties a field.
        """
        page = self.page
        forms = [page.forms[form]] if form is not None else page.forms
        for each in forms:
            for button in each["buttons"]:
                if " ".join(button["label"].split()) == label:
                    return self._submit(each, button, typed, expect)
        labels = [" ".join(b["label"].split()) for f in page.forms for b in f["buttons"]]
        raise AssertionError(f"no button {label!r} on {self.path}; there are {labels}")

    def _submit(
        self, form: dict[str, Any], button: dict[str, Any], typed: dict[str, Any], expect: int
    ) -> "Reader":
        fields = [(name, value) for name, value in form["fields"] if name not in typed]
        for name, value in typed.items():
            values = value if isinstance(value, list) else [] if value is None else [value]
            fields += [(name, each) for each in values]
        if button["name"]:
            fields.append((button["name"], button["value"]))
        data: dict[str, Any] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        target = button["action"] or form["action"] or self.path
        if form["method"].lower() == "get":
            return self._take(self.client.get(target, query_string=data), expect)
        return self._take(self.client.post(target, data=data), expect)

    def post(self, path: str, expect: int = 200, **fields: Any) -> "Reader":
        """Send a form as a page of this reader would, without having seen the page."""
        return self._take(self.client.post(path, data={"csrf_token": self.csrf_token(), **fields}), expect)

    def csrf_token(self) -> str:
        """A valid token for this browser."""
        html = self.client.get("/sign-in").get_data(as_text=True)
        return token_in(html)

    def _take(self, response: TestResponse, expect: int) -> "Reader":
        hops = 0
        while response.status_code in {301, 302, 303, 307} and expect == 200:
            hops += 1
            assert hops < 6, "redirects in a circle"
            location = response.headers["Location"]
            response = self.client.get(location)
        self.response, self.path = response, response.request.full_path.rstrip("?")
        assert response.status_code == expect, (
            f"{self.path} answered {response.status_code}, not {expect}: {self.page.text[:600]}"
        )
        if response.mimetype == "text/html" and response.data:
            self._look()
        return self

    def _look(self) -> None:
        """What must be true of every page."""
        page = self.page
        assert len(page.h1) == 1, f"{self.path} has {len(page.h1)} h1"
        assert page.h1[0].strip(), f"{self.path} has an empty h1"
        twice = {each for each in page.ids if page.ids.count(each) > 1}
        assert not twice, f"{self.path} has the ids {twice} twice"
        assert page.lang in {"vi", "en", "fr"}
        for form in page.forms:
            if form["method"].lower() == "post":
                assert any(name == "csrf_token" and value for name, value in form["fields"]), (
                    f"a form on {self.path} has no token"
                )
        assert self.response is not None
        assert "nonce-" in self.response.headers["Content-Security-Policy"]
        assert "\ue000" not in self.html, "an unfilled slot"

    @property
    def html(self) -> str:
        assert self.response is not None
        return self.response.get_data(as_text=True)

    @property
    def page(self) -> Page:
        return Page(self.html)

    @property
    def text(self) -> str:
        """The words a reader sees, blanks folded."""
        return self.page.text

    def follow(self, label: str, expect: int = 200) -> "Reader":
        """Follow the link whose text is, or else holds, this label."""
        links = self.page.links
        for text, href in links.items():
            if text == label:
                return self.visit(href, expect)
        for text, href in links.items():
            if label in text:
                return self.visit(href, expect)
        raise AssertionError(f"no link {label!r} on {self.path}; there are {list(links)}")
