"""Courses, modules, lessons and skills are called by their titles, as the reader says them."""

import copy
import re

import pytest

from lms.catalogue import shelf
from lms.catalogue.actions import publish
from lms.catalogue.bank_queries import current_document
from lms.core import clock
from lms.core.db import db
from tests.course_document import text
from tests.interop.test_pages import look

pytestmark = pytest.mark.both
QUESTIONS = """// [id:mot] [tag:outcome-an-toan-bat-buoc]
::Một::Một?{TRUE}

// [id:hai] [tag:outcome-tu-dat-ten]
::Hai::Hai?{TRUE}
"""


@pytest.fixture
def author_in(world, read_as):
    return lambda language: read_as(world.people["author"], staff=True, language=language)


def change(app, do):
    with app.app_context():
        document = copy.deepcopy(current_document("thu"))
        do(document)
        publish([document], clock.now())
        db.session.commit()
        shelf.forget()


@pytest.mark.parametrize(("language", "end"), [("vi", ""), ("en", " (en)"), ("fr", " (fr)")])
def test_what_a_question_shows_is_called_as_the_skill_is(app, author_in, language, end):
    def in_french(document):
        for skill in document["modules"][1]["skills"]:
            skill["title"]["fr"] = f"{skill['title']['vi']} (fr)"

    change(app, in_french)
    look(author_in("en"), QUESTIONS).press("Take them")
    page = author_in(language).visit("/questions/?module=an-toan")
    assert f"Kỹ năng an-toan{end}" in page.text
    assert "an-toan-bat-buoc" not in page.text
    assert "tu-dat-ten" in page.text, "a word of the author's own stays"
    assert f'<option value="an-toan-bat-buoc">Kỹ năng an-toan{end}</option>' in page.html
    chosen = page.visit("/questions/?outcome=an-toan-bat-buoc")
    assert "Một?" in chosen.text and "Hai?" not in chosen.text
    assert "Kỹ năng" not in page.visit("/questions/?module=thanh-toan").text
    figures = page.visit("/quizzes/statistics/thu/an-toan").html
    assert f">Kỹ năng an-toan{end}</option>" in figures and ">an-toan-bat-buoc<" not in figures


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_file_that_names_no_lesson_is_told_the_title_of_the_lesson_it_goes_to(app, author_in, language):
    title = shelf_title(app, language)
    said = look(author_in(language), QUESTIONS).text
    assert f"“{title}”" in said and "“an-toan-mot”" not in said


def shelf_title(app, language):
    with app.app_context():
        return shelf.course("thu").module("an-toan").lessons[0].title.in_(language)


def test_a_retired_question_of_a_lesson_that_is_gone_says_so(app, author_in):
    author = look(author_in("en"), QUESTIONS)
    author.press("Take them").follow("Retire").press("Retire it")

    def without_its_lesson(document):
        module = document["modules"][1]
        module["lessons"] = module["lessons"][1:]
        for each in module["questions"]:
            each["lesson"] = module["lessons"][0]["slug"]

    change(app, without_its_lesson)
    page = author.visit("/questions/?module=an-toan")
    assert "no longer in the course" in page.text
    assert "an-toan-mot" not in page.text


def test_modules_stand_under_the_course_they_belong_to_where_there_are_several(app, author_in):
    author = author_in("en")
    for path in ("/questions/export", "/questions/import"):
        assert "<optgroup" not in author.visit(path).html, "one course needs no heading"
    with app.app_context():
        other = {**copy.deepcopy(current_document("thu")), "slug": "khac", "title": text("Khóa khác")}
        publish([other], clock.now())
        db.session.commit()
        shelf.forget()
    for path in ("/questions/export", "/questions/import?module=khac/an-toan"):
        html = author.visit(path).html
        assert re.findall(r'<optgroup label="([^"]*)"', html) == ["Khóa khác (en)", "Khóa học thử (en)"]
        assert html.count("Năng lực an-toan (en)</option>") == 2
        assert ">an-toan<" not in html
    assert '<option selected value="khac/an-toan">' in author.html
    assert "Take them" in look(author, QUESTIONS, module="khac/an-toan").text
    assert "Take them" not in look(author, QUESTIONS, module="khac/nirgends").text
