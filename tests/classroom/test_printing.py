"""What is printed can be read: the letters, the questions, and no answer."""

import io

import pytest
from pypdf import PdfReader

from lms.classes.models import Cohort
from lms.classroom.models import PaperQuiz
from lms.core.db import db
from lms.printing.models import Drawing
from tests.classes import make
from tests.classroom.lesson import class_of, make_paper
from tests.handouts.paper import Side, check_inside
from tests.quizzes.test_key import with_another_key
from tests.world import person, publish


def words(data):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def test_cards_are_printed_for_as_many_as_wanted(app, world, read_as):
    lesson = class_of(app, world, more=1)
    lan = read_as(lesson.lan, staff=True).visit(f"{lesson.path}/cards")
    assert "The class has 3 people." in lan.text
    pdf = lan.press("Make the PDF", sets="5").response.data
    assert words(pdf) == ["A B C D"] * 5
    for asked, sets in (("", 3), ("0", 3), ("999", 100), ("x", 3)):
        found = lan.visit(f"{lesson.path}/cards.pdf?sets={asked}").response.data
        assert len(PdfReader(io.BytesIO(found)).pages) == sets
    with app.app_context():
        assert db.session.query(Drawing).count() == 0  # handed over and forgotten


def test_the_sheet_holds_a_line_for_the_name_and_every_question(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True, language="vi")
    lan.visit(f"{lesson.path}/paper").post(
        f"{lesson.path}/paper", module="thanh-toan", variants="2", several="y"
    )
    text = " ".join(words(lan.visit(f"{lan.path}/sheet.pdf").response.data))
    assert "Lớp Lãnh Vân 3" in text and text.count("Câu một đáp án thanh-toan 1?") == 2
    assert text.count("Tôi chưa biết") >= 10 and "Lời giải" not in text and "Bùi Thị Hoa" not in text


def test_the_list_for_the_trainer_holds_every_name(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    path = make_paper(lan, lesson)
    [text] = words(lan.visit(f"{path}/grid.pdf").response.data)
    assert "Bùi Thị Hoa" in text and "Cao Đức Minh" in text and "1 2 3 4" in text


@pytest.mark.parametrize(("people", "how_many"), [(32, 1), (60, 2)])
def test_thirty_two_names_with_their_boxes_are_one_side_and_sixty_are_two(
    app, world, read_as, people, how_many
):
    lesson = class_of(app, world, more=people - 3)
    with app.app_context():
        longest = person("Nguyễn Phúc Bảo Long Vĩnh Thụy Công Tằng Tôn Nữ Huyền Trân", world.units["village"])
        make.member(db.session.get_one(Cohort, lesson.id), longest.id)
    lan = read_as(lesson.lan, staff=True, language="vi")
    path = make_paper(read_as(lesson.lan, staff=True), lesson, variants="2")
    drawn = [Side(page) for page in PdfReader(io.BytesIO(lan.visit(f"{path}/grid.pdf").response.data)).pages]
    assert len(drawn) == how_many and sum(side.words.count("HọcViên") for side in drawn) == people - 3
    for side in drawn:
        check_inside(side)
        assert all(spot.size >= 10 for spot in side.spots if "Học Viên" in spot.text)
        assert "Nămsinh" in side.words


def test_the_sheet_is_the_same_whatever_the_key_says(app, world, read_as, monkeypatch):
    """Two editions, every key turned around, one draw: one sheet, word for word."""
    from random import Random

    from lms.classroom.views import papers as views

    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    sheets = []
    for document in (None, with_another_key()):
        with app.app_context():
            publish(document)
            db.session.query(PaperQuiz).delete()
            db.session.commit()
        monkeypatch.setattr(views, "SystemRandom", lambda: Random(3))
        path = make_paper(lan, lesson, several="y")
        code = lan.page.h1[0].split()[-1]
        text = " ".join(words(lan.visit(f"{path}/sheet.pdf").response.data))
        sheets.append(text.replace(code, "CODE"))
    assert sheets[0] == sheets[1]
