"""Units change between two reports: what was counted follows."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from lms.core import clock
from lms.core.db import db
from lms.people import actions as people
from lms.people.models import Person
from lms.people.signals import moved
from lms.places import actions, package
from lms.reports.actions import rebuild
from tests.reports.history import a_year_of_learning, tally

pytestmark = pytest.mark.both


def load(units):
    actions.load_units(units, package.REFORM, date(2026, 11, 21))
    db.session.commit()


def test_a_commune_that_comes_to_another_province_takes_its_counts_along(world, inside):
    listed = package.official_list()
    load(listed)
    a_year_of_learning(world)
    province, far = world.units["province"], world.units["far_province"]
    assert (tally(province), tally(far)) == ((4, 1), (0, 0))
    load([replace(unit, parent="01") if unit.code == "22045" else unit for unit in listed])
    assert (tally(province), tally(far), tally(world.units["commune"])) == ((1, 0), (3, 1), (3, 1))
    assert rebuild() == []


def test_a_person_whom_two_people_move_is_counted_once(world, inside):
    a_year_of_learning(world)
    hoa = db.session.get_one(Person, world.people["hoa"])
    assert hoa.unit_id == world.units["village"]
    now = clock.now()
    db.session.execute(
        sa.update(Person).where(Person.id == hoa.id).values(unit_id=world.units["village_2"]),
        execution_options={"synchronize_session": False},
    )
    moved.send(
        None,
        person_id=hoa.id,
        from_unit_id=world.units["village"],
        to_unit_id=world.units["village_2"],
        now=now,
    )
    people.move(hoa, world.units["sibling"], now)
    db.session.commit()
    assert rebuild() == []
    assert tally(world.units["sibling"]) == (2, 1)
