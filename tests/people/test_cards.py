"""The printed card: letters after # and a PIN; one card at a time."""

import re

import pytest
import sqlalchemy as sa

from lms.people import rules
from lms.people.models import Card
from tests.people.secrets_of import OTHER_PIN, PIN, ask, give_card, give_pin

pytestmark = pytest.mark.both
WRONG = "The card or the PIN is not right."


def test_card_and_pin_sign_in_and_neither_does_alone(world, read_as, app):
    give_pin(app, world.people["minh"])
    letters = give_card(app, world.people["minh"])
    visitor = read_as().visit("/card")
    assert WRONG in visitor.press("Sign in", token=letters, pin=OTHER_PIN).text
    assert WRONG in visitor.press("Sign in", token="0" * 26, pin=PIN).text
    visitor.press("Sign in", token=letters, pin=PIN)
    assert "Cao Đức Minh" in visitor.visit("/account").text


def test_the_letters_may_be_typed_as_people_type(world, read_as, app):
    give_pin(app, world.people["minh"])
    letters = give_card(app, world.people["minh"])
    typed = rules.in_groups(letters).lower().replace("0", "o").replace("1", "l")
    read_as().visit("/card").press("Sign in", token=typed, pin=PIN)


def test_a_new_card_stops_the_old_one(world, read_as, app):
    give_pin(app, world.people["minh"])
    old, new = give_card(app, world.people["minh"]), give_card(app, world.people["minh"])
    visitor = read_as().visit("/card")
    assert WRONG in visitor.press("Sign in", token=old, pin=PIN).text
    assert visitor.press("Sign in", token=new, pin=PIN).path == "/"


def test_a_trainer_prints_a_card_whose_letters_are_shown_once_and_kept_nowhere(world, read_as, app):
    lan = read_as(world.people["lan"], staff=True).visit(f"/people/{world.people['minh']}/card")
    lan.press("Make a new card")
    letters = re.search(r'card-letters">([^<]+)<', lan.html)[1].replace(" ", "")
    assert len(letters) == 26
    assert "data:image/svg" in lan.html
    kept = ask(app, sa.select(Card.token_hash))
    assert letters not in kept
    assert kept == rules.card_hash(letters)
    assert "card-letters" not in lan.visit(f"/people/{world.people['minh']}/card").html


def test_looking_at_the_card_page_issues_nothing(world, read_as, app):
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/people/{world.people['minh']}/card")
    lan.visit(f"/people/{world.people['xuan']}/card", expect=404)
    assert ask(app, sa.select(sa.func.count()).select_from(Card)) == 0


def test_a_trainee_makes_their_own_card(world, read_as):
    hoa = read_as(world.people["hoa"]).visit("/account").follow("My card")
    assert "card-letters" in hoa.press("Make a new card").html
