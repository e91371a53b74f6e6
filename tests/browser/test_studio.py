"""An author at work, on a phone and at a desk."""

import pytest

from tests.browser.conftest import WIDTHS
from tests.studio.making import drafted, lesson_at

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(read_as, world) -> int:
    return drafted(read_as, world)[1]


@pytest.mark.parametrize("width", WIDTHS)
def test_an_author_writes_and_the_phone_beside_follows(walk, world, draft, width):
    author = walk(width, world.people["author"], staff=True).visit(lesson_at(draft))
    field = author.page.get_by_label("Text of the step").nth(1)
    field.fill("Chữ quan trọng")
    field.select_text()
    bar = author.page.locator(".tools").nth(1)
    bar.get_by_role("button", name="Bold").click()
    assert field.input_value() == "**Chữ quan trọng**"
    bar.get_by_label("Box").select_option("careful")
    author.page.locator("#phone strong", has_text="Chữ quan trọng").wait_for()
    author.page.locator("#phone .box.careful").nth(0).wait_for()
    author.sees("not saved yet").look()
    author.page.reload()
    author.sees("and only you see it"), "what was typed survives a closed page"
    author.press("Save").sees("Saved.")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_the_studio_can_be_used(walk, world, draft, width):
    author = walk(width, world.people["author"], staff=True)
    at = f"/studio/{draft}"
    for path in (
        "/studio/",
        "/studio/new",
        "/studio/upload",
        "/studio/courses/thu",
        "/studio/courses/thu/begin",
        "/studio/courses/thu/compare",
        at,
        f"{at}/check",
        f"{at}/translations",
        f"{at}/history",
        f"{at}/course",
        f"{at}/facts",
        f"{at}/changes",
        f"{at}/ask",
        f"{at}/files/an-toan/questions.yaml",
        f"{at}/versions/0/facts.yaml",
        f"{at}/new-module",
        f"{at}/modules/an-toan",
        f"{at}/modules/an-toan/new-lesson",
        f"{at}/modules/an-toan/pictures",
        f"{at}/modules/an-toan/questions",
        f"{at}/modules/an-toan/questions/hai",
        f"{at}/modules/an-toan/questions/new/scenario",
        f"{at}/modules/an-toan/questions/new/hotspot",
        lesson_at(draft, "en"),
    ):
        author.visit(path)


def test_a_question_is_made_without_scripts(walk, world, draft):
    author = walk(360, world.people["author"], staff=True, javascript=False)
    author.visit(f"/studio/{draft}/modules/an-toan/questions").follow("Putting in order")
    page = author.page
    for language in ("vi", "en"):
        page.locator(f'[id="ask.{language}"]').fill("Xếp thứ tự?")
        page.locator(f'[id="because.{language}"]').fill("Vì vậy.")
        for number in range(3):
            page.locator(f'[id="items.{number}.text.{language}"]').fill(f"Việc {number}")
    author.press("Move 3 up")
    assert page.locator('[id="items.1.text.vi"]').input_value() == "Việc 2"
    author.press("Leave 1 out").sees("Left out: ").press("Bring it back").press("Preview").press("Save")
    author.sees("Saved.").sees("Xếp thứ tự?")
    author.visit(f"/studio/{draft}/check").sees("Nothing to correct")


def test_two_authors_choose_on_a_phone(walk, read_as, world, draft):
    author = walk(360, world.people["author"], staff=True).visit(lesson_at(draft))
    an = read_as(world.people["an"], staff=True)
    an.visit(lesson_at(draft)).press("Save", **{"steps.0.text": "Chữ của An"})
    author.page.get_by_label("Text of the step").nth(0).fill("Chữ của Tác")
    author.press("Save").sees("Both of you changed the same place").sees("Lê Thị An")
    author.tick("Take my text").press("Save this").sees("Saved.")
    assert author.page.get_by_label("Text of the step").nth(0).input_value() == "Chữ của Tác"
