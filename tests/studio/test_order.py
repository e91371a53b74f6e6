"""Modules, lessons, questions, steps and choices are moved with buttons, and what was moved keeps the focus."""

import copy
import re

import pytest

from lms.catalogue import actions as catalogue
from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.studio.rules.orders import nudge
from lms.studio.rules.yaml_files import with_entry_moved
from tests.course_document import COURSE
from tests.studio.making import drafted, lesson_at

pytestmark = pytest.mark.both


def focused(reader):
    """What the button that has the focus is called."""
    found = re.findall(r'aria-label="([^"]*)" autofocus', reader.html)
    assert len(found) == 1, found
    return found[0]


def text_of(reader, draft, path):
    page = reader.visit(f"/studio/{draft}/files/{path}").page
    return next(value for form in page.forms for name, value in form["fields"] if name == "text")


@pytest.mark.parametrize(
    ("number", "way", "expected", "at"),
    [
        (1, "up", "bac", 0),
        (1, "down", "acb", 2),
        (0, "up", "abc", 0),
        (2, "down", "abc", 2),
        (1, "?", "abc", 1),
    ],
)
def test_a_thing_changes_places_with_its_neighbour(number, way, expected, at):
    things = list("abc")
    assert nudge(things, number, way) == at
    assert "".join(things) == expected


def test_modules_and_lessons_are_moved_where_they_stand(read_as, world):
    author, draft = drafted(read_as, world)
    author.visit(f"/studio/{draft}/new-module").press("Add", title="Hai")
    author.visit(f"/studio/{draft}").press("Move up: Hai▲")
    assert focused(author) == "Move down: Hai", "at the top there is only the way back"
    assert 'modules: ["hai", "an-toan"]' in text_of(author, draft, "course.yaml")
    author.visit(f"/studio/{draft}/modules/an-toan/new-lesson").press("Add", title="Bài hai")
    author.visit(f"/studio/{draft}/modules/an-toan/new-lesson").press("Add", title="Bài ba")
    author.visit(f"/studio/{draft}").press("Move down: Passwords▼")
    assert focused(author) == "Move down: Passwords"
    assert 'lessons: ["bai-hai", "mat-khau", "bai-ba"]' in text_of(author, draft, "an-toan/module.yaml")


def test_questions_are_moved_in_their_bank_and_notes_at_its_top_stay(read_as, world):
    author, draft = drafted(read_as, world)
    bank = f"/studio/{draft}/modules/an-toan/questions"
    author.visit(bank).press("Move down: Which number?▼")
    assert focused(author) == "Move down: Which number?"
    ids = re.findall(r'- id: "(\w+)"', text_of(author, draft, "an-toan/questions.yaml"))
    assert ids == ["hai", "mot", "ba"]
    assert "Nothing to correct" in author.visit(f"/studio/{draft}/check").text
    text = '# of the bank\n- id: "a"\n# of b\n- id: "b"'
    values = [{"id": "a"}, {"id": "b"}]
    assert with_entry_moved(text, values, 1, "up") == '# of the bank\n# of b\n- id: "b"\n- id: "a"\n'


def test_steps_and_choices_keep_the_focus_when_they_are_moved(read_as, world):
    author, draft = drafted(read_as, world)
    author.visit(lesson_at(draft)).press("Move 2 down▼")
    assert focused(author) == "Move 3 down"
    author.press("Move 2 up▲")
    assert focused(author) == "Move 1 down"
    author.visit(f"/studio/{draft}/modules/an-toan/questions/mot").press("Move 1 down▼")
    assert focused(author) == "Move 2 down"
    author.press("Leave 2 outLeave out")
    assert "autofocus>Bring it back" in author.html


def test_programmes_are_made_of_modules_that_are_chosen(read_as, world):
    author, draft = drafted(read_as, world)
    author.visit(f"/studio/{draft}/course").press("Add a programme").press("Add a module")
    author.press("Save", form=1, **{"paths.0.id": "moi", "paths.0.modules.0.text": "an-toan"})
    assert 'modules: ["an-toan"]' in text_of(author, draft, "course.yaml").split("paths:")[1]


def test_nobody_moves_what_waits_for_a_decision_or_is_not_there(read_as, world):
    author, draft = drafted(read_as, world)
    author.post(f"/studio/{draft}/modules/khong-co/move", expect=404, do="up")
    author.post(f"/studio/{draft}/modules/an-toan/move", do="sideways")
    author.visit(f"/studio/{draft}/ask").press("Ask")
    author.post(f"/studio/{draft}/modules/an-toan/move", expect=409, do="up")
    assert "Move" not in author.visit(f"/studio/{draft}/modules/an-toan/questions").text


def test_an_edition_that_only_moves_things_says_what_moved(read_as, world, app):
    document = copy.deepcopy(COURSE)
    document["modules"].reverse()
    document["modules"][0]["lessons"].reverse()
    with app.app_context():
        catalogue.publish([document], clock.now())
        db.session.commit()
        shelf.forget()
    said = read_as(world.people["an"], staff=True).visit("/studio/courses/thu/compare").text
    assert "Modules in order" in said and "Lessons in order" in said
    assert "an-toan-mot, " not in said, "by their titles"
