"""The 34 provinces and 3,321 communes, brought up to date without breaking what points to them."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from lms.core.db import db
from lms.places import actions, package, queries
from lms.places.models import Unit, UnitKind
from lms.places.rules import BadListing

pytestmark = pytest.mark.both
TODAY = date(2026, 11, 21)


def load(units=None):
    done = actions.load_units(units or package.official_list(), package.REFORM, TODAY)
    db.session.commit()
    return done


def counts() -> dict[UnitKind, int]:
    return dict(
        db.session.execute(
            sa.select(Unit.kind, sa.func.count()).where(Unit.valid_to.is_(None)).group_by(Unit.kind)
        ).all()
    )


def test_the_package_gives_34_provinces_and_3321_communes(app, inside, count_queries):
    assert load().created == 3356
    assert counts() == {UnitKind.COUNTRY: 1, UnitKind.PROVINCE: 34, UnitKind.COMMUNE: 3321}
    province = queries.unit_by_code("66")
    assert (province.name, province.form, province.valid_from) == ("Tỉnh Đắk Lắk", "tỉnh", date(2025, 7, 1))
    assert (queries.unit_by_code("01").name, queries.unit_by_code("01").form) == (
        "Thành phố Hà Nội",
        "thành phố",
    )
    ward = queries.unit_by_code("00004")
    assert (ward.name, ward.form) == ("Phường Ba Đình", "phường")
    assert [unit.code for unit in queries.ancestors(ward)] == ["VN", "01"]
    forms = db.session.scalars(sa.select(Unit.form).where(Unit.kind == UnitKind.COMMUNE).distinct()).all()
    assert set(forms) == {"xã", "phường", "đặc khu"}
    assert db.session.scalar(sa.select(sa.func.count()).where(queries.below(province.path))) == 103
    with count_queries() as asked:
        again = load()
    assert (again.created, again.changed, again.closed) == (0, 0, 0)
    assert asked.total <= 2


def test_a_renamed_unit_is_renamed_and_a_moved_one_takes_its_villages_along(world, inside):
    units = package.official_list()
    load(units)
    home = queries.unit_by_code("22045")
    villages = [row.code for row in queries.villages_of(home.id)]
    moved = [
        replace(unit, name="Xã Mới", bare_name="Mới", form="xã", parent="01")
        if unit.code == "22045"
        else unit
        for unit in units
    ]
    assert load(moved).changed == 1
    db.session.expire_all()
    home = queries.unit_by_code("22045")
    assert (home.name, home.search_key) == ("Xã Mới", "xa moi")
    assert [unit.code for unit in queries.ancestors(home)] == ["VN", "01"]
    assert [row.code for row in queries.villages_of(home.id)] == villages
    assert all(unit.path.startswith(home.path) for unit in queries.children(home.id))


def test_a_unit_that_left_the_list_is_closed_not_deleted_and_may_come_back(inside):
    units = package.official_list()
    load(units)
    without = [unit for unit in units if unit.code != "22045"]
    assert load(without).closed == 1
    db.session.expire_all()
    assert queries.unit_by_code("22045").valid_to == TODAY
    assert counts()[UnitKind.COMMUNE] == 3320
    assert load(units).changed == 1
    db.session.expire_all()
    assert queries.unit_by_code("22045").valid_to is None


def test_a_new_unit_remembers_what_it_was_made_of(inside):
    units = package.official_list()
    load(units)
    new = replace(
        units[-1], code="99999", name="Xã Hợp Nhất", bare_name="Hợp Nhất", predecessor=units[-1].code
    )
    load([*units, new])
    assert queries.unit_by_code("99999").predecessor_id == queries.unit_by_code(units[-1].code).id


@pytest.mark.parametrize("damage", ["half", "double", "orphan"])
def test_a_torn_list_is_refused_and_closes_nothing(inside, damage):
    units = package.official_list()
    load(units)
    torn = {
        "half": units[:1500],
        "double": [*units, units[-1]],
        "orphan": [unit for unit in units if unit.code != "66"],
    }[damage]
    with pytest.raises(BadListing):
        load(torn)
    assert counts()[UnitKind.COMMUNE] == 3321


def test_communes_are_found_without_accents_and_chosen_by_province(inside):
    load()
    assert ("Phường Buôn Ma Thuột", "Tỉnh Đắk Lắk") in [
        (row.name, row.province) for row in queries.find_communes("BUON MA THUOT")
    ]
    assert queries.find_communes("%") == []
    assert len(queries.children(queries.unit_by_code("66").id)) == 102
    assert len(queries.provinces_for_choice()) == 34
