"""An edition is known by when it was published, by whom and what it changed; its hash is a small mark beside."""

import copy
import re
from datetime import UTC, datetime

import pytest

from lms.catalogue import shelf
from lms.catalogue.actions import publish
from lms.catalogue.bank_queries import current_document
from lms.core.db import db

pytestmark = pytest.mark.both
COURSE = "/studio/courses/thu"
NOON = datetime(2030, 3, 4, 5, 0, tzinfo=UTC)  # 12:00 in Vietnam


def edition(app, by, minute, *modules, summary=None):
    """A new edition with another title for each of these modules; answers its hash."""
    with app.app_context():
        document = copy.deepcopy(current_document("thu"))
        for module in document["modules"]:
            if module["slug"] in modules:
                module["title"]["vi"] += f" {minute}"
        if summary:
            document["summary"]["vi"] = summary
        made = publish([document], NOON.replace(minute=minute), by)["thu"]
        db.session.commit()
        shelf.forget()
        return made


@pytest.fixture
def editions(app, world):
    """The course as the files had it, then four editions at 12:01 to 12:04."""
    an, author = world.people["an"], world.people["author"]
    return [
        world.edition,
        edition(app, an, 1, "an-toan"),
        edition(app, author, 2, "thanh-toan", "an-toan"),
        edition(app, None, 3, summary="Một khóa khác."),
        edition(app, an, 4, "thanh-toan"),
    ]


@pytest.fixture
def an(read_as, world, editions):
    return read_as(world.people["an"], staff=True)


def entries(reader):
    """The four editions of that noon as the list has them, each up to its mark."""
    return re.findall(r"4 Mar 2030 (12:\d\d(?:(?!4 Mar).)*?) edition\s\w{8}", reader.text)[:4]


def test_an_edition_says_when_by_whom_and_what_it_changed(an, editions):
    newest, third, second, first = entries(an.visit(COURSE))
    assert newest == "12:04 ✓ learners see this Published by Lê Thị An · 1 module changed (thanh-toan (en))"
    assert third == "12:03 Published from files on the server · the modules are as they were"
    assert "12:02 Published by " in second and "2 modules changed (thanh-toan (en), an-toan (en))" in second
    assert "An" in first and "1 module changed (an-toan (en))" in first
    assert "The first edition" in an.text
    assert an.text.count("learners see this") == 1
    for each in editions:
        assert f"edition {each[:8]}" in an.text, "as papers print it"
        assert each[:9] not in an.text
    assert "Compare: 4 Mar 2030 12:02" in an.page.links, "a link names its edition to who only hears it"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "4/3/2030 12:04 · học viên đang xem bản này · Lê Thị An phát hành · 1 phần học thay đổi"),
        ("fr", "4/3/2030 12:04 · les apprenants voient celle-ci · publiée par Lê Thị An · 1 module modifié"),
    ],
)
def test_the_choosers_say_the_same_words_in_the_reader_s_language(read_as, world, editions, language, said):
    reader = read_as(world.people["an"], staff=True, language=language)
    page = reader.visit(f"{COURSE}/compare")
    assert page.text.count(said) == 2, "in both choosers"
    assert page.text.count(f"({'bản' if language == 'vi' else 'édition'} {editions[-1][:8]})") == 2


def test_before_going_back_one_sees_which_edition_and_which_one_learners_see_now(an, editions):
    an.visit(f"{COURSE}/editions/{editions[1]}/roll-back")
    assert "4 Mar 2030 12:01" in an.text and "4 Mar 2030 12:04 ✓ learners see this" in an.text
    an.press("Go back to it")
    assert "Tick the box first" in an.text and "4 Mar 2030 12:01" in an.text
    an.press("Go back to it", sure="y")
    newest, _third, _second, first = entries(an)
    assert "learners see this" in first and "learners see this" not in newest
    assert "1 module changed (an-toan (en))" in first, "what it changed when it was new, not by coming back"


def test_a_module_that_is_gone_and_a_stranger_leave_only_the_number(app, an, world, editions):
    with app.app_context():
        document = copy.deepcopy(current_document("thu"))
        document["modules"] = [each for each in document["modules"] if each["slug"] != "thanh-toan"]
        publish([document], NOON.replace(minute=5), 987_654)
        db.session.commit()
        shelf.forget()
    newest, former, *_rest = entries(an.visit(COURSE))
    assert newest == "12:05 ✓ learners see this 1 module changed", "nobody is named whom nobody knows"
    assert "1 module changed" in former


def test_an_edition_of_another_course_or_of_none_is_not_found(an, read_as, world):
    for wrong in ("0" * 32, "x"):
        an.visit(f"{COURSE}/compare?from={wrong}", expect=404)
        an.visit(f"{COURSE}/editions/{wrong}/roll-back", expect=404)
    read_as(world.people["lan"], staff=True).visit(COURSE, expect=404)


def test_many_editions_are_named_with_as_many_queries_as_few(app, an, world, editions, count_queries):
    def asked():
        counts = []
        for path in (COURSE, f"{COURSE}/compare", f"{COURSE}/editions/{editions[1]}/roll-back"):
            an.visit(path)
            with count_queries() as found:
                an.visit(path)
            counts.append(found.total)
        return counts

    few = asked()
    for minute in range(10, 40):
        edition(app, world.people["an" if minute % 2 else "author"], minute, "an-toan")
    assert asked() == few
    assert max(few) <= 12
