"""The papers, read back from their PDFs."""

import copy
from itertools import pairwise
from typing import Any

import pytest

from lms.catalogue.actions import keep_pictures
from lms.core.db import db
from tests.course_document import COURSE, text
from tests.handouts.paper import check_inside, on, sides, spots, squeezed
from tests.world import publish

LESSON = "/handouts/thu/an-toan/an-toan-mot"
DRAWING, MOCK = ("0" * 31 + "1.svg", "0" * 31 + "2.svg")
HOSTILE = '<script>alert(1)</script>{{ 7*7 }}</style><section id="x" data-fit="a">'


def _picture(words: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 240"><text x="20" y="90" font-size="30"'
        f' font-family="Be Vietnam Pro">{words}</text></svg>'
    ).encode()


def _figure(name: str) -> str:
    return f'<figure class="drawing"><img src="/pictures/{name}" alt="Một bức tranh" width="360" height="240" loading="lazy"></figure>'


def _changed(app: Any, **fields: Any) -> None:
    """Publish the course with another first lesson of "an-toan"."""
    course = copy.deepcopy(COURSE)
    module = course["modules"][1]
    skills = fields.pop("skills", None)
    if skills:
        module["skills"] = skills
    module["lessons"][0].update(fields)
    with app.app_context():
        keep_pictures({DRAWING: _picture("TRANH"), MOCK: _picture("BÀI TẬP")})
        db.session.commit()
        publish(course)


@pytest.fixture
def lan(world, read_as):
    return read_as(world.people["lan"], staff=True)


def test_a_lesson_is_one_side_with_all_that_a_trainer_needs(world, lan):
    [side] = sides(lan, f"{LESSON}/page.pdf?in=vi")
    check_inside(side)
    for words in ("Bài an-toan-mot", "Bác làm được.", "6 phút", "Bước 1 của an-toan-mot", "Bác mở máy nhé.",
                  "Bác tự tắt.", "bocongan", "21/11/2026", world.edition[:8]):  # fmt: skip
        assert squeezed(words) in on(side), words
    assert 'filename="bai-an-toan-mot-vi.pdf"' in lan.response.headers["Content-Disposition"]


def test_a_lesson_says_in_short_what_to_do_and_what_to_watch_out_for(app, world, lan):
    steps = [
        ("Mở máy", "<p>Máy ở trong túi. Bác lấy ra. Bác cầm chắc.</p><ol><li>Chạm <strong>Mở</strong>.</li></ol>" + _figure(DRAWING)),
        ("Coi chừng", '<p>Tin dưới đây là giả.</p><div class="box message"><p class="box-title"><span>LẠ</span></p><p>Bấm ngay</p></div>'
         '<div class="box careful"><p class="box-title"><span>Cẩn thận</span></p><p>Công an không gọi.</p></div>'),
        ("Xong", '<p>Tốt lắm.</p><div class="box can"><p class="box-title"><span>Được</span></p><p>Tôi mở được. Tôi tắt được.</p></div>'),
    ]  # fmt: skip
    _changed(app, steps=[{"title": text(title), "html": {"vi": html}} for title, html in steps])
    [side] = sides(lan, f"{LESSON}/page.pdf?in=vi")
    words = on(side)
    for shown in ("Chạm Mở.", "Công an không gọi.", "Tôi mở được.", "Tôi tắt được.", "TRANH"):
        assert squeezed(shown) in words, shown
    for left_out in ("Bác cầm chắc", "Bấm ngay", "dưới đây", "Tốt lắm"):
        assert squeezed(left_out) not in words, left_out


def test_one_side_holds_whatever_an_author_writes(app, world, lan):
    skill = {
        "lesson": "an-toan-mot",
        "title": text("Một kỹ năng dài " * 3),
        "required": True,
        "coach": [{"say": text("Bác nói một câu rất dài nhé " * 3), "look": text("Nhìn " * 20), "wait": 10}]
        * 6,
    }
    _changed(
        app,
        title=text(HOSTILE),
        goal=text("Bác làm được. " * 30),
        steps=[{"title": text("Bước " * 20), "html": {"vi": "<p>Dài.</p><ol>" + "<li>Chạm vào đây nhé.</li>" * 12 + "</ol>"}}] * 8,
        skills=[{"id": f"k-{n}", **skill} for n in range(12)],
        sources=[{"fact": "a", "source": f"nguồn dài số {n} " * 12, "checked": "2026-11-21"} for n in range(20)],
        poster={"vi": ["Một dòng rất dài để dán lên tường nhà văn hóa thôn, dài nữa"] * 3},
    )  # fmt: skip
    [side] = sides(lan, f"{LESSON}/page.pdf?in=vi")
    assert squeezed("<script>alert(1)</script>{{ 7*7 }}") in on(side)
    assert min(spot.size for spot in spots(side)) > 8.4
    [poster] = sides(lan, f"{LESSON}/poster.pdf?in=vi")
    assert squeezed("<script>alert(1)</script>") in on(poster)


def test_a_poster_says_three_things_and_where_to_learn(app, world, lan, read_as):
    _changed(
        app,
        steps=[{"title": text("a"), "html": {"vi": f"<p>a</p>{_figure(name)}"}} for name in (MOCK, DRAWING)],
    )
    [side] = sides(lan, f"{LESSON}/poster.pdf?in=vi")
    check_inside(side)
    words = on(side)
    for shown in ("Bài an-toan-mot", "Dừng lại", "Hỏi công an xã", "Xã Xuân Lãnh", "TRANH"):
        assert squeezed(shown) in words, shown
    assert squeezed("BÀI TẬP") not in words
    large = [spot.size for spot in spots(side) if "Dừng" in spot.text]
    assert large and min(large) >= 24
    [of_the_country] = sides(read_as(world.people["an"], staff=True), f"{LESSON}/poster.pdf")
    assert squeezed("Việt Nam") not in on(of_the_country)


def test_an_edition_from_before_still_has_paper(app, world, lan):
    skills = [{"id": "k", "lesson": "an-toan-mot", "title": text("Kỹ năng"), "required": True}]
    _changed(app, poster={}, loudspeaker=None, sources=[], skills=skills)
    assert squeezed("has no script yet") in on(sides(lan, f"{LESSON}/page.pdf")[0])
    assert squeezed("Bác làm được.") in on(sides(lan, f"{LESSON}/poster.pdf")[0])
    assert squeezed("no text for the loudspeaker yet") in on(sides(lan, "/handouts/thu/loudspeaker.pdf")[0])


def test_loudspeaker_texts_are_a_third_of_a_page_each(world, lan):
    of_module = sides(lan, "/handouts/thu/an-toan/loudspeaker.pdf?in=vi")
    of_course = sides(lan, "/handouts/thu/loudspeaker.pdf?in=vi")
    assert (len(of_module), len(of_course)) == (1, 2)
    heights = [spot.y for spot in spots(of_course[0]) if "nhé" in spot.text]
    assert [round((above - below) / 842, 2) for above, below in pairwise(heights)] == [
        0.33,
        0.33,
    ]


def test_a_booklet_has_a_side_for_each_lesson_and_the_course_a_poster_for_each(world, lan):
    booklet = sides(lan, "/handouts/thu/an-toan/booklet.pdf?in=vi")
    assert [
        squeezed(f"Bài an-toan-{n}") in on(side) for n, side in zip(("mot", "hai"), booklet, strict=True)
    ] == [True, True]
    several = sides(lan, "/handouts/thu/an-toan+thanh-toan/booklet.pdf?in=vi")
    posters = sides(lan, "/handouts/thu/posters.pdf?in=vi")
    assert (len(several), len(posters)) == (4, 4)
