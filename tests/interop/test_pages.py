"""An author brings questions from a file, sees them in the bank, retires one and sends them on."""

import io
from functools import partial

import pytest

from lms.catalogue import shelf
from lms.interop import formats

pytestmark = pytest.mark.both

GIFT = """::Khoá máy::Khoá màn hình để làm gì?{=Người khác không mở được ~Máy nhanh hơn#Không phải.}

Bác kể lại.{}
"""


@pytest.fixture
def author(world, read_as):
    return read_as(world.people["author"], staff=True)


def look(author, content=GIFT, kind="gift", module="thu/an-toan", expect=200):
    content = content if isinstance(content, bytes) else content.encode()
    author.visit("/questions/import")
    answer = author.client.post(
        "/questions/import",
        data={
            "csrf_token": author.csrf_token(),
            "file": (io.BytesIO(content), "cau-hoi.txt"),
            "kind": kind,
            "module": module,
            "language": "vi",
        },
    )
    return author._take(answer, expect)


def asked(app, module="an-toan"):
    with app.app_context():
        shelf.forget()
        return {each.id for each in shelf.course("thu").module(module).questions}


def test_a_file_is_shown_first_and_taken_with_a_press(app, author):
    before = asked(app)
    page = look(author)
    assert "1 Taken" in page.text
    assert "Bác kể lại. line 3" in page.text
    assert "an open answer (essay) cannot be marked here" in page.text
    assert asked(app) == before, "looking changes nothing"
    page.press("Take them")
    assert "1 question is taken." in author.text
    assert "GIFT: cau-hoi.txt" in author.text
    assert asked(app) == before | {"khoa-may"}


def test_pressing_twice_takes_nothing_twice_and_only_ones_own_preview_counts(app, world, read_as, author):
    payload = next(value for name, value in look(author).page.forms[0]["fields"] if name == "payload")
    author.post("/questions/import/confirm", payload=payload)
    assert (
        "Every question was here already." in author.post("/questions/import/confirm", payload=payload).text
    )
    admin = read_as(world.people["an"], staff=True)
    for other in (payload, "", "no payload at all"):
        assert "This preview is too old." in admin.post("/questions/import/confirm", payload=other).text


@pytest.mark.parametrize(
    "content, kind, said",
    [
        (b"", "gift", "There is no question in this file."),
        (b"\xff\xfa\xfb", "gift", "This file is not saved as UTF-8."),
        (b"<quiz><question", "moodle", "This cannot be read as XML. Look at line 1."),
        (b'<!DOCTYPE q [<!ENTITY a "b">]><quiz/>', "moodle", "brings a document type (DTD)"),
        (b"PK\x03\x04 no zip", "qti", "This zip file is damaged."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(author, content, kind, said):
    assert said in look(author, content, kind).text
    assert "Take them" not in author.text


def test_a_module_that_is_not_offered_is_refused(author):
    assert "Take them" not in look(author, module="thu/nirgends").text


def test_the_bank_is_listed_filtered_and_paged_with_as_many_queries_as_ever(app, author, count_queries):
    few = author.visit("/questions/")
    assert "10 questions" in few.text
    with count_queries() as first:
        author.visit("/questions/")
    many = "\n\n".join(f"::cau-{n}::Câu {n}?{{TRUE}}" for n in range(60))
    look(author, many).press("Take them")
    author.visit("/questions/")
    with count_queries() as second:
        author.visit("/questions/")
    assert "70 questions" in author.text
    assert second.total == first.total <= 5
    assert "Page 2" in author.follow("Next page").text
    page = partial(author.visit)
    assert (
        "60 questions"
        in page("/questions/?module=an-toan&lesson=an-toan-mot&kind=truefalse&difficulty=2").text
    )
    assert "2 questions" in page("/questions/?module=an-toan&kind=truefalse&difficulty=1").text
    assert "No question fits." in page("/questions/?outcome=nothing").text


def test_a_retired_question_is_not_asked_any_more_and_comes_back(app, author):
    look(author).press("Take them")
    author.follow("Retire").press("Retire it")
    assert "khoa-may" not in asked(app)
    assert "“Khoá màn hình để làm gì?” is not asked any more." in author.text
    author.press("Undo: ask it again")
    assert "khoa-may" in asked(app)
    author.follow("Retire").press("Retire it")
    author.visit("/questions/?module=an-toan").press("Ask it again")
    assert "khoa-may" in asked(app)


def test_questions_go_out_and_what_is_left_out_is_said_before(author):
    page = author.visit("/questions/export?module=thu/an-toan&kind=gift&language=vi")
    assert "What the file holds 5 questions" in page.text
    page.follow("Download")
    assert page.response.headers["Content-Disposition"] == 'attachment; filename="thu-an-toan.gift.txt"'
    assert len(formats.read(page.response.data, "gift", "vi")) == 5
    author.visit("/questions/export/thu/an-toan/qti")
    assert len(formats.read(author.response.data, "qti", "vi")) == 5
    for missing in ("thu/nirgends/qti", "thu/an-toan/aiken", "x/y/gift", "thu/an-toan/gift?language=xx"):
        author.visit(f"/questions/export/{missing}", expect=404)


def test_authors_find_it_and_others_do_not(world, read_as, author):
    assert author.visit("/questions/").page.links["Question bank"]
    for who in ("lan", "dung", "hoa"):
        read_as(world.people[who], staff=who != "hoa").visit("/questions/", expect=404)


def test_a_file_with_one_name_twice_comes_again_without_taking_anything_away(app, author):
    twice = "::q::Câu A?{=đúng ~sai}\n\n::q::Câu B?{=đúng ~sai ~khác}\n"
    look(author, twice).press("Take them")
    assert "2 Already here" in look(author, twice).text
    with app.app_context():
        shelf.forget()
        module = shelf.course("thu").module("an-toan")
        assert [module.question(each).ask.in_("vi") for each in ("q", "q-2")] == ["Câu A?", "Câu B?"]
