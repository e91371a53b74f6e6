"""A page of the studio stays open while colleagues take out what it shows."""

import re
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
import sqlalchemy as sa

from lms.core import clock
from lms.core.db import db, intend_to_write
from lms.studio.actions import keep_copy
from lms.studio.models import Draft, DraftCopy
from tests.studio.making import lesson_at, two_authors
from tests.studio.test_editions import files as files
from tests.studio.test_editions import publish

pytestmark = pytest.mark.both
BANK = "modules/an-toan/questions"


@pytest.fixture
def two(read_as, world, app):
    return two_authors(read_as, world, app)


def test_a_lesson_taken_out_meanwhile_loses_no_word(two):
    tac, bich, draft = two
    bich.visit(lesson_at(draft))
    tac.post(f"/studio/{draft}/modules/an-toan/lessons/mat-khau/remove")
    bich.press("Save", **{"steps.1.text": "Chữ của Bích"})
    assert "was taken out while you were writing" in bich.text
    assert bich.path.startswith(f"/studio/{draft}/history")
    tac.post(f"/studio/{draft}/versions/1/an-toan/mat-khau.vi.md")
    assert "Chữ của Bích" in bich.visit(lesson_at(draft)).html


def test_a_question_taken_out_meanwhile_loses_no_word(two):
    tac, bich, draft = two
    page = re.search(
        rf'href="(/studio/{draft}/{BANK}/[a-z0-9-]+)"', tac.visit(f"/studio/{draft}/{BANK}").html
    )[1]
    bich.visit(page)
    tac.post(f"{page}/remove")
    bich.press("Save", **{"ask.vi": "Câu của Bích?"})
    assert "was taken out while you were writing" in bich.text
    tac.post(f"/studio/{draft}/versions/1/an-toan/questions.yaml")
    assert "Câu của Bích?" in bich.visit(page).html


def test_a_lesson_of_a_units_own_is_not_published_over_one_that_the_course_gave_up(
    app, world, read_as, files
):
    publish(app)
    tac = read_as(world.people["author"], staff=True).visit("/studio/courses/goc/begin")
    tac.press("Begin", what="an-toan/mat-khau", unit=str(world.units["commune"]))
    draft = tac.path.rpartition("/")[2]
    tac.visit(f"/studio/{draft}/ask").press("Ask")
    an = read_as(world.people["an"], staff=True).visit(f"/studio/{draft}/changes")
    for name in ("vi", "en"):
        (files / "an-toan" / f"mat-khau.{name}.md").rename(files / "an-toan" / f"khoa-may.{name}.md")
    for name in ("module.yaml", "questions.yaml"):
        path = files / "an-toan" / name
        path.write_text(path.read_text().replace("mat-khau", "khoa-may"))
    assert "goc: published as" in publish(app)
    an.press("Publish")
    assert "The course no longer has this lesson" in an.text


def test_a_module_taken_out_meanwhile_loses_no_word_of_its_page_and_of_a_new_question(two):
    tac, bich, draft = two
    settings, new = f"/studio/{draft}/modules/an-toan", f"/studio/{draft}/{BANK}/new/single"
    tac.post(f"{settings}/remove")
    for page, field in ((settings, "summary.vi"), (new, "ask.vi")):
        bich.post(page, base="1", **{field: "Chữ của Bích"})
        assert "was taken out while you were writing" in bich.text
        bich.visit(page, expect=404)
    for name in ("module.yaml", "questions.yaml"):
        tac.post(f"/studio/{draft}/versions/1/an-toan/{name}")
    for page in (settings, new):
        assert "Chữ của Bích" in bich.visit(page).html


def test_what_was_never_there_is_missing(two):
    _tac, bich, draft = two
    for page in ("modules/khong-co", "modules/an-toan/lessons/khong-co/vi", f"{BANK}/khong-co", "files/a.md"):
        bich.post(f"/studio/{draft}/{page}", expect=404, base="1", text="x")


def test_what_one_types_is_kept_from_two_requests_at_once(app, world, two):
    _tac, _bich, number = two

    def keep(words: str) -> None:
        draft = db.session.get_one(Draft, number)
        keep_copy(draft, "an-toan/mat-khau.vi.md", world.people["author"], 1, {"title": words}, clock.now())

    def second() -> None:
        with app.app_context():
            keep("sau")
            db.session.commit()

    with ThreadPoolExecutor(1) as other:
        with app.app_context():
            intend_to_write(True)
            keep("trước")
            kept = other.submit(second)
            sleep(0.5)
            db.session.commit()
        kept.result()
    with app.app_context():
        assert [each.filled for each in db.session.scalars(sa.select(DraftCopy))] == [{"title": "sau"}]
