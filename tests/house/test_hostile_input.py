"""Input that stock frameworks answer with 500 gets a plain page: every rule is asked with all of it."""

import json
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from tests.house.doors import House
from tests.reader import Page, Reader

LONG = "9" * 5000
ADDRESSES = [
    "99999999999999999999",
    "-1",
    "٣",
    "%00",
    "%F0%9F%98%80",
    "%ED%A0%80",
    "..%2f..%2fetc%2fpasswd",
    "a" * 3000,
    "'%3B--",
]
QUERIES = [
    "page=" + LONG,
    "page=-5",
    "page=%00",
    "q=%00%FF",
    "q=" + "%E1%BB%9F" * 500,
    "next=//evil.example",
    "sort=phone",
    "before=" + LONG,
    "meeting=" + LONG,
]
TYPED = [
    "",
    "\x00",
    "\ud800",
    "‮",
    LONG,
    "=HYPERLINK(1)",
    "<script>alert(1)</script>",
    "٣",
    "1e999",
    "NaN",
    "2026-13-45",
    "25:99",
]
JSON_BODIES = [
    '"\\ud800"',
    "[]",
    "NaN",
    "[" * 50_000,
    '{"events": 5}',
    '{"events": [{"id": []}]}',
    "{",
    "",
    '{"marks": {"a": 1}}',
]


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    house = House()
    yield house
    house.stop()


@pytest.fixture
def admin(house: House) -> Reader:
    return Reader(house.app, house.world.people["an"], staff=True)


def _rules(house: House) -> list[tuple[str, str, dict[str, object]]]:
    return [
        (
            rule.rule,
            rule.endpoint,
            {
                name: house.values.get(f"{rule.endpoint}.{name}", house.values.get(name))
                for name in rule.arguments
            },
        )
        for rule in house.app.url_map.iter_rules()
    ]


def _path(rule: str, values: dict[str, object]) -> str:
    for name, value in values.items():
        rule = rule.replace(f"<int:{name}>", str(value)).replace(f"<{name}>", str(value))
        rule = rule.replace(f"<any(csv, xlsx, pdf):{name}>", str(value)).replace(
            f"<any(csv, xlsx):{name}>", str(value)
        )
    return rule


def _faults(client: FlaskClient, asked: list[tuple[str, dict[str, object]]]) -> list[str]:
    wrong = []
    for path, how in asked:
        answer = client.open(path, **how)
        if answer.status_code >= 500 or b"Traceback" in answer.data:
            wrong.append(f"{how.get('method', 'GET')} {path[:120]} {str(how)[:160]}: {answer.status_code}")
        answer.close()
    return wrong


def test_addresses_that_name_nothing(house, admin):
    asked = []
    for rule, _endpoint, values in _rules(house):
        asked += [(_path(rule, {**values, name: bad}), {}) for name in values for bad in ADDRESSES]
    assert not _faults(admin.client, asked)


def test_questions_that_mean_nothing(house, admin):
    asked = [
        (f"{_path(rule, values)}?{query}", {})
        for rule, _endpoint, values in _rules(house)
        # Paper takes seconds to draw: it is asked everything at once.
        for query in (["&".join(QUERIES)] if rule.endswith(".pdf") else QUERIES)
    ]
    assert not _faults(admin.client, asked)


def test_forms_filled_with_anything(house, admin):
    token, asked = admin.csrf_token(), []
    for rule, _endpoint, values in _rules(house):
        path = _path(rule, values)
        shown = admin.client.get(path)
        if shown.status_code != 200 or shown.mimetype != "text/html":
            continue
        names = {
            name for form in Page(shown.get_data(as_text=True)).forms for name, _value in form["fields"]
        } - {"csrf_token"}
        for bad in TYPED:
            data = {name: bad.encode("utf-8", "surrogatepass") for name in names}
            asked.append((path, {"method": "POST", "data": {**data, "csrf_token": token}}))
    assert len(asked) > 100
    asked.sort(key=lambda each: "kiosk" in each[0])  # a browser that became a kiosk opens nothing else
    assert not _faults(admin.client, asked)


def test_json_where_there_should_be_a_form(house, admin):
    token, asked = admin.csrf_token(), []
    for rule, _endpoint, values in _rules(house):
        for body in JSON_BODIES:
            headers = {"Content-Type": "application/json", "X-CSRFToken": token}
            asked.append((_path(rule, values), {"method": "POST", "data": body, "headers": headers}))
    assert not _faults(admin.client, asked)


def test_a_form_without_its_token_changes_nothing(house, admin):
    for rule, endpoint, values in _rules(house):
        if endpoint.startswith("core."):
            continue
        answer = admin.client.post(_path(rule, values), data={"name": "x"})
        assert answer.status_code in (400, 404, 405), f"{endpoint}: {answer.status_code}"


_KEPT = {  # pictures and sounds are named by what they hold; workers are compared at each visit
    "catalogue.picture": "immutable",
    "speech.recording": "immutable",
    "field.worker": "no-cache",
    "keeping.worker": "no-cache",
}


def test_no_answer_is_ever_kept_by_a_browser_or_proxy_unless_it_may(house, admin):
    for rule, endpoint, values in _rules(house):
        answer = admin.client.get(_path(rule, values))
        kept = _KEPT.get(endpoint, "no-store")
        assert kept in answer.headers.get("Cache-Control", ""), endpoint
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        answer.close()


def test_json_answers_are_json(admin):
    assert json.loads(admin.client.get("/healthz").data) == {"status": "ok"}
