"""Joining: three small pages, a PIN of one's own, and consent that can be proved."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from lms.people.models import Consent, ConsentMethod, Grant, Person
from tests.people.secrets_of import PIN, ask

pytestmark = pytest.mark.both


def walk_to_the_pin(visitor):
    visitor.visit("/join").press("Continue", name="Nguyễn Thị Hòa", birth_year="1957")
    visitor.visit("/join/place?q=xuan lanh").follow("Xã Xuân Lãnh").press("Thôn Hà Rai")
    return visitor


def test_a_visitor_joins_and_is_signed_in(world, read_as, app):
    visitor = walk_to_the_pin(read_as())
    visitor.press("Join", pin=PIN, again=PIN, phone="0988 111 222", consent="y")
    assert visitor.path == "/"
    assert "Nguyễn Thị Hòa" in visitor.visit("/account").text
    joined = sa.select(Person.unit_id).where(Person.phone == "0988111222")
    assert ask(app, joined) == world.units["village_2"]
    assert ask(app, sa.select(Consent.method)) is ConsentMethod.SCREEN
    assert ask(app, sa.select(Consent.purpose)) == "learning"


def test_nobody_joins_without_consent_a_second_time_typed_pin_or_a_strong_one(world, read_as, app):
    visitor = walk_to_the_pin(read_as())
    assert "Tick the box if you agree" in visitor.press("Join", pin=PIN, again=PIN).text
    assert "The two PINs differ" in visitor.press("Join", pin=PIN, again="482916", consent="y").text
    assert "too easy to guess" in visitor.press("Join", pin="195719", again="195719", consent="y").text
    assert "A PIN has six digits." in visitor.press("Join", pin="١٢٣٤٥٦", again=PIN, consent="y").text
    assert ask(app, sa.select(sa.func.count()).select_from(Consent)) == 0


def test_the_consent_box_starts_unticked(world, read_as):
    page = walk_to_the_pin(read_as()).page
    assert not any(name == "consent" for form in page.forms for name, _ in form["fields"])


def test_what_was_typed_is_kept_on_the_way(world, read_as):
    visitor = walk_to_the_pin(read_as())
    assert 'value="Nguyễn Thị Hòa"' in visitor.visit("/join").html


def test_the_place_is_also_found_step_by_step(world, read_as):
    visitor = read_as().visit("/join").press("Continue", name="Lò Văn An", birth_year="1960")
    visitor.visit("/join/place?list=1").follow("Tỉnh Đắk Lắk").follow("Xã Phú Mỡ").press("I live here")
    assert visitor.path == "/join/pin"


def test_nobody_lives_in_a_province_and_nobody_was_born_in_1700(world, read_as):
    visitor = read_as().visit("/join")
    assert "four digits" in visitor.press("Continue", name="Lò Văn An", birth_year="1700").text
    visitor.press("Continue", name="Lò Văn An", birth_year="1960")
    visitor.post("/join/place", unit_id=str(world.units["province"]), expect=400)
    visitor.post("/join/place", unit_id="99999999", expect=404)


def test_a_letter_of_another_alphabet_is_told_apart(world, read_as):
    visitor = read_as().visit("/join")
    assert "another alphabet" in visitor.press("Continue", name="Ðặng Thị Hoa", birth_year="1960").text
    visitor.press("Continue", name="Đặng Thị Hoa\u200b", birth_year="1960")
    assert visitor.path == "/join"


def test_fields_that_the_form_does_not_have_are_ignored(world, read_as, app):
    visitor = walk_to_the_pin(read_as())
    visitor.press(
        "Join",
        pin=PIN,
        again=PIN,
        phone="0988111222",
        consent="y",
        role="admin",
        unit_id=str(world.units["country"]),
        person_id="1",
    )
    person = ask(app, sa.select(Person).where(Person.phone == "0988111222"))
    assert person.unit_id == world.units["village_2"]
    assert ask(app, sa.select(sa.func.count()).where(Grant.person_id == person.id)) == 0


def test_the_pages_come_in_their_order(world, read_as):
    assert read_as().visit("/join/pin").path == "/join"


def test_joining_leads_back_to_where_one_was_going(world, read_as):
    visitor = read_as().visit("/sign-in?next=/settings").follow("I am new here: join")
    visitor.press("Continue", name="Lò Văn An", birth_year="1960")
    visitor.visit("/join/place?q=phu mo").follow("Xã Phú Mỡ").press("I live here")
    assert visitor.press("Join", pin=PIN, again=PIN, consent="y").path == "/settings"


def persons_called(app, name):
    return ask(app, sa.select(sa.func.count()).select_from(Person).where(Person.name == name))


def test_sent_again_after_the_answer_was_lost_it_joins_nobody_twice(world, read_as, app):
    visitor = walk_to_the_pin(read_as())
    cookie = visitor.client.get_cookie("lms").value
    typed = {"pin": PIN, "again": PIN, "phone": "0988111222", "consent": "y"}
    visitor.press("Join", **typed)
    lost = walk_to_the_pin(read_as())
    lost.client.set_cookie("lms", cookie)
    lost.visit("/join/pin")
    assert (
        "You have joined already." in lost.press("Join", **typed | {"pin": "730264", "again": "730264"}).text
    )
    assert lost.press("Join", **typed).path == "/"
    assert "Nguyễn Thị Hòa" in lost.visit("/account").text
    assert persons_called(app, "Nguyễn Thị Hòa") == 1


def test_the_next_one_on_the_same_phone_is_somebody_else(world, read_as, app):
    visitor = walk_to_the_pin(read_as())
    cookie = visitor.client.get_cookie("lms").value
    visitor.press("Join", pin=PIN, again=PIN, consent="y")
    visitor.client.set_cookie("lms", cookie)
    visitor.visit("/join").press("Continue", name="Nguyễn Văn Hải", birth_year="1955")
    visitor.visit("/join/pin").press("Join", pin=PIN, again=PIN, consent="y")
    assert visitor.path == "/"
    assert persons_called(app, "Nguyễn Thị Hòa") == persons_called(app, "Nguyễn Văn Hải") == 1


def test_sent_four_times_at_the_same_moment_it_joins_nobody_twice(world, read_as, app):
    visitor = walk_to_the_pin(read_as())
    sent = {**dict(visitor.page.forms[-1]["fields"]), "pin": PIN, "again": PIN, "consent": "y"}
    cookie = visitor.client.get_cookie("lms").value

    def send(_again: int) -> str:
        client = app.test_client()
        client.set_cookie("lms", cookie)
        client.post("/join/pin", data=sent)
        return client.get("/account").get_data(as_text=True)

    with ThreadPoolExecutor(4) as pool:
        assert all("Nguyễn Thị Hòa" in page for page in pool.map(send, range(4)))
    assert persons_called(app, "Nguyễn Thị Hòa") == 1


def test_who_joins_on_a_family_phone_without_a_number_finds_the_way_back(world, read_as):
    phone = read_as(world.people["hoa"]).visit("/account").press("Several people use this phone")
    walk_to_the_pin(phone).press("Join", pin=PIN, again=PIN, consent="y")
    phone.visit("/switch").follow("Hòa").press("Sign in", pin=PIN)
    assert "Nguyễn Thị Hòa" in phone.visit("/account").text
