"""Papers of a course that is still written: its words and pictures are in no edition yet."""

from tests.catalogue.writing import LESSON_EN, LESSON_VI
from tests.handouts.paper import check_inside, on, sides, squeezed
from tests.studio.making import drafted

PAPERS = "/studio/{}/modules/an-toan/lessons/mat-khau/{}.pdf"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 240"><text x="20" y="90" font-size="30">TRANH</text></svg>'
FIGURE = "## Một\n\n![Một bức tranh của nháp.](tranh.svg)\n"
SHOWN = {
    "an-toan/pictures/tranh.svg": SVG,
    "an-toan/mat-khau.vi.md": LESSON_VI.replace("## Một\n", FIGURE),
    "an-toan/mat-khau.en.md": LESSON_EN.replace("## Một\n", FIGURE),
}


def test_a_poster_and_a_trainers_page_are_drawn_from_the_draft(read_as, world):
    author, draft = drafted(read_as, world, **SHOWN)
    for kind in ("poster", "page"):
        [side] = sides(author, PAPERS.format(draft, kind) + "?in=vi")
        check_inside(side)
        assert squeezed("Bác đặt được mật khẩu.") in on(side)
        assert "TRANH" in on(side), "the picture that only the draft knows"


def test_papers_wait_until_nothing_is_left_to_correct(read_as, world):
    author, draft = drafted(
        read_as, world, **{"an-toan/mat-khau.vi.md": LESSON_VI.replace("## Năm", "## Năm\n\n![x](y.svg)")}
    )
    author.visit(PAPERS.format(draft, "poster"))
    assert author.path == f"/studio/{draft}/check"
    assert "The papers can be drawn when nothing is left to correct." in author.text


def test_a_draft_has_no_papers_of_lessons_it_lacks_nor_for_strangers(read_as, world):
    author, draft = drafted(read_as, world)
    author.visit(PAPERS.format(draft, "poster").replace("mat-khau", "khac"), 404)
    read_as(world.people["lan"], staff=True).visit(PAPERS.format(draft, "poster"), expect=404)


def test_a_modules_page_is_shown_from_the_draft(read_as, world):
    author, draft = drafted(read_as, world)
    author.visit(f"/studio/{draft}/modules/an-toan/preview")
    assert "Bác giữ an toàn." in author.text and "You stay safe." in author.text
    assert "Passwords" in author.text and "Tự đặt mật khẩu" in author.text
    author.visit(f"/studio/{draft}/modules/khac/preview", expect=404)
