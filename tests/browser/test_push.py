"""A reminder on the phone's screen in real Chromium: asked after a tap, sent for real, shown by the worker.

Chromium without a network has no push service to subscribe at. That one answer is put in its place; the
permission, the worker, the message on its way and what the phone shows are real.
"""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from lms.core import clock
from lms.core.clock import at_local
from lms.core.db import db
from lms.keeping.models import PushSubscription
from lms.keeping.rules.push import read
from tests.browser.conftest import WHOLE, WIDTHS, Walk, installed
from tests.classes import make
from tests.keeping.push_service import PushService
from tests.keeping.servers import running
from tests.keeping.test_reminders import remind
from tests.world import World

pytestmark = pytest.mark.browser
# How often the browser was asked, and the subscription it would have got.
BROWSER = """
const ask = Notification.requestPermission.bind(Notification);
self.asked = 0;
Notification.requestPermission = () => { self.asked += 1; return ask(); };
const options = {
  get applicationServerKey() {
    const key = document.querySelector("[data-key]").dataset.key.replace(/-/g, "+").replace(/_/g, "/");
    return self.older ? null : Uint8Array.from(atob(key), (each) => each.charCodeAt(0)).buffer;
  },
};
const given = { ...%s, options, toJSON() { return this; }, unsubscribe() {} };
PushManager.prototype.subscribe = async (wanted) => {
  if (!wanted.userVisibleOnly || wanted.applicationServerKey.length !== 87) throw new Error("wrong");
  return given;
};
PushManager.prototype.getSubscription = async () => given;
"""


@pytest.fixture(scope="module")
def browser(launch_browser: Callable[..., Browser]) -> Iterator[Browser]:
    """One that shows notifications."""
    with launch_browser(executable_path=installed(*WHOLE)) as browser:
        yield browser


@pytest.fixture
def service(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    with running(PushService(tmp_path)) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.trusted))
        app.config.update(
            PUSH_CONTACT="mailto:lop@example.vn", PUSH_KEY="a secret for pushing", PUSH_HOSTS=server.place
        )
        yield server
        app.config.update(PUSH_CONTACT="", PUSH_KEY="", PUSH_HOSTS="")


def meeting_tomorrow(app: Flask, world: World) -> Any:
    """Hoa's meeting; answers its class and the afternoon before it."""
    eve = clock.local(clock.now()).date() + timedelta(days=1)
    with app.app_context():
        cohort = make.cohort(world)
        make.member(cohort, world.people["hoa"])
        meeting = make.meeting(cohort)
        meeting.starts_at = at_local(eve + timedelta(days=1), 19)
        meeting.ends_at = at_local(eve + timedelta(days=1), 21)
        db.session.commit()
        return cohort.id, at_local(eve, 17, 5)


def deliver(walk: Walk, text: str) -> list[dict[str, Any]]:
    """Hand this to the phone as its push service would, and look at its screen."""
    wire = walk.context.new_cdp_session(walk.page)
    found: list[Any] = []
    wire.on("ServiceWorker.workerRegistrationUpdated", lambda said: found.extend(said["registrations"]))
    wire.send("ServiceWorker.enable")
    walk.until(
        "navigator.serviceWorker.getRegistration('/reminders/phones/').then((worker) => Boolean(worker?.active))"
    )
    [registration] = {
        each["registrationId"] for each in found if each["scopeURL"].endswith("/reminders/phones/")
    }
    origin = {"origin": walk.site, "registrationId": registration, "data": text}
    wire.send("ServiceWorker.deliverPushMessage", origin)
    shown = """async () => {
      const registration = await navigator.serviceWorker.getRegistration("/reminders/phones/");
      for (let turn = 0; turn < 50; turn += 1) {
        const all = await registration.getNotifications();
        if (all.length) return all.map(({ title, body, tag, data }) => ({ title, body, tag, open: data.open }));
        await new Promise((go) => setTimeout(go, 100));
      }
      return [];
    }"""
    return walk.page.evaluate(shown)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_tap_turns_it_on_and_the_reminder_is_shown(
    app: Flask, world: World, service: PushService, walk: Callable[..., Walk], width: int
) -> None:
    cohort, eve = meeting_tomorrow(app, world)
    phone = service.phone("hoa")
    hoa = walk(width, world.people["hoa"])
    hoa.context.grant_permissions(["notifications"], origin=hoa.site)
    hoa.context.add_init_script(BROWSER % phone.subscription)
    hoa.visit("/reminders").sees("Turn on for this phone")
    assert hoa.page.evaluate("asked") == 0, "nothing is asked before a tap"
    with hoa.page.expect_navigation():
        hoa.page.get_by_role("button", name="Turn on for this phone").click()
    hoa.look().sees("This phone reminds you the day before")
    expect(hoa.page.locator("[data-this]")).to_be_visible()
    expect(hoa.page.get_by_role("button", name="Turn on for this phone")).to_be_hidden()
    hoa.context.add_init_script("self.older = location.search === '?older'")
    hoa.visit("/reminders?older")  # the server has another key than then: it is turned on anew by itself
    expect(hoa.page.locator("[data-this]")).to_be_visible()
    hoa.visit("/reminders")
    with app.app_context():
        remind(eve)
    [(_path, _head, body)] = service.seen
    sent = phone.open(body).decode()
    assert deliver(hoa, sent) == [json.loads(sent)]
    assert json.loads(sent)["open"] == f"/classes/{cohort}"

    [worker] = hoa.context.service_workers
    opened = worker.evaluate("""async () => {
      let opened = "";
      clients.openWindow = async (address) => { opened = address; };
      const [notification] = await registration.getNotifications();
      dispatchEvent(new NotificationEvent("notificationclick", { notification }));
      for (let turn = 0; turn < 50 && !opened; turn += 1) await new Promise((go) => setTimeout(go, 100));
      return [opened, (await registration.getNotifications()).length];
    }""")
    assert opened == [f"{hoa.site}/classes/{cohort}", 0]
    hoa.visit(f"/classes/{cohort}").visit("/reminders").press("Turn off").sees("That phone is turned off.")
    with app.app_context():
        assert db.session.query(PushSubscription).count() == 0


def test_a_phone_that_has_no_such_service_says_so_and_keeps_the_other_ways(
    app: Flask, world: World, service: PushService, walk: Callable[..., Walk]
) -> None:
    hoa = walk(360, world.people["hoa"])
    hoa.context.grant_permissions(["notifications"], origin=hoa.site)
    hoa.visit("/reminders")
    # Pressed without a look: this browser calls it an error, sooner or later, that it has no such service.
    hoa.page.get_by_role("button", name="Turn on for this phone").click()
    hoa.sees("could not reach the service")
    assert hoa.page.get_by_role("button", name="Save").is_visible()


def test_a_phone_that_forbids_messages_is_told_where_to_allow_them(
    app: Flask, world: World, service: PushService, walk: Callable[..., Walk]
) -> None:
    hoa = walk(360, world.people["hoa"])
    hoa.context.add_init_script("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })")
    hoa.visit("/reminders").sees("does not let us show messages")
    expect(hoa.page.get_by_role("button", name="Turn on for this phone")).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_browser_that_cannot_reads_one_clear_sentence(
    app: Flask, world: World, service: PushService, walk: Callable[..., Walk], javascript: bool
) -> None:
    hoa = walk(360, world.people["hoa"], javascript=javascript)
    hoa.context.add_init_script("delete window.PushManager")
    hoa.visit("/reminders").sees("cannot show reminders by itself").sees("Save")
    expect(hoa.page.get_by_role("button", name="Turn on for this phone")).to_be_hidden()


def on_this_phone(
    app: Flask, world: World, service: PushService, walk: Callable[..., Walk]
) -> tuple[Walk, Callable[[], list[str]]]:
    """Hoa, who turned it on, and by which names the server knows her phones now."""
    hoa = walk(360, world.people["hoa"])
    hoa.context.grant_permissions(["notifications"], origin=hoa.site)
    hoa.context.add_init_script(BROWSER % service.phone("first").subscription)
    with hoa.visit("/reminders").page.expect_navigation():
        hoa.page.get_by_role("button", name="Turn on for this phone").click()
    hoa.sees("This phone reminds you the day before")

    def known() -> list[str]:
        digests = {read(service.phone(name).subscription).digest: name for name in ("first", "second")}
        with app.app_context():
            return [digests[row.endpoint_hash] for row in db.session.query(PushSubscription)]

    assert known() == ["first"]
    return hoa, known


# What Chromium would say to the worker; answers once the worker has done with it.
CHANGED = """async (change) => {
  const event = Object.assign(new ExtendableEvent("pushsubscriptionchange"), change);
  const done = [];
  event.waitUntil = (promise) => done.push(promise);
  dispatchEvent(event);
  await Promise.all(done);
}"""


def test_a_browser_that_renews_or_drops_its_subscription_says_so_by_its_worker(
    app: Flask, world: World, service: PushService, walk: Callable[..., Walk]
) -> None:
    hoa, known = on_this_phone(app, world, service, walk)
    [worker] = hoa.context.service_workers
    first, second = (json.loads(service.phone(name).subscription) for name in ("first", "second"))
    worker.evaluate(CHANGED, {"oldSubscription": first, "newSubscription": second})
    assert known() == ["second"]
    worker.evaluate(CHANGED, {"oldSubscription": None, "newSubscription": first})
    assert known() == ["first"], "a browser that forgot the former address is known by its session"
    worker.evaluate(CHANGED, {"oldSubscription": first, "newSubscription": None})
    assert known() == ["first"], "the service of the browser could not be reached: the page tries again"
    hoa.context.clear_permissions()
    worker.evaluate(CHANGED, {"oldSubscription": first, "newSubscription": None})
    assert known() == [], "forbidden: nothing is sent there any more"
    hoa.context.clear_cookies()
    worker.evaluate(CHANGED, {"oldSubscription": first, "newSubscription": second})
    assert known() == [], "signed out"


@pytest.mark.parametrize("dropped", [False, True])
def test_what_the_worker_missed_the_page_puts_right_without_a_question(
    app: Flask, world: World, service: PushService, walk: Callable[..., Walk], dropped: bool
) -> None:
    hoa, known = on_this_phone(app, world, service, walk)
    hoa.context.add_init_script(BROWSER % service.phone("second").subscription)
    if dropped:
        hoa.context.add_init_script("PushManager.prototype.getSubscription = async () => null")
    hoa.visit("/reminders")
    expect(hoa.page.locator("[data-this]")).to_be_visible()
    expect(hoa.page.get_by_role("button", name="Turn on for this phone")).to_be_hidden()
    assert known() == ["second"]
    assert hoa.page.evaluate("asked") == 0
