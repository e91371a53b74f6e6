"""A browser that changes where it takes messages, or drops it: its phone stays on, or is forgotten; nobody else's."""

import pytest
from flask import Flask

from lms.core.db import db
from lms.keeping.models import PushSubscription
from lms.keeping.rules.push import digest_of, read
from tests.keeping.push_service import Phone
from tests.reader import Reader
from tests.world import World

pytestmark = pytest.mark.both
PLACE = "https://a.push.example.net"
PATH = "/reminders/phones/renewed"


@pytest.fixture(autouse=True)
def _open(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = {
        "PUSH_CONTACT": "mailto:lop@example.vn",
        "PUSH_KEY": "a secret for pushing",
        "PUSH_HOSTS": "*.push.example.net",
    }
    for name, value in opened.items():
        monkeypatch.setitem(app.config, name, value)


@pytest.fixture
def hoa(world: World, read_as) -> Reader:
    """Hoa, who turned her phone on."""
    hoa = read_as(world.people["hoa"]).visit("/reminders")
    return hoa.post("/reminders/phones", subscription=Phone(f"{PLACE}/first").subscription)


def known(app: Flask) -> list[tuple[int, str]]:
    with app.app_context():
        return [(row.person_id, row.endpoint_hash) for row in db.session.query(PushSubscription)]


def tell(reader: Reader, was: str, subscription: str = "", expect: int = 200) -> bool:
    """As the worker does, which has no page to take a token from."""
    token = reader.client.get("/reminders/phones/token").get_json()["token"]
    answer = reader.client.post(PATH, data={"csrf_token": token, "was": was, "subscription": subscription})
    assert answer.status_code == expect
    return expect == 200 and answer.get_json()["on"]


def test_the_phone_stays_on_at_its_new_address_however_often_it_is_told(app, world, hoa):
    second = Phone(f"{PLACE}/second").subscription
    for _again in range(2):
        assert tell(hoa, f"{PLACE}/first", second)
        assert known(app) == [(world.people["hoa"], read(second).digest)]
    assert "Turn off" in hoa.visit("/reminders").text


def test_a_session_begun_anew_is_known_by_the_former_address_alone(app, world, hoa, read_as):
    anew = read_as(world.people["hoa"])
    second = Phone(f"{PLACE}/second").subscription
    assert not tell(anew, "", second)
    assert known(app) == [(world.people["hoa"], digest_of(f"{PLACE}/first"))]
    assert tell(anew, f"{PLACE}/first", second)
    assert known(app) == [(world.people["hoa"], read(second).digest)]


def test_a_phone_whose_browser_dropped_it_is_forgotten(app, hoa):
    assert not tell(hoa, f"{PLACE}/first")
    assert known(app) == []


def test_it_turns_nothing_on_and_nobody_else_s_phone_off(app, world, hoa, read_as):
    minh, before = read_as(world.people["minh"]), known(app)
    assert not tell(minh, f"{PLACE}/first", Phone(f"{PLACE}/second").subscription)
    assert not tell(minh, f"{PLACE}/first")
    tell(hoa, f"{PLACE}/first", Phone("https://evil.example/x").subscription, expect=409)
    tell(hoa, f"{PLACE}/first", "{}", expect=409)
    forged = hoa.client.post(PATH, data={"was": f"{PLACE}/first"})
    assert forged.status_code == 400, "no token"
    assert known(app) == before


def test_where_it_is_closed_the_worker_is_given_no_key(app, hoa):
    assert hoa.client.get("/reminders/phones/token").get_json()["key"]
    app.config["PUSH_CONTACT"] = ""
    assert hoa.client.get("/reminders/phones/token").get_json()["key"] is None
