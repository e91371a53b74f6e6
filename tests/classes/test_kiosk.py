"""The tablet at the door."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
import time_machine

from lms.classes.models import MarkEvent, MarkSource, Presence
from lms.classes.rules.kiosk import short_names
from lms.core.db import db
from lms.people import hashing
from lms.people.models import Person
from tests.classes.evening import LATER, lesson_of, marks
from tests.people.secrets_of import PIN, give_pin
from tests.reader import token_in

pytestmark = pytest.mark.both
PASSWORD = "mưa rào tháng bảy ở làng"


@pytest.fixture(autouse=True)
def in_class():
    with time_machine.travel(LATER) as clock:
        yield clock


@pytest.fixture
def lesson(app, world):
    made = lesson_of(app, world)
    give_pin(app, made.hoa)
    with app.app_context():
        secret = hashing.hash_secret(PASSWORD)
        db.session.execute(sa.update(Person).where(Person.id == made.lan).values(password_hash=secret))
        db.session.commit()
    return made


def tablet(read_as, lesson, **sent):
    return read_as(lesson.lan, staff=True).visit(f"/meetings/{lesson.id}/kiosk").press("Begin", **sent)


def send(page, path, **sent):
    """A form sent by hand, with a token of this tablet."""
    token = token_in(page.client.get("/kiosk/leave").get_data(as_text=True))
    return page.client.post(path, data={"csrf_token": token, **sent})


def stated(app):
    """Who said what at the tablet, and in whose name."""
    with app.app_context():
        rows = db.session.execute(
            sa.select(MarkEvent.person_id, MarkEvent.presence, MarkEvent.made_by)
            .where(MarkEvent.source == MarkSource.KIOSK)
            .order_by(MarkEvent.received_at, MarkEvent.person_id)
        )
        return sorted(map(tuple, rows), key=lambda row: (row[1] is not None, row[0]))


def people(*names):
    return [SimpleNamespace(id=n, name=name, birth_year=1950 + n) for n, name in enumerate(names)]


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Bùi Thị Hoa", "Cao Đức Minh"], ["Hoa", "Minh"]),
        (["Bùi Thị Hoa", "Trần Hoa", "Cao Đức Minh"], ["Hoa B. T.", "Hoa T.", "Minh"]),
        (["Bùi Thị Hoa", "Bế Thu Hoa"], ["Bùi Thị Hoa", "Bế Thu Hoa"]),
        (["Bùi Thị Hoa", "Bùi Thị Hoa"], ["Bùi Thị Hoa (1950)", "Bùi Thị Hoa (1951)"]),
        (["Bùi Thị Hòa", "Bùi Văn Hoa"], ["Hòa B. T.", "Hoa B. V."]),
    ],
)
def test_names_are_as_short_as_they_can_be(names, shown):
    assert list(dict(sorted(short_names(people(*names)).items())).values()) == shown


def test_people_find_their_name_and_type_their_pin(app, read_as, lesson):
    page = tablet(read_as, lesson)
    assert "Touch your name" in page.text
    assert "Bùi" not in page.text, "given names alone"
    page.visit("/kiosk/?q=HÓA")
    assert "Hoa" in page.text and "Minh" not in page.text
    page.follow("Hoa").press("I am here", pin=PIN)
    assert "Hoa is marked present. Thank you." in page.text
    assert marks(app, lesson.id) == {lesson.hoa: Presence.LATE}, "it is 45 minutes past the start"
    with app.app_context():
        row = db.session.execute(sa.select(MarkEvent.source, MarkEvent.made_by)).one()
    assert row == (MarkSource.KIOSK, lesson.hoa)
    page.follow("Hoa").press("I am here", pin=PIN)
    assert len(marks(app, lesson.id)) == 1


def test_a_wrong_pin_is_refused_and_the_sixth_waits(app, read_as, lesson):
    page = tablet(read_as, lesson)
    for tried in range(5):
        page.visit(f"/kiosk/{lesson.hoa}").press("I am here", pin=f"00000{tried}")
        assert "The PIN is not right." in page.text
    page.press("I am here", expect=429, pin=PIN)
    assert "ask the trainer" in page.text
    assert marks(app, lesson.id) == {}


def test_i_am_here_without_a_pin_waits_for_the_trainer_to_look(app, read_as, lesson):
    page = tablet(read_as, lesson, by_look="y").follow("Minh")
    page.press("I am here")
    assert "Minh: the trainer sees it in the register and confirms it." in page.text
    page.follow("Hoa").press("I am here, without a PIN")
    page.follow("Hoa").press("I am here, without a PIN")
    assert set(marks(app, lesson.id).values()) == {None}, "nothing counts yet"
    assert stated(app) == [(lesson.hoa, None, lesson.hoa), (lesson.minh, None, lesson.minh)]
    lan = read_as(lesson.lan, staff=True).visit(lesson.path)
    assert "without a PIN: Bùi Thị Hoa, Cao Đức Minh." in lan.text
    assert "without a PIN: Bùi Thị Hoa, Cao Đức Minh." in lan.visit(f"{lesson.path}/close").text
    lan.press("They are here")
    assert "2 people are marked." in lan.text
    assert lan.text.count("on the tablet") == 2
    assert marks(app, lesson.id) == {lesson.hoa: Presence.LATE, lesson.minh: Presence.LATE}
    assert (lesson.minh, Presence.LATE, lesson.lan) in stated(app), "in the trainer's name, by the tablet"
    assert "without a PIN" not in lan.visit(lesson.path).text


def test_who_was_not_here_stays_unmarked_and_a_pin_outweighs_the_button(app, read_as, lesson):
    page = tablet(read_as, lesson, by_look="y")
    page.follow("Minh").press("I am here")
    page.follow("Hoa").press("I am here, without a PIN")
    page.follow("Hoa").press("I am here", pin=PIN)
    lan = read_as(lesson.lan, staff=True).visit(lesson.path)
    assert "without a PIN: Cao Đức Minh." in lan.text
    lan.visit(f"{lesson.path}/close").press("Close the register", head_count="1")
    assert marks(app, lesson.id) == {lesson.hoa: Presence.LATE, lesson.minh: Presence.ABSENT}


def test_without_the_trainer_s_tick_there_is_no_button(app, read_as, lesson):
    page = tablet(read_as, lesson, by_look=None).follow("Minh")
    assert "There is no PIN for this name yet." in page.text
    send(page, f"/kiosk/{lesson.minh}", look="yes")
    assert marks(app, lesson.id) == {}


def test_a_tablet_shows_nothing_that_was_taken_along_on_it(read_as, lesson):
    """The app that works without a network keeps names on the phone; what it may show hangs on a cookie."""
    lan = read_as(lesson.lan, staff=True).visit("/field/hello")
    assert lan.client.get_cookie("phone_of")
    lan.visit(f"/meetings/{lesson.id}/kiosk").press("Begin")
    assert lan.client.get_cookie("phone_of") is None


def test_the_tablet_can_do_nothing_else(app, read_as, lesson):
    page = tablet(read_as, lesson)
    for path in ("/", "/sign-in", f"/meetings/{lesson.id}/register", "/people/", "/learn/", "/verify/x"):
        assert page.visit(path).path.startswith(("/kiosk", "/sign-in?")) and "Touch your name" in page.text
    answer = send(page, f"/meetings/{lesson.id}/register/close", head_count="1")
    assert answer.status_code == 303
    assert marks(app, lesson.id) == {}
    page.visit("/kiosk/999", expect=404)


def test_the_password_brings_the_trainer_back(read_as, lesson):
    page = tablet(read_as, lesson).visit("/kiosk/leave").press("Take it back", secret="wrong")
    assert "not the password or the PIN" in page.text
    page.press("Take it back", secret=PASSWORD)
    assert "Register of meeting 1" in page.text
    page.visit("/kiosk/", expect=404)


def test_the_pin_only_frees_the_tablet(app, read_as, lesson):
    give_pin(app, lesson.lan)
    page = tablet(read_as, lesson).visit("/kiosk/leave").press("Take it back", secret=PIN)
    assert page.path.startswith("/sign-in/staff")
    page.visit(f"/meetings/{lesson.id}/register", expect=303)


def test_after_four_hours_or_a_closed_register_it_marks_nobody(app, read_as, lesson, in_class):
    page = tablet(read_as, lesson)
    read_as(lesson.lan, staff=True).post(f"{lesson.path}/close", head_count="0")
    page.visit(f"/kiosk/{lesson.hoa}").press("I am here", expect=409, pin=PIN)
    in_class.shift(timedelta(hours=4, minutes=1))
    page.visit("/kiosk/", expect=404)
    assert "Sign in" in page.visit("/sign-in").text


def test_only_who_runs_the_class_sets_one_up(world, read_as, lesson):
    for name in ("other_trainer", "other_cadre"):
        read_as(world.people[name], staff=True).visit(f"/meetings/{lesson.id}/kiosk", expect=404)
    read_as(lesson.hoa).visit(f"/meetings/{lesson.id}/kiosk", expect=404)
    read_as().visit("/kiosk/", expect=404)
