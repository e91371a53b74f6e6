"""The day before: one message, in one's own language, by a way one agreed to, never at night, never twice."""

from collections.abc import Iterator
from datetime import date, timedelta
from email import message_from_string, policy
from typing import Any

import pytest
import time_machine
from flask import Flask

from lms.classes.actions.extra import excuse
from lms.classes.actions.meetings import Hours, Room, change_meeting
from lms.classes.models import Mode
from lms.core.clock import at_local
from lms.core.db import db
from lms.keeping import jobs
from lms.keeping.actions import reminders as act
from lms.keeping.models import Channel, Reminder, ReminderState, ReminderWay
from lms.keeping.queries import reminders as find
from lms.keeping.rules.reminders import due_at, is_quiet, waking
from lms.people.models import Person
from tests.classes import make
from tests.keeping.servers import Gateway, MailServer, running
from tests.world import World

pytestmark = pytest.mark.both

DAY = date(2026, 11, 18)
EVE = at_local(date(2026, 11, 17), 17, 5)


@pytest.fixture
def gateway(app: Flask) -> Iterator[Gateway]:
    with running(Gateway()) as server:
        app.config.update(SMS_URL=server.url, SMS_TOKEN="secret")
        yield server
        app.config.update(SMS_URL="", SMS_TOKEN="")


@pytest.fixture
def mail(app: Flask) -> Iterator[MailServer]:
    with running(MailServer()) as server:
        app.config.update(SMTP_URL=server.url, MAIL_FROM="lop@example.vn")
        yield server
        app.config.update(SMTP_URL="", MAIL_FROM="")


def evening(world: World, *ways: tuple[str, Channel, str | None]) -> Any:
    """Hoa's and Minh's meeting at half past seven, and what they agreed to."""
    cohort = make.cohort(world)
    for name in ("hoa", "minh"):
        make.member(cohort, world.people[name])
    meeting = make.meeting(cohort)
    for name, channel, address in ways:
        act.agree(world.people[name], channel, address, EVE - timedelta(days=1))
    db.session.commit()
    return meeting


def remind(at: Any = EVE) -> None:
    with time_machine.travel(at, tick=False):
        jobs.remind.run()
    db.session.expire_all()


def states() -> dict[int, ReminderState]:
    return {row.person_id: row.state for row in db.session.query(Reminder)}


def test_who_agreed_gets_one_message_and_the_others_are_on_the_list(world, inside, gateway):
    meeting = evening(world, ("hoa", Channel.SMS, None))
    for _again in range(3):
        remind()
    [(body, token)] = gateway.seen
    assert (body["to"], token) == ("0912000001", "Bearer secret")
    assert "Lớp Lãnh Vân 3" in body["text"]
    assert "://" not in body["text"], "the product obeys its own lessons"
    assert [row.name for row in find.to_tell(meeting.id)] == ["Cao Đức Minh"]


def test_an_e_mail_is_in_the_language_of_its_reader(world, inside, mail):
    db.session.get_one(Person, world.people["minh"]).language = "en"
    evening(world, ("minh", Channel.EMAIL, "minh@example.vn"))
    assert "minh@example.vn" not in str(
        db.session.connection().exec_driver_sql("SELECT address FROM reminder_way").all()
    ), "the address is sealed"
    remind()
    remind()
    [raw] = mail.seen
    message = message_from_string(raw, policy=policy.default)
    assert message["To"] == "minh@example.vn"
    assert "meets on Wednesday 18 November at 19:30" in message.get_content()


def test_nothing_goes_out_at_night_or_to_who_withdrew_or_is_excused(world, inside, gateway):
    meeting = evening(world, ("hoa", Channel.SMS, None), ("minh", Channel.SMS, None))
    db.session.get_one(Person, world.people["minh"]).phone = "0912000099"
    db.session.commit()
    remind(at_local(date(2026, 11, 17), 20, 5))
    assert gateway.seen == []
    act.withdraw(world.people["hoa"], Channel.SMS, EVE)
    excuse(meeting, world.people["minh"], world.people["minh"], EVE)
    db.session.commit()
    remind(at_local(DAY, 7, 5))
    assert gateway.seen == []
    assert set(states().values()) == {ReminderState.DROPPED}


def test_a_network_that_is_cut_forgets_nobody_and_sends_nobody_two(app, world, inside, gateway):
    evening(world, ("hoa", Channel.SMS, None))
    there, app.config["SMS_URL"] = app.config["SMS_URL"], "http://127.0.0.1:9/sms"
    remind()
    assert set(states().values()) == {ReminderState.WAITING}
    app.config["SMS_URL"] = there
    remind(EVE + timedelta(minutes=1))
    assert gateway.seen == [], "it waits a little before the next try"
    remind(EVE + timedelta(minutes=6))
    remind(EVE + timedelta(minutes=12))
    assert len(gateway.seen) == 1
    assert set(states().values()) == {ReminderState.SENT}


@pytest.mark.parametrize("way", [Channel.SMS, Channel.EMAIL])
def test_no_answer_after_handing_over_is_told_by_voice_and_never_sent_again(
    world, inside, gateway, mail, way
):
    meeting = evening(world, ("hoa", way, "hoa@example.vn" if way is Channel.EMAIL else None))
    server = gateway if way is Channel.SMS else mail
    server.hangs_up = True
    remind()
    server.hangs_up = False
    for minutes in (10, 60, 120):
        remind(EVE + timedelta(minutes=minutes))
    assert len(server.seen) == 1
    assert set(states().values()) == {ReminderState.UNSURE}
    assert world.people["hoa"] in [row.id for row in find.to_tell(meeting.id)]


def test_a_worker_killed_with_a_message_in_hand_leaves_it_to_a_voice(world, inside, gateway):
    meeting = evening(world, ("hoa", Channel.SMS, None))
    act.plan([Channel.SMS], EVE)
    row = find.next_waiting(EVE)
    assert act.take_in_hand(row, EVE)
    assert not act.take_in_hand(row, EVE), "nobody else takes it"
    db.session.commit()  # and here the worker dies
    remind(EVE + timedelta(minutes=5))
    assert set(states().values()) == {ReminderState.SENDING}
    remind(EVE + timedelta(minutes=20))
    assert set(states().values()) == {ReminderState.UNSURE}
    assert gateway.seen == []
    assert len(find.to_tell(meeting.id)) == 2


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, ReminderState.SENT),
        (429, ReminderState.WAITING),
        (503, ReminderState.WAITING),
        (400, ReminderState.DROPPED),
        (302, ReminderState.DROPPED),  # a redirect is not followed
        (500, ReminderState.UNSURE),
    ],
)
def test_what_a_gateway_answers(world, inside, gateway, status, state):
    evening(world, ("hoa", Channel.SMS, None))
    gateway.status = status
    remind()
    assert set(states().values()) == {state}


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("451 later", ReminderState.WAITING),
        ("554 no", ReminderState.DROPPED),
        ("250 kept", ReminderState.SENT),
    ],
)
def test_what_a_mail_server_answers(world, inside, mail, answer, state):
    evening(world, ("hoa", Channel.EMAIL, "hoa@example.vn"))
    mail.answer = answer
    remind()
    assert set(states().values()) == {state}


def test_a_person_agrees_box_by_box_and_takes_it_back(app, world, inside, gateway, mail, read_as):
    hoa = read_as(world.people["hoa"])
    hoa.visit("/reminders")
    assert "checked" not in hoa.html, "nothing is ticked beforehand"
    hoa.press("Save", sms="y", email="y", address="hoa")
    assert "Write the whole e-mail address" in hoa.text
    hoa.press("Save", sms="y", email="y", address="hoa@example.vn", caller="y")
    assert set(find.ways_of(world.people["hoa"])) == set(Channel) - {Channel.PUSH}
    db.session.rollback()
    hoa.visit("/reminders").press("Save", sms=None, email=None)
    db.session.rollback()
    assert set(find.ways_of(world.people["hoa"])) == {Channel.CALLER}
    row = db.session.get_one(ReminderWay, (world.people["hoa"], Channel.EMAIL))
    assert (row.address, row.version) == (None, "2026-11")


def test_a_meeting_that_is_moved_is_reminded_of_anew_on_the_day_before_its_new_day(world, inside, gateway):
    meeting = evening(world, ("hoa", Channel.SMS, None))
    remind(EVE - timedelta(hours=1))  # it waits for five o'clock
    room = Room(Mode.IN_PERSON, meeting.place, None)
    for days in (7, 14):
        hours = Hours(make.EVENING + timedelta(days=days), make.EVENING + timedelta(days=days, hours=1))
        change_meeting(meeting, hours, room, meeting.modules, EVE + timedelta(days=days - 7))
        db.session.commit()
        assert "Bùi Thị Hoa" in [row.name for row in find.to_tell(meeting.id)], (
            "what she was told is not true"
        )
        before = len(gateway.seen)
        remind(EVE + timedelta(days=days - 7, minutes=30))
        assert len(gateway.seen) == before, "a week too early"
        remind(EVE + timedelta(days=days))
        assert len(gateway.seen) == before + 1
    first, second = (body for body, _token in gateway.seen)
    assert "25/11" in first["text"] or "25 tháng 11" in first["text"]
    assert "2 tháng 12" in second["text"] or "02/12" in second["text"]
    assert first["id"] != second["id"], "the gateway takes it for another message"


def test_the_list_for_the_loudspeaker_needs_nothing(app: Flask, world: World, read_as):
    with app.app_context():
        meeting_id = evening(world).id
    lan = read_as(world.people["lan"], staff=True).visit(f"/meetings/{meeting_id}/reminders")
    assert "For the loudspeaker" in lan.text
    assert "0912000001" in lan.text
    read_as(world.people["hoa"]).visit(f"/meetings/{meeting_id}/reminders", expect=404)
    read_as(world.people["other_trainer"], staff=True).visit(f"/meetings/{meeting_id}/reminders", expect=404)


@pytest.mark.parametrize(
    ("starts", "now", "due"),
    [
        ((18, 19, 30), (16, 10, 0), (17, 17, 0)),  # the day before at five
        ((18, 19, 30), (17, 18, 10), (17, 18, 10)),  # a little late
        ((18, 19, 30), (17, 21, 0), (18, 7, 0)),  # not at night
        ((18, 19, 30), (18, 5, 0), (18, 7, 0)),
        ((18, 6, 0), (17, 22, 0), None),  # the night is all that is left
        ((18, 1, 0), (16, 10, 0), (17, 17, 0)),
    ],
)
def test_when_a_reminder_is_due(starts, now, due):
    at = lambda day, hour, minute: at_local(date(2026, 11, day), hour, minute)  # noqa: E731
    assert due_at(at(*starts), at(*now)) == (at(*due) if due else None)


def test_quiet_is_from_eight_to_seven():
    assert [is_quiet(at_local(DAY, *at)) for at in ((19, 59), (20, 0), (6, 59), (7, 0))] == [
        False,
        True,
        True,
        False,
    ]
    assert waking(at_local(DAY, 23)) == at_local(DAY + timedelta(days=1), 7)
