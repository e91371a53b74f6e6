"""Roles are given downwards only, work at once and end at once; new staff set up their own sign-in."""

import re

import pyotp
import pytest
import sqlalchemy as sa
import time_machine

from lms.core import clock
from lms.core.access import Role
from lms.people.models import Grant, Person
from tests.people.secrets_of import PASSWORD, ask, code_now, give_password
from tests.world import grant

pytestmark = pytest.mark.both


def give(reader, person_id, role, unit_id, expect=200):
    return reader.post(f"/people/{person_id}/grants", role=role, unit_id=str(unit_id), expect=expect)


def roles_of(app, person_id):
    return ask(app, sa.select(sa.func.count()).where(Grant.person_id == person_id))


def test_a_cadre_makes_trainers_in_their_own_units_and_nothing_more(world, read_as, app):
    dung, minh = read_as(world.people["dung"], staff=True), world.people["minh"]
    assert "higher role" in give(dung, minh, "cadre", world.units["commune"]).text
    assert "higher role" in give(dung, minh, "admin", world.units["commune"]).text
    assert "Choose the place" in give(dung, minh, "trainer", world.units["sibling"]).text
    assert "Choose the place" in give(dung, minh, "trainer", world.units["province"]).text
    give(dung, world.people["xuan"], "trainer", world.units["commune"], expect=404)
    assert roles_of(app, minh) == 0
    give(dung, minh, "trainer", world.units["village"])
    assert roles_of(app, minh) == 1


def test_trainers_give_no_roles(world, read_as):
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/people/{world.people['minh']}/grants", expect=404)
    give(lan, world.people["minh"], "trainer", world.units["commune"], expect=404)


def test_an_administrator_gives_any_role(world, read_as, app):
    an = read_as(world.people["an"], staff=True)
    give(an, world.people["minh"], "admin", world.units["country"])
    assert ask(app, sa.select(Grant.role).where(Grant.person_id == world.people["minh"])) is Role.ADMIN


def test_a_role_taken_away_is_gone_with_the_next_page(world, read_as, app):
    dung, lan = read_as(world.people["dung"], staff=True), read_as(world.people["lan"], staff=True)
    lan.visit("/people/")
    dung.visit(f"/people/{world.people['lan']}/grants").follow("Take away").press("Take away")
    lan.visit("/people/", expect=404)


def test_nobody_takes_a_role_they_could_not_give_or_their_own(world, read_as, app):
    dung, an = read_as(world.people["dung"], staff=True), read_as(world.people["an"], staff=True)
    for reader, name in ((dung, "dung"), (an, "an")):
        held = ask(app, sa.select(Grant.id).where(Grant.person_id == world.people[name]))
        reader.post(f"/people/{world.people[name]}/grants/{held}/take", expect=409)
        assert roles_of(app, world.people[name]) == 1


def test_a_role_of_another_person_is_not_found_here(world, read_as, app):
    dung = read_as(world.people["dung"], staff=True)
    held = ask(app, sa.select(Grant.id).where(Grant.person_id == world.people["lan"]))
    dung.post(f"/people/{world.people['minh']}/grants/{held}/take", expect=404)


def link_of(reader):
    return re.search(r'class="link">http://[^/]+(/staff/set-up/[^<]+)<', reader.html)[1]


def finish(visitor, **typed):
    key = re.search(r'card-letters">([^<]+)<', visitor.html)[1].replace(" ", "")
    words = {"password": PASSWORD, "again": PASSWORD, "code": pyotp.TOTP(key).at(clock.now()), **typed}
    return visitor.press("Finish", **words)


def test_new_staff_set_up_their_own_sign_in_once(world, read_as, app):
    dung = read_as(world.people["dung"], staff=True)
    give(dung, world.people["hoa"], "trainer", world.units["commune"])
    path = link_of(dung)
    assert 'class="link"' not in dung.visit(f"/people/{world.people['hoa']}").html
    hoa = read_as().visit(path)
    assert "does not fit" in finish(hoa, code="000000").text
    assert "too easy" in finish(hoa, password="short pass", again="short pass").text
    assert "too easy" in finish(hoa, password="my bui thi hoa 1957", again="my bui thi hoa 1957").text
    assert "differ" in finish(hoa, again="something else here").text
    assert finish(hoa).path == "/sign-in/staff"
    hoa.visit(path, expect=404)
    key = ask(app, sa.select(Person.totp_key).where(Person.id == world.people["hoa"]))
    typed = {"phone": "0912000001", "password": PASSWORD}
    used = pyotp.TOTP(key).at(clock.now())
    assert "is not right" in hoa.visit("/sign-in/staff").press("Sign in", code=used, **typed).text
    fresh = pyotp.TOTP(key).at(int(clock.now().timestamp()) + 30)
    hoa.visit("/sign-in/staff").press("Sign in", code=fresh, **typed)
    hoa.visit("/people/")


def test_a_link_dies_after_two_days_and_opens_nothing_else(world, read_as, app):
    dung = read_as(world.people["dung"], staff=True)
    give(dung, world.people["minh"], "trainer", world.units["commune"])
    path = link_of(dung)
    read_as().visit(path)
    read_as().visit(path[:-2] + "xx", expect=404)
    with time_machine.travel(clock.now().timestamp() + 49 * 3600):
        read_as().visit(path, expect=404)


def test_the_link_of_one_who_lost_the_role_is_dead(world, read_as, app):
    dung = read_as(world.people["dung"], staff=True)
    give(dung, world.people["minh"], "trainer", world.units["commune"])
    path = link_of(dung)
    dung.visit(f"/people/{world.people['minh']}/grants").follow("Take away").press("Take away")
    read_as().visit(path, expect=404)


def test_a_cadre_cannot_take_over_an_administrator_by_giving_them_a_small_role(world, read_as, app):
    with app.app_context():
        grant(world.people["minh"], Role.ADMIN, world.units["country"])
    dung = read_as(world.people["dung"], staff=True)
    give(dung, world.people["minh"], "trainer", world.units["commune"])
    assert 'class="link"' not in dung.html
    dung.post(f"/people/{world.people['minh']}/set-up-link", expect=409)


def test_a_new_link_for_a_lost_phone_ends_staff_sessions_when_used(world, read_as, app):
    give_password(app, world.people["lan"])
    lan = read_as().visit("/sign-in/staff")
    lan.press("Sign in", phone="0912000002", password=PASSWORD, code=code_now())
    dung = read_as(world.people["dung"], staff=True).visit(f"/people/{world.people['lan']}")
    dung.press("New link to set up sign-in")
    finish(read_as().visit(link_of(dung)))
    lan.visit("/people/", expect=303)


def test_roles_from_the_command_line(world, app):
    run = app.test_cli_runner().invoke
    said = run(args=["people", "grant", "0912000001", "trainer", "22045"]).output
    assert "Bùi Thị Hoa is trainer at Xã Xuân Lãnh" in said
    assert "/staff/set-up/" in said
    assert run(args=["people", "grant", "0900000000", "trainer", "22045"]).exit_code == 1
    assert "no unit" in run(args=["people", "grant", "0912000001", "trainer", "99999"]).output


def test_the_first_administrator(world, read_as, app):
    said = app.test_cli_runner().invoke(args=["people", "make-admin", "Ngô Thị Sáu", "1980", "0933333333"])
    path = re.search(r"(/staff/set-up/\S+)", said.output)[1]
    assert finish(read_as().visit(path)).path == "/sign-in/staff"
