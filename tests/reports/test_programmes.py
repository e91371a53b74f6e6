"""A programme's own rate: those who completed it, of those who take part, from the country down to a person."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.core.db import db
from lms.reports import actions
from tests.learning.programmes import (
    COACH,
    HELP,
    OFFICE,
    OFFICIALS,
    PAY,
    SAFE,
    STATE,
    complete,
    follow,
    publish_in,
)
from tests.reader import Reader
from tests.reports.history import live, move, tally
from tests.reports.test_rates import rows
from tests.world import World

pytestmark = pytest.mark.both
Read = Callable[..., Reader]
HERE = f"/reports/22045?path={OFFICIALS}"


@pytest.fixture
def world(world: World, app: Flask) -> World:
    return publish_in(app, world)


@pytest.fixture
def learned(app: Flask, world: World) -> World:
    """Hoa completed the officials' programme without choosing it, Minh chose it, Xuân (sibling) left it again."""
    people = world.people
    with app.app_context():
        complete(people["hoa"], PAY, OFFICE)
        follow(people["minh"], OFFICIALS)
        follow(people["xuan"], OFFICIALS)
        follow(people["xuan"], None)
        complete(people["dung"], SAFE)
        db.session.commit()
    return world


def test_who_takes_part_is_counted_up_the_tree_and_so_is_who_completed(learned: World, inside: None) -> None:
    units = learned.units
    assert [tally(units[name], OFFICIALS) for name in ("village", "commune", "province")] == [(2, 1)] * 3
    assert tally(units["sibling"], OFFICIALS) == (0, 0)
    assert tally(units["village"], STATE) == (0, 1), "through the track that stands for it, once"
    assert tally(units["village"], OFFICE) == (0, 1)
    assert actions.rebuild() == []


def test_a_move_takes_the_programme_along(learned: World, inside: None) -> None:
    for who in ("hoa", "minh"):
        move(learned.people[who], learned.units["sibling"])
    db.session.commit()
    assert tally(learned.units["village"], OFFICIALS) == (0, 0)
    assert tally(learned.units["sibling"], OFFICIALS) == (2, 1)
    assert actions.rebuild() == []


def test_a_cadre_reads_the_programme_s_rate_and_goes_down_to_names(learned: World, read_as: Read) -> None:
    dung = read_as(learned.people["dung"], staff=True).visit("/reports/22045")
    assert "3 people enrolled" in dung.text
    assert [len(row) for name, row in rows(dung).items() if name == "In all"] == [2 + 3 + 1]
    dung.follow("Chương trình cán bộ (en)")
    assert dung.page.h1 == ["Xã Xuân Lãnh: completion rates · Chương trình cán bộ (en)"]
    assert "2 people chose this programme or completed it" in dung.text
    assert "50 % of 2 people who take part" in dung.text
    assert "adults (" not in dung.text and "Set a target" not in dung.text
    assert rows(dung)["Thôn Lãnh Vân"] == ["2", "50 %", "1"]
    dung.follow("Thôn Lãnh Vân")
    assert "Bùi Thị Hoa" in dung.text and "Cao Đức Minh" in dung.text
    dung.follow("Not complete yet")
    assert "Cao Đức Minh" in dung.text and "Bùi Thị Hoa" not in dung.text
    dung.follow("Whole course")
    assert "Chương trình cán bộ (en)" not in dung.page.h1[0]


def test_who_is_missing_are_those_who_take_part_and_did_not_complete(learned: World, read_as: Read) -> None:
    dung = read_as(learned.people["dung"], staff=True).visit(HERE).follow("Who is missing")
    assert "Cao Đức Minh" in dung.text
    assert "Bùi Thị Hoa" not in dung.text and "Phạm Văn Dũng" not in rows(dung)
    assert f"Năng lực {OFFICE}"[:3] and OFFICE in dung.text, "its own modules are the columns"


def test_the_columns_of_the_course_are_its_required_modules(learned: World, read_as: Read) -> None:
    page = read_as(learned.people["dung"], staff=True).visit("/reports/22045")
    assert STATE in page.text and OFFICE not in page.text and HELP not in page.text


def test_sheets_say_of_whom(learned: World, read_as: Read) -> None:
    dung = read_as(learned.people["dung"], staff=True)
    answer = dung.client.get(f"/reports/22045.csv?path={OFFICIALS}")
    lines = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert lines[0][2:] == [
        "Take part: chose the programme or completed it",
        "Completed",
        "Completed: per cent of those who take part",
    ]
    assert ["In all", "", "2", "1", "50"] in lines
    for path in (".xlsx", ".pdf", "/people.csv", "/people.xlsx", "/people.pdf"):
        assert dung.client.get(f"/reports/22045{path}?path={OFFICIALS}").status_code in {200, 202, 303}, path


def test_a_programme_the_course_does_not_have_is_not_there(learned: World, read_as: Read) -> None:
    dung = read_as(learned.people["dung"], staff=True)
    for path in ("", ".csv", "/people"):
        dung.visit(f"/reports/22045{path}?path=khong-co", expect=404)
    dung.visit(f"/reports/22057?path={OFFICIALS}", expect=404)


def test_a_programme_s_page_costs_as_little_as_the_course_s(
    learned: World, read_as: Read, count_queries: Any
) -> None:
    dung = read_as(learned.people["dung"], staff=True).visit(HERE)
    for address in ("/reports/22045", HERE):
        with count_queries() as asked:
            dung.visit(address)
        assert asked.total <= 4, asked.statements


DEEDS = st.lists(
    st.one_of(
        st.tuples(
            st.just("complete"), st.sampled_from(["hoa", "lan"]), st.sampled_from([PAY, SAFE, OFFICE, HELP])
        ),
        st.tuples(
            st.just("follow"), st.sampled_from(["hoa", "lan"]), st.sampled_from([OFFICIALS, COACH, None])
        ),
        st.tuples(
            st.just("move"), st.sampled_from(["hoa", "lan"]), st.sampled_from(["village", "far_commune"])
        ),
        st.tuples(st.just("commit")),
        st.tuples(st.just("rollback")),
    ),
    max_size=20,
)


def test_whatever_happened_a_rebuild_finds_the_same_numbers(world: World, inside: None) -> None:
    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(DEEDS)
    def history(deeds: list[tuple[Any, ...]]) -> None:
        live(world, deeds, complete=complete, follow=follow)
        for path in (OFFICIALS, COACH):
            enrolled, done = tally(world.units["country"], path)
            assert done <= enrolled, "no rate passes 100 per cent"
        db.session.commit()

    history()
