"""A unit that was dissolved: the people recorded in it keep their account, and staff move them on."""

from datetime import date

import pytest

from lms.core.db import db
from lms.places.models import Unit
from tests.people.secrets_of import PIN

pytestmark = pytest.mark.both


@pytest.fixture
def dissolved(world, app):
    """Thôn Lãnh Vân, in which Hoa lives, is no unit any more."""
    dissolve(app, world.units["village"])


def dissolve(app, unit_id):
    with app.app_context():
        db.session.get_one(Unit, unit_id).valid_to = date(2026, 11, 1)
        db.session.commit()


@pytest.mark.usefixtures("dissolved")
def test_whoever_lives_there_still_sees_their_account_and_card(world, read_as):
    hoa = read_as(world.people["hoa"])
    assert "Thôn Lãnh Vân" in hoa.visit("/account").text
    assert "Thôn Lãnh Vân" in hoa.visit("/account/card").press("Make a new card").text


@pytest.mark.usefixtures("dissolved")
def test_staff_find_them_and_move_them_to_a_unit_in_force(world, read_as):
    lan = read_as(world.people["lan"], staff=True).visit(f"/people/{world.people['hoa']}")
    assert "Thôn Lãnh Vân" in lan.text
    lan.visit(f"/people/{world.people['hoa']}/card")
    lan.visit(f"/people/{world.people['hoa']}/move")
    lan.press("Save", unit_id=str(world.units["village_2"]))
    assert "Thôn Hà Rai" in lan.text


def test_nobody_joins_there_and_who_was_joining_chooses_again(world, read_as, app):
    visitor = read_as().visit("/join").press("Continue", name="Lò Văn An", birth_year="1960")
    visitor.visit("/join/place?q=xuan lanh").follow("Xã Xuân Lãnh").press("Thôn Hà Rai")
    assert visitor.path == "/join/pin"
    dissolve(app, world.units["village_2"])
    assert "no longer on the list" in visitor.press("Join", pin=PIN, again=PIN, consent="y").text
    assert visitor.path == "/join/place"
    visitor.post("/join/place", unit_id=str(world.units["village_2"]))
    assert visitor.path == "/join/place"
    visitor.visit("/join/place?q=xuan lanh").follow("Xã Xuân Lãnh").press("Thôn Lãnh Vân")
    assert visitor.press("Join", pin=PIN, again=PIN, consent="y").path == "/"


def test_the_villages_of_a_dissolved_commune_are_offered_to_nobody(world, read_as, app):
    dissolve(app, world.units["commune"])
    binh = read_as(world.people["binh"], staff=True)
    binh.visit(f"/people/{world.people['hoa']}/move")
    assert "Xã Phú Mỡ" in binh.html
    assert ">Thôn Hà Rai" not in binh.html
