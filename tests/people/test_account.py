"""One's own account: PIN, language, text size, a shared phone, and everything the system knows."""

import json

import pytest
import sqlalchemy as sa

from lms.classes.models import News, Notice, PresenceAnswer, PresenceQuestion
from lms.core import clock
from lms.core.db import db
from lms.keeping.models import Call, Why
from lms.people.models import Person
from tests.classes import make
from tests.people.secrets_of import OTHER_PIN, PIN, ask, give_pin
from tests.world import save

pytestmark = pytest.mark.both


def test_a_person_changes_their_pin_and_other_phones_are_out(world, read_as, app):
    give_pin(app, world.people["hoa"])
    hoa, old_phone = read_as(world.people["hoa"]), read_as(world.people["hoa"])
    hoa.visit("/account").follow("Change my PIN")
    new = {"pin": OTHER_PIN, "again": OTHER_PIN}
    assert "not your PIN until now" in hoa.press("Keep the new PIN", old="999111", **new).text
    assert "too easy" in hoa.press("Keep the new PIN", old=PIN, pin="123456", again="123456").text
    assert hoa.press("Keep the new PIN", old=PIN, **new).path == "/account"
    old_phone.visit("/account", expect=303)
    hoa.visit("/account")
    assert read_as().visit("/sign-in").press("Sign in", phone="0912000001", pin=OTHER_PIN).path == "/"


def test_the_copy_of_everything_holds_every_table_and_no_secret(world, read_as, app):
    give_pin(app, world.people["hoa"])
    hoa = read_as(world.people["hoa"]).visit("/account").follow("A copy of everything")
    known = json.loads(hoa.html)
    assert known["person"][0]["name"] == "Bùi Thị Hoa"
    assert "sign_in" in known
    assert "argon2" not in hoa.html
    assert "hash" not in hoa.html
    assert "Cao Đức Minh" not in hoa.html


def test_every_table_about_persons_is_in_the_copy(world, app):
    """A person stands in `person_id`, or in a column that says what of its row is theirs to know, and the copy follows
    both; or is who did something for others (`…_by`, a witness).
    """
    with app.app_context():
        for table in db.metadata.sorted_tables:
            for column in table.columns:
                if any(key.column.table.name == "person" for key in column.foreign_keys):
                    known = column.name == "person_id" or column.name.endswith("_by")
                    assert known or "told" in column.info or column.name == "witness_id", (
                        f"{table.name}.{column.name}"
                    )


def test_a_caller_and_who_is_told_of_have_their_part_of_the_row_and_nobody_else_s(world, read_as, app):
    """Minh is to call Hoa, who has left Lan's class and answered a question online in it."""
    hoa, minh, lan = (world.people[name] for name in ("hoa", "minh", "lan"))
    with app.app_context():
        cohort = make.cohort(world)
        meeting, now = make.meeting(cohort), clock.now()
        about = {"cohort_id": cohort.id, "made_at": now}
        save(Call(meeting_id=meeting.id, person_id=hoa, why=Why.ABSENT, caller_id=minh, tries=2, **about))
        save(Notice(person_id=lan, kind=News.WITHDREW, about_id=hoa, seen_at=now, **about))
        asked = save(PresenceQuestion(meeting_id=meeting.id, asked_by=lan, asked_at=now)).id
        save(PresenceAnswer(question_id=asked, person_id=hoa, answered_at=now))
    of_hoa, of_minh = (
        json.loads(read_as(each).visit("/account").follow("A copy of everything").html)
        for each in (hoa, minh)
    )
    assert of_hoa["presence_answer"][0]["question_id"] == asked
    [told] = of_hoa["notice.about_id"]
    assert told["kind"] == "withdrew"
    assert {"person_id", "seen_at", "about_id"}.isdisjoint(told), (
        "who was told, and when they read it, is theirs"
    )
    [mine] = of_minh["call.caller_id"]
    assert mine["tries"] == 2
    assert {"person_id", "outcome", "next_step"}.isdisjoint(mine), "how it went with Hoa is hers"
    assert of_hoa["call"][0]["why"] == "absent"


def test_the_language_is_remembered_for_visitors_and_on_the_account(world, read_as, app):
    visitor = read_as(language="vi").visit("/settings").press("Français")
    assert visitor.page.lang == "fr"
    hoa = read_as(world.people["hoa"]).visit("/account").press("Français")
    assert hoa.page.lang == "fr"
    assert hoa.path == "/account"
    assert ask(app, sa.select(Person.language).where(Person.id == world.people["hoa"])) == "fr"


def test_a_language_nobody_speaks_here_changes_nothing(world, read_as):
    visitor = read_as().visit("/settings").post("/language", language="xx", next="/settings")
    assert visitor.page.lang == "en"


def test_text_grows_step_by_step_and_stops_at_the_largest(world, read_as):
    visitor = read_as().visit("/settings")
    for size in ("large", "largest", "largest"):
        assert f'class="text-{size}"' in visitor.press("A+ Larger").html
    assert 'class="text-large"' in visitor.press("A− Smaller").html


def test_a_family_phone_switches_between_learners(world, read_as, app):
    for name, pin in (("hoa", PIN), ("xuan", OTHER_PIN)):
        give_pin(app, world.people[name], pin)
    phone = read_as().visit("/sign-in").press("Sign in", phone="0912000001", pin=PIN, several="y")
    phone.visit("/switch")
    assert "Hoa" in phone.text
    phone.visit(f"/switch/{world.people['xuan']}", expect=404)
    phone.visit(f"/switch/{world.people['hoa']}")
    assert "The PIN is not right." in phone.press("Sign in", pin=OTHER_PIN).text
    assert phone.press("Sign in", pin=PIN).path == "/"
    phone.visit("/switch").press("Take off Hoa")
    assert "No names are kept" in phone.text
    phone.visit(f"/switch/{world.people['hoa']}", expect=404)


def test_names_stay_on_a_family_phone_after_signing_out(world, read_as, app):
    hoa = read_as(world.people["hoa"]).visit("/account").press("Several people use this phone")
    assert hoa.path == "/switch"
    hoa.visit("/account").press("Sign out")
    assert hoa.path == "/switch"
    assert "Hoa" in hoa.text


def test_a_forged_family_cookie_names_nobody(world, read_as):
    visitor = read_as()
    visitor.client.set_cookie("family", "W1sxLCJIb2EiXV0.forged")
    assert "No names are kept" in visitor.visit("/switch").text


def test_the_account_is_closed_to_visitors(world, read_as):
    for path in ("/account", "/account/data.json", "/account/pin", "/account/card"):
        assert read_as().visit(path).path.startswith("/sign-in")
