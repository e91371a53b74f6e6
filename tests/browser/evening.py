"""A class that meets today, now: the browser's server has a real clock, so its meetings do too."""

from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from lms.classes.models import Cohort, Meeting, Visit
from lms.classes.rules import codes
from lms.core import clock
from lms.core.db import db
from tests.browser.conftest import Walk
from tests.classes.make import cohort, meeting, member
from tests.world import World


def class_of(app: Flask, world: World, *people: str) -> int:
    """A meeting of Lan's class that goes on now, with these people in the class; its id."""
    with app.app_context():
        made = cohort(world)
        for name in people:
            member(made, world.people[name])
        return meeting(made, starts_at=clock.now() - timedelta(minutes=5)).id


def plan_class(lan: Walk, name: str, link: str = "") -> None:
    """Lan fills in the form of a new class that meets now; with a link it meets online."""
    starts = clock.local(clock.now() - timedelta(minutes=5))
    ends = starts + timedelta(minutes=50)
    lan.visit("/").follow("Classes", exact=True).follow("New class")
    lan.type("Name of the class", name).choose("Village or commune", "\N{EM SPACE}Thôn Lãnh Vân")
    lan.type("Place", "At home" if link else "Nhà văn hóa thôn")
    lan.type("First meeting", f"{starts:%Y-%m-%d}").type("Begins at", f"{starts:%H:%M}").type(
        "Ends at", f"{ends:%H:%M}"
    )
    lan.type("Number of meetings", "1")
    if link:
        lan.tick("Online").type("Link for joining online", link)
    lan.press("Make the class").sees("The class is ready.")


def add(lan: Walk, name: str) -> None:
    """Lan, on the page of her class, finds somebody and adds them."""
    lan.follow("Add people").type("Name or phone number", name.split()[-1]).press("Search")
    lan.press(f"Add {name}").sees(f"{name} is in the class now.")
    lan.page.locator("a.back").click()
    lan.look()


def tap(lan: Walk, name: str, presence: str) -> None:
    """One tap on the register, which is sent at once."""
    with lan.page.expect_response("**/register/marks") as answer:
        mark(lan, name, presence)
    assert answer.value.ok
    lan.sees("All marks are saved.")


def mark(lan: Walk, name: str, presence: str) -> None:
    lan.page.get_by_role("radiogroup", name=name).get_by_label(presence, exact=True).check()


def marked(lan: Walk, name: str) -> str:
    """What the register in front of Lan says about somebody."""
    return str(lan.page.get_by_role("radiogroup", name=name).locator("label:has(:checked)").inner_text())


def code_on_the_board(app: Flask, meeting_id: int) -> str:
    """The address that the QR code of this moment carries."""
    key = codes.key_from(app.config["SECRET_KEY"])
    return f"/check-in/{codes.token(key, meeting_id, codes.step_at(clock.now()))}"


def let_time_pass(app: Flask, class_name: str) -> None:
    """As if the meeting ended just now, and those who joined it had been there from its start."""
    with app.app_context():
        held = db.session.execute(
            sa.select(Meeting).join(Cohort).where(Cohort.name == class_name)
        ).scalar_one()
        length = held.ends_at - held.starts_at
        held.ends_at = clock.now()
        held.starts_at = held.ends_at - length
        db.session.execute(sa.update(Visit).values(joined_at=held.starts_at))
        db.session.commit()
