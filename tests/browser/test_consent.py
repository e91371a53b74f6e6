"""Agreeing to what is kept, with a browser that runs no scripts: one's own word, and what staff write down of others'."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.core.db import db
from lms.people.models import Consent, ConsentMethod, Person
from lms.people.rules import CONSENT_VERSION
from tests.browser.conftest import Walk
from tests.world import World

pytestmark = pytest.mark.browser


def agreed(app: Flask, name: str) -> list[tuple[ConsentMethod, str, int | None]]:
    with app.app_context():
        of = sa.select(Consent.method, Consent.version, Consent.witness_id).join(
            Person, Person.id == Consent.person_id
        )
        return [tuple(row) for row in db.session.execute(of.where(Person.name == name))]


def test_a_visitor_joins_by_ticking_the_box(app: Flask, world: World, walk: Callable[..., Walk]) -> None:
    visitor = walk(360, javascript=False).visit("/join")
    visitor.type("Full name", "Hà Thị Mơ").type("Birth year", "1958").press("Continue")
    visitor.type("Your commune or ward", "Xuân Lãnh").press("Search").follow("Xã Xuân Lãnh")
    visitor.press("Thôn Lãnh Vân")
    visitor.type("Choose a PIN", "482915").type("The same PIN", "482915").press("Join")
    visitor.sees("Tick the box if you agree.")
    assert agreed(app, "Hà Thị Mơ") == []
    visitor.type("Choose a PIN", "482915").type("The same PIN", "482915")
    visitor.tick("I agree that my details are used").press("Join")
    assert agreed(app, "Hà Thị Mơ") == [(ConsentMethod.SCREEN, CONSENT_VERSION, None)]


def test_staff_write_down_that_somebody_agreed(app: Flask, world: World, walk: Callable[..., Walk]) -> None:
    lan = walk(360, world.people["lan"], staff=True, javascript=False).visit("/people/add")
    lan.type("Full name", "Hà Thị Mơ").type("Birth year", "1958")
    lan.page.get_by_label("Where they live").select_option(str(world.units["village"]))
    lan.tick("Said so aloud").press("Add")
    lan.sees("Tick this when the person has agreed.")
    assert agreed(app, "Hà Thị Mơ") == []
    lan.tick("They know what is kept").press("Add")
    assert agreed(app, "Hà Thị Mơ") == [(ConsentMethod.ORAL, CONSENT_VERSION, world.people["lan"])]
