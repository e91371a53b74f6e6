"""Where the code on a poster leads: a page for everybody, and from there to the lesson itself."""

import pytest

from lms.core import clock
from lms.core.db import db
from lms.handouts.views.blueprint import found_lesson, public_address
from lms.learning import editions

pytestmark = pytest.mark.both

ABOUT = "/lessons/thu/thanh-toan/thanh-toan-mot"
LESSON = "/learn/thu/thanh-toan/thanh-toan-mot/"


def test_a_visitor_reads_what_it_is_about_and_signs_in_on_the_way(world, read_as):
    visitor = read_as()
    visitor.visit(ABOUT)
    assert visitor.page.h1 == ["Bài thanh-toan-mot (en)"]
    assert "Learn this lesson" in visitor.text and "We ask for a name" in visitor.text
    assert visitor.client.get(LESSON).headers["Location"].endswith(f"next={LESSON}")
    assert f"next={LESSON}" in visitor.page.links["I am new here: join"].replace("%2F", "/")


def test_who_is_signed_in_goes_straight_to_the_lesson(world, read_as):
    hoa = read_as(world.people["hoa"]).visit(ABOUT)
    assert "I am new here" not in hoa.text
    assert "Step 1" in hoa.follow("Learn this lesson").text


@pytest.mark.parametrize("path", ["thu/thanh-toan/khac", "thu/khac/thanh-toan-mot", "khac/khac/khac"])
def test_what_is_not_published_is_not_there(world, read_as, path):
    read_as().visit(f"/lessons/{path}", expect=404)


def test_the_poster_of_a_units_own_course_leads_to_its_people_alone(world, read_as, app):
    with app.test_request_context("/"):
        place = found_lesson(None, "thu", "thanh-toan", "thanh-toan-mot")
        assert public_address(*place).endswith(ABOUT)
        editions.offer_course("thu", world.units["commune"], None, clock.now())
        db.session.commit()
        app.extensions.pop("shelf", None)
        assert public_address(*place).endswith(LESSON)
    read_as().visit(ABOUT, expect=404)
    read_as(world.people["xuan"]).visit(ABOUT, expect=404)
    read_as(world.people["hoa"]).visit(ABOUT)
