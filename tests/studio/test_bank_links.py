"""From the figures and the bank of a module to where its questions are written, and back."""

import pytest

from lms.core.access import Role
from tests.catalogue.writing import write_course
from tests.world import grant

pytestmark = pytest.mark.both


@pytest.fixture
def an(read_as, world, app, tmp_path, monkeypatch):
    """An administrator who also writes; the small course in files is published."""
    monkeypatch.setitem(app.config, "COURSES_DIR", str(tmp_path))
    write_course(tmp_path).rename(tmp_path / "goc")
    app.test_cli_runner().invoke(args=["courses", "publish"])
    with app.app_context():
        grant(world.people["an"], Role.AUTHOR, world.units["country"])
    return read_as(world.people["an"], staff=True)


def test_without_a_draft_the_way_leads_to_the_beginning_of_one(an):
    an.visit("/questions/?course=goc&module=an-toan").follow("Write questions of this module")
    assert an.path == "/studio/courses/goc/begin"


def test_module_bank_and_figures_lead_to_each_other(an, world):
    an.visit("/studio/courses/goc/begin").press("Begin", what="course", unit=str(world.units["country"]))
    draft = an.path
    an.visit("/studio/courses/goc/modules/an-toan/questions")
    assert an.path == f"{draft}/modules/an-toan/questions"
    an.follow("Taken from other systems").follow("Write questions of this module").follow(
        "How learners answered"
    )
    assert "questions in figures" in an.text
    an.follow("Write questions of this module")
    assert an.path == f"{draft}/modules/an-toan/questions"


def test_nobody_is_led_to_a_course_of_others(read_as, world):
    author = read_as(world.people["author"], staff=True)
    author.visit("/studio/courses/khac/modules/x/questions", expect=404)
