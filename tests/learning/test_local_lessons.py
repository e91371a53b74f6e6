"""A unit's own version of a lesson: who sees it, and who finishes on what."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.core import clock
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning import editions
from lms.learning.models import LocalLesson
from lms.people.models import Person
from lms.places.models import Unit
from tests.learning.newer_editions import (
    FIRST,
    LESSON,
    PAY,
    changed,
    end,
    offer,
    publish,
    shorter_step,
    version,
)
from tests.reader import Reader
from tests.world import World

pytestmark = pytest.mark.both
Read = Callable[..., Reader]


def test_the_nearest_unit_s_version_is_read(app: Flask, world: World, read_as: Read) -> None:
    units, author = world.units, world.people["author"]
    offer(app, units["commune"], "Bản xã", author)
    hoa = read_as(world.people["hoa"]).visit(f"{LESSON}/")
    assert "Version of xã Xuân Lãnh" in hoa.text and "Step 1 of 5" in hoa.text and "Bản xã" in hoa.text
    offer(app, units["village_2"], "Bản thôn khác", author)
    assert "Bản xã" in hoa.visit(f"{LESSON}/").text
    offer(app, units["village"], "Bản thôn", author)
    assert "Version of thôn Lãnh Vân" in hoa.visit(f"{LESSON}/").text
    for page in ("/", "/learn/", f"/learn/thu/{PAY}/"):
        assert "Bản thôn" in hoa.visit(page).text
    xuan = read_as(world.people["xuan"]).visit(f"{LESSON}/")
    assert "Version of" not in xuan.text and "Step 1 of 3" in xuan.text
    assert "Bản thôn" not in xuan.visit("/").text
    end(app, units["village"], author)
    assert "Version of xã Xuân Lãnh" in hoa.visit(f"{LESSON}/").text


def test_in_the_middle_one_finishes_on_the_version_begun(app: Flask, world: World, read_as: Read) -> None:
    commune, author = world.units["commune"], world.people["author"]
    minh = read_as(world.people["minh"]).visit(f"{LESSON}/1").press("Next")
    offer(app, commune, "Bản một", author)
    assert "Step 2 of 3" in minh.visit(f"{LESSON}/").text
    hoa = read_as(world.people["hoa"]).visit(f"{LESSON}/1").press("Next")
    offer(app, commune, "Bản hai", author)
    assert "Bản một" in hoa.visit(f"{LESSON}/").text
    end(app, commune, author)
    assert "Bản một" in hoa.visit(f"{LESSON}/").text and "Step 2 of 5" in hoa.text
    while "Finish the lesson" not in hoa.html:
        hoa.press("Next")
    hoa.press("Finish the lesson")
    assert hoa.page.h1 == ["You finished this lesson"]
    assert "Version of" not in hoa.visit(f"{LESSON}/").text
    assert "1 of 2 lessons done" in hoa.visit(f"/learn/thu/{PAY}/").text


def test_who_moves_house_reads_the_version_of_the_new_home(app: Flask, world: World, read_as: Read) -> None:
    offer(app, world.units["commune"], "Bản xã", world.people["author"])
    offer(app, world.units["sibling"], "Bản Phú Mỡ", world.people["author"])
    hoa = read_as(world.people["hoa"]).visit(f"{LESSON}/1")
    with app.app_context():
        there = world.units["sibling"]
        db.session.execute(sa.update(Person).where(Person.id == world.people["hoa"]).values(unit_id=there))
        db.session.commit()
    assert "Version of xã Phú Mỡ" in hoa.visit(f"{LESSON}/1").text


def test_a_version_and_a_newer_edition_go_together(app: Flask, world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"{LESSON}/1").press("Next")
    offer(app, world.units["commune"], "Bản xã", world.people["author"])
    publish(app, changed(shorter_step))
    assert "Step 2 of 3" in hoa.visit(f"{LESSON}/").text
    hoa.visit(f"/learn/thu/{PAY}/").press("Change to it")
    minh = read_as(world.people["minh"]).visit(f"{LESSON}/")
    assert "Version of xã Xuân Lãnh" in minh.text


def test_a_version_costs_one_look_up_and_only_for_its_lesson(
    app: Flask, world: World, read_as: Read, count_queries: Any
) -> None:
    hoa = read_as(world.people["hoa"])
    costs = {}
    for when in ("before", "after"):
        for path in ("/", "/learn/", f"{LESSON}/1", f"/learn/thu/{PAY}/{PAY}-hai/1"):
            hoa.visit(path)
            with count_queries() as asked:
                hoa.visit(path)
            costs[when, path] = asked.total
        offer(app, world.units["commune"], "Bản xã", world.people["author"])
    assert costs["after", f"{LESSON}/1"] == costs["before", f"{LESSON}/1"] + 1 == 2
    for path in ("/", "/learn/", f"/learn/thu/{PAY}/{PAY}-hai/1"):
        assert costs["after", path] == costs["before", path]


def test_offering_is_noted_and_twice_is_once(app: Flask, world: World) -> None:
    commune, author = world.units["commune"], world.people["author"]
    assert offer(app, commune, "Bản xã", author) == offer(app, commune, "Bản xã", author)
    with app.app_context():
        [row] = db.session.scalars(sa.select(LocalLesson))
        [entry] = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.subject == "local_lesson"))
        assert (entry.actor_id, entry.detail["version"], row.made_by) == (author, row.hash, author)
        paths = [db.session.get_one(Unit, world.units[name]).path for name in ("province", "sibling")]
        assert [each.unit_name for each in editions.local_lessons_in(paths[:1])] == ["Xã Xuân Lãnh"]
        assert editions.local_lessons_in(paths[1:]) == []
    end(app, commune, author)
    with app.app_context(), pytest.raises(Missing):
        editions.end_lesson("thu", PAY, FIRST, commune, author, clock.now())


def test_a_version_must_stay_the_same_lesson(app: Flask, world: World) -> None:
    place = ("thu", PAY, FIRST, world.units["commune"])
    no_english = version("Bản xã")
    del no_english["steps"][2]["html"]["en"]
    wrong = [{**version("Bản xã"), "slug": "khac"}, version("Bản xã", 4), version("Bản xã", 9), no_english]
    with app.app_context():
        for document in wrong:
            with pytest.raises(editions.NotThisLesson):
                editions.offer_lesson(*place, document, world.people["author"], clock.now())
        with pytest.raises(Missing):
            editions.offer_lesson(
                "thu", PAY, "khac", world.units["commune"], version("x"), world.people["author"], clock.now()
            )
