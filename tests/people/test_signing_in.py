"""Signing in and out: by phone, as staff, on shared phones; and who stays out."""

import pytest
import sqlalchemy as sa

from lms.core import clock
from lms.core.audit import AuditEntry, Deed
from lms.core.db import db
from lms.people import actions
from lms.people.models import Person, SignIn
from tests.people.secrets_of import OTHER_PIN, PASSWORD, PIN, ask, code_now, give_password, give_pin
from tests.world import person

pytestmark = pytest.mark.both
WRONG = "The phone number or the PIN is not right."


def test_a_trainee_signs_in_with_phone_and_pin(world, read_as, app):
    give_pin(app, world.people["hoa"])
    visitor = read_as().visit("/sign-in")
    assert WRONG in visitor.press("Sign in", phone="0912000001", pin=OTHER_PIN).text
    visitor.press("Sign in", phone="+84 912 000 001", pin=PIN)
    assert visitor.path == "/"
    assert "Bùi Thị Hoa" in visitor.visit("/account").text


def test_unknown_number_and_wrong_pin_get_the_same_answer(world, read_as, app):
    give_pin(app, world.people["hoa"])
    known = read_as().visit("/sign-in").press("Sign in", phone="0912000001", pin=OTHER_PIN).text
    unknown = read_as().visit("/sign-in").press("Sign in", phone="0977777777", pin=OTHER_PIN).text
    assert known == unknown


def test_the_session_changes_at_sign_in_and_the_old_one_is_dead(world, read_as, app):
    give_pin(app, world.people["hoa"])
    reader = read_as(world.people["hoa"])
    before = reader.client.get_cookie("lms").value
    reader.visit("/sign-in").press("Sign in", phone="0912000001", pin=PIN)
    assert reader.client.get_cookie("lms").value != before
    stranger = read_as()
    stranger.client.set_cookie("lms", before)
    stranger.visit("/account", expect=303)


@pytest.mark.parametrize(
    "away", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"]
)
def test_signing_in_never_leads_to_another_site(world, read_as, app, away):
    give_pin(app, world.people["hoa"])
    visitor = read_as()
    visitor.client.get("/sign-in")
    answer = visitor.post(f"/sign-in?next={away}", phone="0912000001", pin=PIN, expect=303)
    assert answer.response.headers["Location"] == "/"


def test_signing_in_leads_to_the_page_one_wanted(world, read_as, app):
    give_pin(app, world.people["hoa"])
    visitor = read_as().visit("/account")
    assert visitor.path.startswith("/sign-in?next=")
    assert visitor.press("Sign in", phone="0912000001", pin=PIN).path == "/account"


def test_on_a_shared_number_the_pin_says_who_it_is(world, read_as, app):
    with app.app_context():
        husband = person("Trần Văn Nam", world.units["village"], 1955, "0912000001").id
    give_pin(app, world.people["hoa"], PIN)
    give_pin(app, husband, OTHER_PIN)
    visitor = read_as().visit("/sign-in").press("Sign in", phone="0912000001", pin=OTHER_PIN)
    assert "Trần Văn Nam" in visitor.visit("/account").text


def test_two_people_with_one_number_and_one_pin_say_who_they_are(world, read_as, app):
    with app.app_context():
        husband = person("Trần Văn Nam", world.units["village"], 1955, "0912000001").id
    give_pin(app, world.people["hoa"])
    give_pin(app, husband)
    visitor = read_as().visit("/sign-in").press("Sign in", phone="0912000001", pin=PIN)
    assert visitor.page.h1 == ["Who are you?"]
    visitor.post("/sign-in/who", person_id=str(world.people["an"]))
    assert visitor.visit("/account").path.startswith("/sign-in")
    visitor.visit("/sign-in/who").press("Trần Văn Nam")
    assert "Trần Văn Nam" in visitor.visit("/account").text


def test_a_hamlet_s_only_phone_lets_in_everybody_who_gave_its_number(world, read_as, app):
    with app.app_context():
        for number in range(9):
            person(
                f"Lò Văn {number}", world.units["village"], phone="0977000001", pin_hash="of somebody else"
            )
        last = person("Lò Thị Cuối", world.units["village"], phone="0977000001").id
    give_pin(app, last)
    visitor = read_as().visit("/sign-in").press("Sign in", phone="0977000001", pin=PIN)
    assert "Lò Thị Cuối" in visitor.visit("/account").text


def test_staff_sign_in_with_a_code_that_works_once(world, read_as, app):
    give_password(app, world.people["lan"])
    typed = {"phone": "0912000002", "password": PASSWORD, "code": code_now()}
    lan = read_as().visit("/sign-in/staff").press("Sign in", **typed)
    assert lan.path == "/"
    lan.visit("/people/")
    again = read_as().visit("/sign-in/staff").press("Sign in", **typed)
    assert "is not right" in again.text
    earlier = {**typed, "code": code_now(-1)}
    assert "is not right" in again.visit("/sign-in/staff").press("Sign in", **earlier).text
    assert ask(app, sa.select(sa.func.count()).where(AuditEntry.deed == Deed.SIGNED_IN)) == 1


def test_staff_need_password_and_code_and_a_role(world, read_as, app):
    give_password(app, world.people["lan"])
    give_password(app, world.people["hoa"])
    visitor = read_as()
    for wrong in (
        {"phone": "0912000002", "password": "not the right words", "code": code_now()},
        {"phone": "0912000002", "password": PASSWORD, "code": code_now(5)},
        {"phone": "0912000001", "password": PASSWORD, "code": code_now()},
    ):
        assert "is not right" in visitor.visit("/sign-in/staff").press("Sign in", **wrong).text


def test_a_pin_brings_no_role(world, read_as, app):
    give_pin(app, world.people["lan"])
    lan = read_as().visit("/sign-in").press("Sign in", phone="0912000002", pin=PIN)
    lan.visit("/people/", expect=404)


def test_after_signing_out_the_old_cookie_is_dead(world, read_as):
    hoa = read_as(world.people["hoa"])
    kept = hoa.client.get_cookie("lms").value
    hoa.visit("/account")
    answer = hoa.post("/sign-out", expect=303).response
    assert "storage" in answer.headers["Clear-Site-Data"]
    hoa.client.set_cookie("lms", kept)
    hoa.visit("/account", expect=303)


def test_signing_out_everywhere_ends_every_phone(world, read_as):
    one, two = read_as(world.people["hoa"]), read_as(world.people["hoa"])
    other = read_as(world.people["minh"])
    one.visit("/account").press("Sign out on all phones")
    two.visit("/account", expect=303)
    other.visit("/account")


def test_a_disabled_person_is_out_at_once_and_stays_out(world, read_as, app):
    give_pin(app, world.people["hoa"])
    hoa = read_as(world.people["hoa"])
    with app.app_context():
        actions.disable(db.session.get_one(Person, world.people["hoa"]), clock.now())
        db.session.commit()
    hoa.visit("/account", expect=303)
    assert WRONG in hoa.visit("/sign-in").press("Sign in", phone="0912000001", pin=PIN).text


def test_who_was_signed_out_while_writing_is_told_and_comes_back_to_that_page(world, read_as, app):
    give_pin(app, world.people["hoa"])
    hoa = read_as(world.people["hoa"]).visit("/account/pin")
    token, path = hoa.csrf_token(), "/account/pin"
    with app.app_context():
        db.session.execute(sa.update(SignIn).values(ended_at=clock.now()))
        db.session.commit()
    for here, wanted in (
        ("http://localhost", "/sign-in?next=/account/pin"),
        ("http://evil.example", "/sign-in"),
    ):
        answer = hoa.client.post(path, data={"csrf_token": token}, headers={"Referer": here + path})
        assert (answer.status_code, answer.headers["Location"]) == (303, wanted)
    assert "Sign in, then send it once more." in hoa.visit("/sign-in").text
