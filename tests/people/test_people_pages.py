"""Staff and the people in their charge: finding, adding, moving, correcting, stopping."""

import io

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from lms.core import clock
from lms.core.audit import AuditEntry, Deed
from lms.core.db import db
from lms.people import actions, queries
from lms.people.models import Consent, ConsentMethod, Person
from lms.people.signals import moved
from lms.people.views.staff import listing
from tests.people.secrets_of import ask
from tests.world import asker, person

pytestmark = pytest.mark.both


@pytest.fixture
def lan(world, read_as):
    return read_as(world.people["lan"], staff=True)


@pytest.fixture
def dung(world, read_as):
    return read_as(world.people["dung"], staff=True)


def test_names_are_found_without_accents_and_however_they_are_composed(lan, world, app):
    with app.app_context():
        person("Nguye\u0302\u0303n Thi\u0323 Ho\u0300a", world.units["village"], 1950)
    for typed in ("nguyen thi hoa", "Nguyễn Thị Hòa", "hoà nguyễn", "Nguye\u0302\u0303n Ho\u0300a"):
        assert "Nguyễn Thị Hòa" in lan.client.get("/people/", query_string={"q": typed}).text
    assert "Bùi Thị Hoa" in lan.visit("/people/?q=0912 000 001").text
    assert "Bùi Thị Hoa" not in lan.visit("/people/?q=0912 000").text
    assert "Nobody in your units" in lan.visit("/people/?q=%25").text


def test_staff_see_only_people_of_their_own_units(lan, world, read_as):
    assert "Lò Thị Xuân" not in lan.visit("/people/?q=xuan").text
    xuan = world.people["xuan"]
    for path in ("", "/card", "/move", "/correct"):
        lan.visit(f"/people/{xuan}{path}", expect=404)
    lan.post(f"/people/{xuan}/pin", expect=404)
    province = read_as(world.people["binh"], staff=True)
    assert "Lò Thị Xuân" in province.visit(f"/people/{xuan}").text


def test_trainees_and_authors_find_no_people_pages(world, read_as):
    for name, staff in (("hoa", False), ("lan", False), ("author", True)):
        read_as(world.people[name], staff=staff).visit("/people/", expect=404)


def test_the_list_goes_by_given_name_page_by_page_with_the_same_queries(lan, world, app, count_queries):
    with count_queries() as few:
        lan.visit("/people/")
    with app.app_context():
        for number in range(120):
            actions.add_person(
                f"Trần Văn An {chr(65 + number % 26)}", 1950, world.units["village"], clock.now()
            )
        db.session.commit()
    with count_queries() as many:
        lan.visit("/people/")
    assert many.total == few.total
    assert "Next page" in lan.text
    lan.follow("Next page").follow("Page before")
    lan.visit("/people/?page=99999999999999999999999&q=a")


def test_looking_at_a_person_is_written_down(lan, world, app):
    lan.visit(f"/people/{world.people['hoa']}")
    seen = sa.select(AuditEntry.actor_id).where(AuditEntry.deed == Deed.SAW).order_by(AuditEntry.id)
    assert ask(app, seen) == world.people["lan"]


def add(reader, **typed):
    details = {"name": "Hà Thị Mơ", "birth_year": "1958", "method": "oral", "agreed": "y", **typed}
    return reader.visit("/people/add").press("Add", **details)


def test_a_trainer_adds_a_person_and_stands_witness(lan, world, app):
    add(lan, unit_id=str(world.units["village"]))
    assert lan.page.h1 == ["Hà Thị Mơ"]
    given = ask(app, sa.select(Consent))
    assert (given.method, given.witness_id) == (ConsentMethod.ORAL, world.people["lan"])


def test_somebody_alike_is_shown_before_adding_and_never_merged(lan, world, app):
    village = str(world.units["village_2"])
    add(lan, name="Hoa Bùi Thị", birth_year="1958", unit_id=village)
    assert "Is it one of these people?" in lan.text
    assert "Bùi Thị Hoa" in lan.page.links
    sent = dict(lan.page.forms[-1]["fields"])
    lan.press("Nobody of these: add")
    assert lan.page.h1 == ["Hoa Bùi Thị"]
    assert "Is it one of these people?" in lan.post("/people/add", **sent).text, "sent twice, added once"
    assert ask(app, sa.select(sa.func.count()).where(Person.name_key == "bui hoa thi")) == 2


def test_nobody_is_added_without_consent_or_outside_ones_units(lan, world, app):
    assert "Tick this when the person has agreed" in add(lan, agreed=None).text
    assert "Choose the place" in add(lan, unit_id=str(world.units["sibling"])).text
    assert "four digits" in add(lan, birth_year="2200", unit_id=str(world.units["village"])).text
    assert ask(app, sa.select(sa.func.count()).where(Person.name == "Hà Thị Mơ")) == 0


def test_a_wide_scope_types_the_place(world, read_as, app):
    from lms.places.models import Unit, UnitKind
    from tests.world import unit

    with app.app_context():
        commune = db.session.get_one(Unit, world.units["sibling"])
        for number in range(70):
            unit(f"22057-{number:02}", f"Thôn Số {number}", UnitKind.VILLAGE, commune, "thôn")
    an = read_as(world.people["an"], staff=True)
    typed = {"name": "Hà Thị Mơ", "birth_year": "1958", "method": "oral", "agreed": "y"}
    an.visit("/people/add")
    assert "No place has this name" in an.press("Add", place="Atlantis", **typed).text
    assert "Choose the place" in an.press("Add", place="lanh", unit_id=None, **typed).text
    an.press("Add", place="ha rai", **typed)
    assert ask(app, sa.select(Person.unit_id).where(Person.name == "Hà Thị Mơ")) == world.units["village_2"]


def test_moving_tells_the_counts(lan, world, app):
    heard = []
    with moved.connected_to(lambda _sender, **told: heard.append(told)):
        lan.visit(f"/people/{world.people['hoa']}/move").press("Save", unit_id=str(world.units["village_2"]))
        lan.visit(f"/people/{world.people['hoa']}/move").press("Save", unit_id=str(world.units["village_2"]))
        lan.visit(f"/people/{world.people['hoa']}/move").press("Save", unit_id=str(world.units["sibling"]))
    assert [(each["from_unit_id"], each["to_unit_id"]) for each in heard] == [
        (world.units["village"], world.units["village_2"])
    ]


def test_details_are_corrected_and_the_log_names_fields_not_values(lan, world, app):
    lan.visit(f"/people/{world.people['hoa']}/correct").press("Save", name="Bùi Thị Hòa", birth_year="1956")
    assert lan.page.h1 == ["Bùi Thị Hòa"]
    detail = ask(app, sa.select(AuditEntry.detail).where(AuditEntry.deed == Deed.CHANGED))
    assert detail == {"fields": ["name", "birth_year"]}


def test_a_correction_takes_back_nothing_that_somebody_else_wrote_meanwhile(lan, dung, world, app):
    here = f"/people/{world.people['minh']}/correct"
    lan.visit(here)
    dung.visit(here).press("Save", phone="0912999888")
    lan.press("Save", name="Cao Đức Mình")
    assert "Somebody changed this meanwhile. It says now: Cao Đức Minh, 1961, 0912999888." in lan.text
    lan.press("Save", phone="0912999888")
    minh = ask(app, sa.select(Person).where(Person.id == world.people["minh"]))
    assert (minh.name, minh.phone) == ("Cao Đức Mình", "0912999888")


def test_a_disabled_person_is_out_until_let_in_again(dung, world, read_as):
    hoa = read_as(world.people["hoa"])
    dung.visit(f"/people/{world.people['hoa']}").follow("Stop them signing in")
    hoa.visit("/account")
    dung.press("Stop them")
    hoa.visit("/account", expect=303)
    dung.press("Let them sign in again")
    assert "cannot sign in since" not in dung.text


def test_a_trainer_changes_no_account_of_staff(lan, world, app):
    dung = world.people["dung"]
    assert "Only somebody with a higher role" in lan.visit(f"/people/{dung}").text
    lan.post(f"/people/{dung}/pin", expect=409)
    lan.post(f"/people/{dung}/card", expect=409)
    lan.post(
        f"/people/{dung}/correct", name="Phạm Văn Dũng", birth_year="1980", phone="0999999999", expect=409
    )
    lan.post(f"/people/{world.people['hoa']}/disable", expect=404)
    assert ask(app, sa.select(Person.pin_hash).where(Person.id == dung)) is None


def test_a_new_pin_is_random_shown_once_and_ends_sessions(lan, world, read_as):
    hoa = read_as(world.people["hoa"])
    lan.visit(f"/people/{world.people['hoa']}").press("Give a PIN", pin="111111")
    assert 'class="secret"' in lan.html
    assert "111111" not in lan.html
    assert 'class="secret"' not in lan.visit(f"/people/{world.people['hoa']}").html
    hoa.visit("/account", expect=303)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_taken_away_in_scope_and_written_down(lan, world, app, kind):
    with app.app_context():
        person("=HYPERLINK(evil)", world.units["village"], 1950)
    lan.visit(f"/people/export.{kind}")
    if kind == "csv":
        assert "Bùi Thị Hoa" in lan.html
        assert "Lò Thị Xuân" not in lan.html
        assert "'=HYPERLINK" in lan.html
    detail = ask(app, sa.select(AuditEntry.detail).where(AuditEntry.deed == Deed.EXPORTED))
    assert detail["count"] == 6


def test_interfaces_for_other_features(world, inside):
    lan = asker(world.people["lan"], staff=True)
    found = queries.search_people(lan, "hoa")
    assert [tuple(row) for row in found] == [(world.people["hoa"], "Bùi Thị Hoa", 1957, "Thôn Lãnh Vân")]
    paths = lan.paths(*queries.STAFF)
    assert queries.find_matches(paths, "hoà thị bui", 1956, world.units["village_2"])[0].id == found[0].id
    assert queries.find_matches(paths, "Bùi Thị Hoa", 1959, world.units["village"]) == []
    assert queries.find_matches(paths, "Lò Thị Xuân", 1969, None) == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_that_is_cut_off_says_so(lan, world, monkeypatch, kind):
    def words():
        reader = lan.visit(f"/people/export.{kind}")
        if kind == "csv":
            return reader.html
        book = CalamineWorkbook.from_filelike(io.BytesIO(reader.response.data))
        return str(book.get_sheet_by_index(0).to_python())

    assert "Only the first" not in words()
    monkeypatch.setattr(listing, "MOST_EXPORTED", 3)
    assert "Only the first 3 people are in this list." in words()
