"""Every lesson of the course that we ship, on paper: one side, nothing cut off, nothing off the edge."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.catalogue.actions import keep_pictures
from lms.catalogue.authoring.courses import look_through
from lms.catalogue.content import Course, Lesson, Module
from lms.catalogue.documents import course_from
from lms.handouts.rules.sheets import script_of
from tests.handouts.paper import check_inside, on, sides, squeezed
from tests.reader import Reader
from tests.servers import SqliteDatabase
from tests.world import build, publish

# A picture's words stand where the picture says, which reading back cannot tell from the paper's own.
WORDS = re.compile(rb"<text.*?</text>", re.DOTALL)
FOLDER = Path(__file__).parents[2] / "courses" / "binh-dan-hoc-vu-so"
DOCUMENT, DESK = look_through(FOLDER)
SHIPPED: Course = course_from(DOCUMENT, "0" * 32)
ALL = [(module, lesson) for module, lesson in SHIPPED.lessons()]
# All in Vietnamese, which most people print; a sample of the longer languages, for drawing takes time.
DRAWN = [("vi", *each) for each in ALL] + [(code, *each) for code in ("en", "fr") for each in ALL[1::9]]


@pytest.fixture(scope="module")
def lan() -> Iterator[Reader]:
    database = SqliteDatabase()
    app = database.fresh()
    with app.app_context():
        world = build(app)
        keep_pictures({name: WORDS.sub(b"", body) for name, body in DESK.pictures.items()})
        publish(DOCUMENT)
    yield Reader(app, world.people["lan"], staff=True)
    database.stop()


@pytest.mark.parametrize(
    ("language", "module", "lesson"), DRAWN, ids=[f"{code}-{lesson.slug}" for code, _module, lesson in DRAWN]
)
def test_a_lesson_is_one_side_with_its_whole_script(lan, language, module, lesson):
    [side] = sides(lan, f"{_where(module, lesson)}/page.pdf?in={language}")
    check_inside(side)
    words = on(side)
    for skill in script_of(module, lesson):
        for prompt in skill.coach:
            assert squeezed(prompt.say.in_(language)) in words
            assert squeezed(prompt.look.in_(language)) in words


def test_no_paper_shows_a_fact_by_its_name():
    assert "{fact:" not in str(DOCUMENT)


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_the_longest_lines_stand_on_one_poster(lan, language):
    module, lesson = max(ALL, key=lambda each: len("".join(each[1].poster[language])))
    [side] = sides(lan, f"{_where(module, lesson)}/poster.pdf?in={language}")
    check_inside(side)
    for line in lesson.poster[language]:
        assert squeezed(line) in on(side)


def test_a_booklet_has_a_side_for_each_lesson(lan):
    module = SHIPPED.modules[4]
    booklet = sides(lan, f"/handouts/{SHIPPED.slug}/{module.slug}/booklet.pdf?in=vi")
    assert len(booklet) == len(module.lessons)


def _where(module: Module, lesson: Lesson) -> str:
    return f"/handouts/{SHIPPED.slug}/{module.slug}/{lesson.slug}"
