"""Reminders on a phone's own screen: turned on by its owner, sealed, signed, and over when they say so."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.core.clock import at_local
from lms.core.db import db
from lms.keeping import jobs
from lms.keeping.actions import phones as act
from lms.keeping.actions.reminders import agree
from lms.keeping.models import Channel, PushSubscription, Reminder, ReminderState
from lms.keeping.queries import reminders as find
from lms.keeping.rules.push import MOST_PHONES, read
from lms.keeping.rules.vapid import public_key
from lms.people.actions import end_sign_in, open_sign_in
from lms.people.models import SignIn, SignInKind
from tests.keeping.push_service import Phone, PushService, claims_of
from tests.keeping.servers import Gateway, running
from tests.keeping.test_reminders import DAY, EVE, evening, remind, states
from tests.world import World

pytestmark = pytest.mark.both
NIGHT = at_local(date(2026, 11, 17), 20, 5)
SECRET = "a secret for pushing that is long enough"


@pytest.fixture
def service(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    with running(PushService(tmp_path)) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.trusted))
        app.config.update(
            PUSH_CONTACT="mailto:lop@example.vn",
            PUSH_KEY=SECRET,
            PUSH_HOSTS=f"{server.place} *.push.example.net",
        )
        yield server
        app.config.update(PUSH_CONTACT="", PUSH_KEY="", PUSH_HOSTS="")


def sign_in(person_id: int) -> int:
    open_sign_in(person_id, SignInKind.PIN, EVE - timedelta(days=3))
    db.session.commit()
    return int(db.session.scalar(sa.select(sa.func.max(SignIn.id)).where(SignIn.person_id == person_id)) or 0)


def turn_on(world: World, name: str, phone: Phone) -> int:
    """Somebody turns a phone on, two days before; answers the session in which they did."""
    who = world.people[name]
    session = sign_in(who)
    act.turn_on(
        who, session, read(phone.subscription), "Android, Chrome", "localhost", EVE - timedelta(days=2)
    )
    db.session.commit()
    return session


def kept() -> list[tuple[int, str]]:
    db.session.expire_all()
    return [(row.person_id, row.endpoint_hash) for row in db.session.query(PushSubscription)]


def test_a_reminder_is_signed_sealed_and_sent_once(world, inside, service):
    meeting, phone = evening(world), service.phone("hoa")
    turn_on(world, "hoa", phone)
    for _again in range(3):
        remind()
    [(path, head, body)] = service.seen
    assert path == "/send/hoa"
    claims, key = claims_of(head["Authorization"])
    assert (claims["aud"], key) == (f"https://{service.place}", public_key(SECRET))
    assert claims["sub"] == "mailto:lop@example.vn"
    assert claims["exp"] == int((EVE + timedelta(hours=12)).timestamp())
    assert (head["Content-Encoding"], head["Urgency"]) == ("aes128gcm", "normal")
    assert int(head["TTL"]) == int((meeting.starts_at - EVE).total_seconds())
    assert len(head["Topic"]) == 32
    shown = json.loads(phone.open(body))
    assert set(shown) == {"title", "body", "tag", "open"}
    assert "Lớp Lãnh Vân 3" in shown["body"]
    assert shown["open"] == f"/classes/{meeting.cohort_id}"
    assert not any(name in str(shown) for name in ("Hoa", "Bùi", "0912000001")), "no name that nobody needs"
    assert states() == {world.people["hoa"]: ReminderState.SENT}
    assert [row.name for row in find.to_tell(meeting.id)] == ["Cao Đức Minh"]


def test_nothing_that_opens_a_phone_can_be_read_from_the_database_or_the_copy(
    world, inside, service, read_as
):
    turn_on(world, "hoa", service.phone("hoa"))
    raw = str(db.session.connection().exec_driver_sql("SELECT * FROM push_subscription").all())
    assert "/send/hoa" not in raw
    assert "p256dh" not in raw
    db.session.rollback()
    known = json.loads(read_as(world.people["hoa"]).visit("/account/data.json").html)
    [row] = known["push_subscription"]
    assert (row["phone"], row["service"]) == ("Android, Chrome", "localhost")
    assert not {"keys", "endpoint_hash"} & set(row)


def test_nothing_goes_out_at_night_or_after_the_phone_was_turned_off(world, inside, service):
    evening(world)
    turn_on(world, "hoa", service.phone("hoa"))
    remind(NIGHT)
    assert service.seen == []
    assert states() == {world.people["hoa"]: ReminderState.WAITING}
    act.turn_off(world.people["hoa"], db.session.query(PushSubscription).one().id, NIGHT)
    db.session.commit()
    assert find.ways_of(world.people["hoa"]) == {}, "with the last phone the consent is taken back"
    remind(at_local(DAY, 7, 5))
    assert service.seen == []
    assert states() == {world.people["hoa"]: ReminderState.DROPPED}


def test_signing_out_on_a_phone_ends_it_there_and_the_next_way_is_taken(app, world, inside, service):
    evening(world)
    there, at_home = service.phone("there"), service.phone("at-home")
    session = turn_on(world, "hoa", there)
    turn_on(world, "hoa", at_home)
    end_sign_in(session, EVE)
    db.session.commit()
    remind()
    assert [path for path, _head, _body in service.seen] == ["/send/at-home"]
    jobs.forget_phones.run()
    db.session.commit()
    assert kept() == [(world.people["hoa"], read(at_home.subscription).digest)]


@pytest.mark.parametrize("status", [404, 410])
def test_a_phone_that_is_gone_is_forgotten_and_the_next_way_is_taken(app, world, inside, service, status):
    meeting = evening(world, ("hoa", Channel.SMS, None))
    turn_on(world, "hoa", service.phone("hoa"))
    turn_on(world, "minh", service.phone("minh"))
    service.status = status
    with running(Gateway()) as gateway:
        app.config["SMS_URL"] = gateway.url
        remind()
        assert kept() == []
        remind(EVE + timedelta(minutes=5))
        app.config["SMS_URL"] = ""
        assert [body["to"] for body, _token in gateway.seen] == ["0912000001"]
    assert states() == {world.people["hoa"]: ReminderState.SENT}
    assert [row.id for row in find.to_tell(meeting.id)] == [world.people["minh"]]


def test_one_of_two_phones_is_enough(world, inside, service):
    evening(world)
    for name in ("old", "new"):
        turn_on(world, "hoa", service.phone(name))
    service.answers["/send/old"] = 410
    remind()
    assert [path for path, _head, _body in service.seen] == ["/send/new"]
    assert states() == {world.people["hoa"]: ReminderState.SENT}
    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (201, ReminderState.SENT),
        (429, ReminderState.WAITING),
        (503, ReminderState.WAITING),
        (403, ReminderState.DROPPED),
        (307, ReminderState.DROPPED),  # a redirect is not followed
        (500, ReminderState.UNSURE),
    ],
)
def test_what_a_push_service_answers(world, inside, service, status, state):
    evening(world)
    turn_on(world, "hoa", service.phone("hoa"))
    service.status = status
    remind()
    assert set(states().values()) == {state}
    service.status = 201
    for minutes in (6, 12):
        remind(EVE + timedelta(minutes=minutes))
    assert len(service.seen) == (state in {ReminderState.SENT, ReminderState.WAITING}), "once at most"


def test_no_answer_after_handing_over_is_told_by_voice(world, inside, service):
    meeting = evening(world)
    turn_on(world, "hoa", service.phone("hoa"))
    service.hangs_up = True
    for minutes in (0, 10, 60):
        remind(EVE + timedelta(minutes=minutes))
    assert len(service.seen) == 1
    assert states() == {world.people["hoa"]: ReminderState.UNSURE}
    assert world.people["hoa"] in [row.id for row in find.to_tell(meeting.id)]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_an_address_in_our_own_network_is_never_called(app, world, inside, service, host):
    evening(world)
    turn_on(world, "hoa", Phone(f"https://{host}/send/hoa"))
    app.config["PUSH_HOSTS"] = host  # even when the name stands on the list
    remind()
    assert service.seen == []
    assert states() == {world.people["hoa"]: ReminderState.DROPPED}


def test_the_page_turns_a_phone_on_and_off_for_its_owner_alone(app, world, service, read_as):
    phone, hoa, minh = service.phone("family"), world.people["hoa"], world.people["minh"]

    def known() -> list[tuple[int, int]]:
        with app.app_context():
            return [(row.id, row.person_id) for row in db.session.query(PushSubscription)]

    her = read_as(hoa).visit("/reminders")
    assert "cannot show reminders by itself" in her.text, "what is read where no script runs"
    assert "worker-src 'self'" in her.response.headers["Content-Security-Policy"]
    assert her.post("/reminders/phones", subscription=phone.subscription).path == "/reminders"
    assert "This phone reminds you" in her.text
    [(row, owner)] = known()
    assert owner == hoa
    his = read_as(minh).visit("/reminders")
    assert "Turn off" not in his.text
    his.post(f"/reminders/phones/{row}/off", expect=404)
    for path in (f"/reminders/phones/{row}/off", "/reminders/phones"):
        forged = her.client.post(path, data={"subscription": service.phone("other").subscription})
        assert forged.status_code == 400, "no token"
    assert known() == [(row, hoa)]
    his.post("/reminders/phones", subscription=phone.subscription)
    assert known() == [(row, minh)], "a phone belongs to whoever turned it on last"
    his.visit("/reminders").press("Turn off")
    assert known() == []
    with app.app_context():
        assert find.ways_of(minh) == {}


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://a.push.example.net/x",
        "https://a.push.example.net:8443/x",
        "https://169.254.169.254/latest",
        "https://10.0.0.4/x",
        "https://evil.example/x",
    ],
)
def test_a_page_cannot_send_us_anywhere_else(world, inside, service, read_as, endpoint):
    hoa = read_as(world.people["hoa"]).visit("/reminders")
    hoa.post("/reminders/phones", subscription=Phone(endpoint).subscription, expect=409)
    assert kept() == []


def test_a_person_has_few_phones_and_the_oldest_are_left_out(world, inside, service):
    phones = [service.phone(str(number)) for number in range(MOST_PHONES + 2)]
    for phone in phones:
        turn_on(world, "hoa", phone)
    assert {digest for _person, digest in kept()} == {read(each.subscription).digest for each in phones[2:]}


def test_without_the_setting_there_is_no_such_way(app, world, inside, read_as):
    hoa = read_as(world.people["hoa"]).visit("/reminders")
    assert "this phone" not in hoa.text
    hoa.post("/reminders/phones", subscription=Phone("https://a.push.example.net/x").subscription, expect=409)
    agree(world.people["hoa"], Channel.PUSH, None, EVE)
    evening(world)
    remind()
    assert db.session.query(Reminder).all() == []
