"""Guessing is slowed down per account and per device, and a hall behind one address gets in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.core import clock
from lms.core.audit import AuditEntry, Deed
from lms.core.db import db
from lms.people import actions
from lms.people.models import SignInKind, Throttle
from tests.people.secrets_of import OTHER_PIN, PIN, ask, give_card, give_pin

pytestmark = pytest.mark.both
TOO_OFTEN = "too often"


def fail(reader, times, phone="0912000001", expect=200):
    for _ in range(times):
        reader.visit("/sign-in").press("Sign in", phone=phone, pin=OTHER_PIN, expect=expect)
    return reader


def test_five_wrong_pins_shut_the_door_even_for_the_right_one(world, read_as, app):
    give_pin(app, world.people["hoa"])
    fail(read_as(), 5)
    other_phone = read_as().visit("/sign-in")
    other_phone.press("Sign in", phone="0912000001", pin=PIN, expect=429)
    assert TOO_OFTEN in other_phone.text


def test_the_card_still_opens_when_strangers_shut_the_phone_door(world, read_as, app):
    give_pin(app, world.people["hoa"])
    letters = give_card(app, world.people["hoa"])
    fail(read_as(), 5)
    assert read_as().visit("/card").press("Sign in", token=letters, pin=PIN).path == "/"


def test_a_new_pin_from_the_trainer_opens_the_door_again(world, read_as, app):
    give_pin(app, world.people["hoa"])
    fail(read_as(), 5)
    lan = read_as(world.people["lan"], staff=True).visit(f"/people/{world.people['hoa']}").press("New PIN")
    pin = lan.html.split('class="secret">')[1][:6]
    assert read_as().visit("/sign-in").press("Sign in", phone="0912000001", pin=pin).path == "/"


def test_one_device_cannot_try_one_account_after_the_other(world, read_as, app):
    visitor = read_as()
    for number in range(5):
        fail(visitor, 1, phone=f"09770000{number:02}")
    fail(visitor, 1, phone="0977000099", expect=429)
    fail(read_as(), 1, phone="0977000099")


def test_a_forged_address_changes_no_limit(world, read_as, app):
    visitor = read_as()
    token = visitor.csrf_token()
    codes = [
        visitor.client.post(
            "/sign-in",
            data={"csrf_token": token, "phone": "0912000001", "pin": OTHER_PIN},
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
        ).status_code
        for number in range(7)
    ]
    assert codes == [200] * 5 + [429] * 2


def test_fifty_wrong_pins_at_once_get_five_looks(world, app):
    now = clock.now()

    def knock(_):
        with app.app_context():
            wait = actions.knock("phone:one", now)
            db.session.commit()
            return wait

    with ThreadPoolExecutor(10) as pool:
        waits = list(pool.map(knock, range(50)))
    assert waits.count(0) == 5


def test_the_wait_doubles_up_to_an_hour_and_is_forgotten_after_a_day(world, inside):
    now, waits = clock.now(), []
    for _ in range(16):
        while wait := actions.knock("phone:one", now):
            waits.append(wait)
            now += timedelta(seconds=wait)
    assert waits[:4] == [30, 60, 120, 240]
    assert max(waits) == 3600
    now += timedelta(days=2)
    assert [actions.knock("phone:one", now) for _ in range(5)] == [0] * 5


def test_a_right_secret_forgives_the_account_but_the_device_only_one_try(world, inside):
    now = clock.now()
    for _ in range(3):
        actions.knock("device:d", now)
        actions.knock("phone:one", now)
    actions.succeed("phone:one", "device:d")
    assert db.session.scalar(sa.select(Throttle.failures).where(Throttle.subject == "device:d")) == 2
    assert db.session.get(Throttle, "phone:one") is None


def test_a_tablet_in_daily_use_starts_each_morning_afresh(world, inside):
    """Twenty evenings with one mistyped PIN each do not add up to an hour's wait for everybody in the hall."""
    for evening in range(20):
        now = clock.now() + timedelta(days=evening)
        assert actions.knock("device:tablet", now) == 0
        for minute in range(1, 120, 10):
            assert actions.knock("device:tablet", now + timedelta(minutes=minute)) == 0, (evening, minute)
            actions.succeed(f"phone:{minute}", "device:tablet")


def test_three_hundred_people_behind_one_address_get_in(world, inside):
    now = clock.now()
    for number in range(300):
        assert actions.knock(f"device:{number}", now) == 0
        assert actions.knock(f"phone:{number}", now) == 0
        actions.succeed(f"phone:{number}", f"device:{number}")
        actions.open_sign_in(world.people["hoa"], SignInKind.PIN, now)
    db.session.commit()


def test_one_pin_tried_on_a_hundred_accounts_rings_once(world, read_as, app):
    with app.app_context():
        for number in range(101):
            actions.knock(f"phone:{number}", clock.now())
        db.session.commit()
    fail(read_as(), 3)
    spray = sa.select(sa.func.count()).where(AuditEntry.deed == Deed.REFUSED, AuditEntry.subject == "spray")
    assert ask(app, spray) == 1


def test_old_counters_and_sessions_are_forgotten(world, app):
    with app.app_context():
        actions.knock("phone:old", clock.now() - timedelta(days=3))
        actions.knock("phone:new", clock.now())
        actions.open_sign_in(world.people["hoa"], SignInKind.PIN, clock.now() - timedelta(days=200))
        db.session.commit()
    said = app.test_cli_runner().invoke(args=["people", "tidy"]).output
    assert said == "1 sessions and 1 counters forgotten\n"
