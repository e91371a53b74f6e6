"""Two people who write at the same time: nothing typed is lost, and both are told."""

import pytest

from tests.studio.making import lesson_at, two_authors

pytestmark = pytest.mark.both


@pytest.fixture
def two(read_as, world, app):
    """Tác and Bích, both authors of the commune, with the same lesson open, and the draft's id."""
    tac, bich, draft = two_authors(read_as, world, app)
    return tac.visit(lesson_at(draft)), bich.visit(lesson_at(draft)), draft


def _text(reader, draft, path="an-toan/mat-khau.vi.md"):
    page = reader.visit(f"/studio/{draft}/files/{path}").page
    return next(value for form in page.forms for name, value in form["fields"] if name == "text")


def test_different_steps_are_put_together(two):
    tac, bich, draft = two
    tac.press("Save", **{"steps.1.text": "- một\n- hai\n- ba"})
    bich.press("Save", **{"steps.3.title": "Bốn và hơn thế"})
    assert "Vũ Văn Tác saved this at" in bich.text and "Both changes are kept" in bich.text
    text = _text(bich, draft)
    assert "- ba" in text and "## Bốn và hơn thế" in text


def test_neighbouring_steps_and_added_ones_are_put_together(two):
    tac, bich, draft = two
    tac.press("Save", **{"steps.1.text": "Tác viết"})
    bich.press("Save", **{"steps.2.text": "Bích viết"})
    text = _text(bich, draft)
    assert "Tác viết" in text and "Bích viết" in text


def test_the_same_step_is_shown_twice_and_chosen(two):
    tac, bich, draft = two
    tac.press("Save", **{"steps.1.text": "Chữ của Tác"})
    bich.press("Save", **{"steps.1.text": "Chữ của Bích", "steps.4.title": "Bước cuối"})
    assert "Both of you changed the same place" in bich.text
    assert "Vũ Văn Tác" in bich.text and "Chữ của Tác" in bich.text and "Chữ của Bích" in bich.text
    assert "Chữ của Bích" not in _text(tac, draft), "nothing is saved before somebody chose"
    bich.visit(lesson_at(draft))
    assert "not saved yet" in bich.text and "Chữ của Bích" in bich.html, "and nothing typed is lost"
    bich.press("Save", form=1)
    bich.press("Save this", **{"choice-0": "both"})
    text = _text(bich, draft)
    assert "Chữ của Tác" in text and "Chữ của Bích" in text and "## Bước cuối" in text


def test_a_choice_is_asked_again_when_a_third_saves_meanwhile(two):
    tac, bich, draft = two
    tac.press("Save", **{"steps.1.text": "Chữ của Tác"})
    bich.press("Save", **{"steps.1.text": "Chữ của Bích"})
    tac.visit(lesson_at(draft)).press("Save", **{"steps.1.text": "Tác nghĩ lại"})
    bich.press("Save this", **{"choice-0": "theirs"})
    assert "Tác nghĩ lại" in bich.text
    bich.press("Save this")
    assert "Choose one of the texts at every place" in bich.text
    bich.press("Save this", **{"choice-0": "mine"})
    assert "Chữ của Bích" in _text(bich, draft)


def test_different_languages_never_meet(two):
    tac, bich, draft = two
    bich.visit(lesson_at(draft, "en"))
    tac.press("Save", title="Mật khẩu của bác")
    bich.press("Save", title="Your password")
    assert "Both changes" not in bich.text and "Saved." in bich.text


def test_different_questions_are_put_together(two):
    tac, bich, draft = two
    at = f"/studio/{draft}/modules/an-toan/questions"
    tac.visit(f"{at}/mot"), bich.visit(f"{at}/ba")
    tac.press("Save", **{"ask.vi": "Bác gọi số nào?"})
    bich.press("Save", **{"ask.vi": "Mật khẩu là của riêng bác."})
    text = _text(bich, draft, "an-toan/questions.yaml")
    assert "Bác gọi số nào?" in text and "Mật khẩu là của riêng bác." in text


def test_a_draft_that_waits_for_a_decision_keeps_what_was_typed_meanwhile(two):
    tac, bich, draft = two
    tac.visit(f"/studio/{draft}/ask").press("Ask")
    bich.press("Save", expect=409, title="Quá muộn")
    assert "Quá muộn" in bich.visit(lesson_at(draft)).html


def test_every_version_stays_and_can_be_brought_back(two):
    tac, _bich, draft = two
    tac.press("Save", title="Tên mới")
    tac.visit(lesson_at(draft)).press("Save", title="Tên mới nữa")
    tac.visit(f"/studio/{draft}/history?path=an-toan/mat-khau.vi.md")
    tac.follow("version 2").press("Bring this version back")
    assert '"Tên mới"' in _text(tac, draft)
