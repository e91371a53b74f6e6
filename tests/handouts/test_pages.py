"""What there is to print, and a lesson on the trainer's phone."""

import copy

import pytest

from lms.classes.models import Cohort, CohortTrainer
from lms.core import clock
from tests.course_document import COURSE
from tests.world import publish, save

pytestmark = pytest.mark.both

LESSON = "/handouts/thu/an-toan/an-toan-mot/"


def _old_edition() -> dict:
    """The course as it was before lessons had scripts, posters and texts for the loudspeaker."""
    old = copy.deepcopy(COURSE)
    for module in old["modules"]:
        for skill in module["skills"]:
            del skill["coach"]
        for lesson in module["lessons"]:
            for name in ("loudspeaker", "poster", "sources", "frameworks"):
                del lesson[name]
    return old


def test_a_trainer_finds_every_lesson_and_what_can_be_printed(world, read_as):
    lan = read_as(world.people["lan"], staff=True).visit("/").follow("Handouts")
    assert "Năng lực an-toan (en)" in lan.text and "2 lessons" in lan.text
    links = set(lan.page.links.values())
    assert {f"{LESSON}page.pdf", f"{LESSON}poster.pdf", LESSON, "/handouts/thu/posters.pdf"} <= links
    assert {"/handouts/thu/an-toan/booklet.pdf", "/handouts/thu/an-toan/loudspeaker.pdf"} <= links


@pytest.mark.parametrize("who", ["dung", "author", "an", "lan"])
def test_staff_open_a_lesson(world, read_as, who):
    assert "Bác mở máy nhé. (en)" in read_as(world.people[who], staff=True).visit(LESSON).text


def test_a_trainee_and_a_visitor_find_nothing(world, read_as):
    for path in ("/handouts/", LESSON, f"{LESSON}page.pdf", "/handouts/thu/posters.pdf"):
        read_as(world.people["hoa"]).visit(path, expect=404)
        assert read_as().client.get(path).headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize(
    "path",
    [
        "/handouts/khac/an-toan/",
        "/handouts/thu/khac/",
        "/handouts/thu/an-toan+khac/",
        "/handouts/thu/an-toan/khac/",
        "/handouts/thu/thanh-toan/an-toan-mot/page.pdf",
        "/handouts/thu/an-toan/khac/poster.pdf",
        "/handouts/thu/an-toan/khac/loudspeaker.txt",
        "/handouts/thu/khac/booklet.pdf",
        "/handouts/khac/posters.pdf",
        "/handouts/khac/loudspeaker.pdf",
    ],
)
def test_what_is_not_there_is_not_found(world, read_as, path):
    read_as(world.people["lan"], staff=True).visit(path, expect=404)


def test_the_script_comes_one_prompt_after_the_other(world, read_as):
    lan = read_as(world.people["lan"], staff=True).visit(LESSON)
    at = [
        lan.text.index(words)
        for words in ("Bác mở máy nhé", "10 seconds", "Bác tự chạm", "Bác tắt máy nhé", "20 seconds")
    ]
    assert at == sorted(at)
    assert 'href="#say-2"' in lan.html and 'id="say-2"' in lan.html and "#say-3" not in lan.html


def test_the_papers_are_in_the_readers_language_or_the_one_chosen(world, read_as):
    lan = read_as(world.people["lan"], staff=True).visit(LESSON)
    assert "Bà con học bài an-toan-mot nhé. (en)" in lan.text
    lan.follow("Tiếng Việt")
    assert "nhé. (en)" not in lan.text and "Bà con học bài an-toan-mot nhé." in lan.text
    assert f"{LESSON}page.pdf?in=vi" in lan.page.links.values()
    assert "The coach's script" in lan.text  # the page itself stays in the reader's language
    lan.visit(f"{LESSON}?in=xx")
    assert "nhé. (en)" in lan.text


def test_the_text_for_the_loudspeaker_can_be_sent_on(world, read_as):
    lan = read_as(world.people["lan"], staff=True).visit(f"{LESSON}loudspeaker.txt?in=vi")
    assert lan.response.mimetype == "text/plain" and lan.html == "Bà con học bài an-toan-mot nhé.\n"


def test_an_edition_from_before_says_what_it_lacks(app, world, read_as):
    with app.app_context():
        publish(_old_edition())
    lan = read_as(world.people["lan"], staff=True).visit(LESSON)
    assert "has no script yet" in lan.text and "no text for the loudspeaker yet" in lan.text
    lan.visit(f"{LESSON}loudspeaker.txt", expect=404)


def test_a_class_leads_to_the_papers_of_what_it_is_taught(app, world, read_as):
    with app.app_context():
        made = Cohort(
            unit_id=world.units["village"],
            course="thu",
            modules=["an-toan"],
            name="Lãnh Vân 1",
            place="Nhà văn hóa",
            capacity=30,
            created_at=clock.now(),
            created_by=world.people["lan"],
        )
        cohort = save(made).id
        save(CohortTrainer(cohort_id=cohort, person_id=world.people["lan"]))
    lan = read_as(world.people["lan"], staff=True).visit(f"/classes/{cohort}")
    [to_papers] = [link for link in lan.page.links.values() if link.startswith("/handouts/thu")]
    assert "Năng lực an-toan" in lan.visit(to_papers).text and "thanh-toan" not in lan.text


def test_a_list_costs_no_more_for_many_lessons(world, read_as, count_queries):
    lan = read_as(world.people["lan"], staff=True).visit("/handouts/")
    with count_queries() as asked:
        lan.visit("/handouts/")
    assert asked.total <= 3
