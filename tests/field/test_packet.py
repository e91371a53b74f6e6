"""What a phone takes along: the least, for whom it is meant, and never a card's secret."""

from datetime import timedelta

import pytest
import time_machine

from lms.classes.models import Cohort
from lms.core import clock
from lms.core.db import db
from lms.people.actions import issue_cards
from lms.people.rules import card_hash
from tests.classes.make import EVENING, cohort, meeting, member
from tests.field import phone

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _that_evening():
    with time_machine.travel(EVENING - timedelta(hours=3), tick=False):
        yield


@pytest.fixture
def evening(app, world):
    """Lan's class meets today, in two days and in three; Hoa has a card, Minh none."""
    with app.app_context():
        made = cohort(world)
        for name in ("hoa", "minh"):
            member(made, world.people[name])
        meeting(made, 1, EVENING - DAY)
        today, later = meeting(made, 2), meeting(made, 3, EVENING + 2 * DAY)
        meeting(made, 4, EVENING + 3 * DAY)
        told = issue_cards([world.people["hoa"]], None, clock.now())
        db.session.commit()
        return made.id, [today.id, later.id], told[world.people["hoa"]]


def packet(reader, path="/field/packet"):
    answer = reader.client.get(path)
    assert answer.status_code == 200
    return answer.get_json(), answer.get_data(as_text=True)


def test_three_days_of_ones_own_classes_with_the_least_of_each_person(world, read_as, evening):
    cohort_id, meetings, letters = evening
    told, text = packet(read_as(world.people["lan"], staff=True))
    assert [each["id"] for each in told["meetings"]] == meetings
    hour = 60 * 60 * 1000
    now = clock.local(clock.now())
    since_dawn = now.hour * hour + now.minute * hour // 60
    assert [each["dawn_in"] for each in told["meetings"]] == [-since_dawn, 48 * hour - since_dawn]
    assert told["lasts"] == 48 * 60 * 60 * 1000
    [hoa, minh] = told["classes"][str(cohort_id)]["members"]
    assert set(hoa) == {"id", "name", "born", "card", "levels"}
    assert (hoa["name"], hoa["born"], minh["card"]) == ("Bùi Thị Hoa", 1957, None)
    assert hoa["card"] == phone.digest(told["salt"], letters)
    assert "0912000001" not in text  # her phone number stays at home


def test_a_meeting_that_began_before_midnight_is_taken_along_after_it(app, world, read_as, evening):
    cohort_id, meetings, _letters = evening
    with time_machine.travel(clock.at_local(clock.today() + DAY, 0, 5), tick=False):
        with app.app_context():
            over = meeting(db.session.get(Cohort, cohort_id), 5, clock.now() - timedelta(minutes=10)).id
        told, _text = packet(read_as(world.people["lan"], staff=True))
    assert told["meetings"][0]["id"] == over
    assert told["meetings"][0]["dawn_in"] == -(24 * 60 + 5) * 60 * 1000
    assert meetings[0] not in [each["id"] for each in told["meetings"]], "yesterday's, over long before"


def test_a_card_is_recognised_and_its_token_stands_nowhere(world, read_as, evening):
    lan = read_as(world.people["lan"], staff=True)
    (first, text), (second, other) = packet(lan), packet(lan)
    for secret in (evening[2], card_hash(evening[2]), card_hash(evening[2])[:32]):
        assert secret not in text + other
    assert first["salt"] != second["salt"]  # another packet, another digest


def test_strangers_and_trainees_get_nothing(world, read_as, evening):
    mai = read_as(world.people["other_trainer"], staff=True)
    assert packet(mai)[0]["meetings"] == []
    assert packet(mai, f"/field/packet?class={evening[0]}")[0]["classes"] == {}
    assert read_as(world.people["hoa"]).client.get("/field/packet").status_code == 404
    assert read_as(world.people["hoa"]).client.get("/field/hello").get_json() == {"who": None}
    assert read_as().client.get("/field/packet").status_code == 303


def test_an_official_takes_along_only_the_class_they_name_and_answer_for(world, read_as, evening):
    dung = read_as(world.people["dung"], staff=True)
    assert packet(dung)[0]["meetings"] == []
    assert len(packet(dung, f"/field/packet?class={evening[0]}&class=x&class=9")[0]["meetings"]) == 2
    other = read_as(world.people["other_cadre"], staff=True)
    assert packet(other, f"/field/packet?class={evening[0]}")[0]["meetings"] == []
    assert other.client.get(f"/field/take-along/{evening[0]}").status_code == 404
    moved = dung.client.get(f"/field/take-along/{evening[0]}")
    assert moved.headers["Location"] == f"/field/#class-{evening[0]}"


def test_the_questions_asked_do_not_grow_with_the_class(app, world, read_as, evening, count_queries):
    lan = read_as(world.people["lan"], staff=True)
    packet(lan)
    with count_queries() as asked:
        packet(lan)
    with app.app_context():
        made = cohort(world)
        meeting(made)
        member(made, world.people["xuan"])
    with count_queries() as again:
        packet(lan)
    assert again.total == asked.total <= 7


def test_the_app_is_everybodys_and_holds_nobody(world, read_as, evening):
    visitor, lan = read_as(), read_as(world.people["lan"], staff=True)
    pages = [each.visit("/field/").response for each in (visitor, lan)]
    for page in pages:
        assert "Trần Thị Lan" not in page.get_data(as_text=True)
        assert "'wasm-unsafe-eval'" in page.headers["Content-Security-Policy"]
    workers = [each.client.get("/field/sw.js") for each in (visitor, lan)]
    assert workers[0].data == workers[1].data  # one app, whoever is signed in
    assert workers[0].headers["Content-Type"].startswith("text/javascript")
    assert visitor.client.get("/field/app.webmanifest").get_json(force=True)["start_url"] == "/field/"
    assert "unsafe-eval" not in lan.visit("/classes/").response.headers["Content-Security-Policy"]


def test_signing_out_takes_the_phone_from_the_packets_owner(world, read_as, evening):
    lan = read_as(world.people["lan"], staff=True)
    packet(lan)
    kept = lan.client.get_cookie("phone_of")
    assert kept is not None
    assert kept.value == packet(lan)[0]["who"]
    mai = read_as(world.people["other_trainer"], staff=True)
    assert packet(mai)[0]["who"] != kept.value
    lan.visit("/account").press("Sign out")
    assert lan.client.get_cookie("phone_of") is None
