"""The first page: a welcome, a learner's next step, or the staff's day."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from lms.catalogue import shelf
from lms.classes.models import Cohort, CohortTrainer, Meeting, Membership, Mode
from lms.core import clock
from lms.core.db import db
from lms.learning import actions
from tests import world as make
from tests.reader import Reader
from tests.world import World

pytestmark = pytest.mark.both
Read = Callable[..., Reader]


def meeting(
    app: Flask, world: World, mode: Mode = Mode.IN_PERSON, starts_in: timedelta = timedelta(minutes=5)
) -> int:
    """A meeting of Lan's class, to which Hoa belongs."""
    with app.app_context():
        now = clock.now()
        cohort = make.save(
            Cohort(
                unit_id=world.units["commune"],
                course="thu",
                modules=[],
                name="Lớp tối",
                place="Nhà văn hóa",
                capacity=30,
                seats_taken=1,
                created_at=now,
                created_by=world.people["lan"],
            )
        )
        make.save(CohortTrainer(cohort_id=cohort.id, person_id=world.people["lan"]))
        make.save(Membership(cohort_id=cohort.id, person_id=world.people["hoa"], joined_at=now))
        planned = make.save(
            Meeting(
                cohort_id=cohort.id,
                number=1,
                mode=mode,
                starts_at=now + starts_in,
                ends_at=now + starts_in + timedelta(hours=2),
                place="Nhà văn hóa thôn",
                modules=[],
            )
        )
        return int(planned.id)


def test_a_visitor_is_welcomed_and_finds_every_way_in(world: World, read_as: Read) -> None:
    visitor = read_as().visit("/")
    for label in ("Join and learn", "Sign in with your phone number", "Sign in with your learner card"):
        assert label in visitor.page.links
    assert "Check a certificate" in visitor.page.links
    assert "Năng lực thanh-toan" in visitor.text
    assert {b["label"].strip() for b in visitor.page.forms[0]["buttons"]} == {
        "Tiếng Việt",
        "English",
        "Français",
    }


def test_a_new_learner_starts_with_the_first_lesson(world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"]).visit("/")
    assert hoa.page.h1 == ["Hello Hoa"]
    assert "Start with the first lesson" in hoa.text
    assert "Your next meeting" not in hoa.text
    assert hoa.follow("Start learning").path == "/learn/thu/thanh-toan/thanh-toan-mot/1"


def test_a_learner_goes_on_where_they_stopped(world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"]).visit("/learn/thu/an-toan/an-toan-mot/1").press("Next").visit("/")
    assert "The lesson you are reading" in hoa.text
    assert "Step 2 of 3, about 4 minutes left" in hoa.text
    assert hoa.follow("Continue learning").path == "/learn/thu/an-toan/an-toan-mot/2"


def test_after_the_lessons_comes_the_quiz_and_at_the_end_nothing_is_left(
    app: Flask, world: World, read_as: Read
) -> None:
    hoa = world.people["hoa"]
    with app.app_context():
        course, now = shelf.course("thu"), clock.now()
        for module in course.modules:
            for lesson in module.lessons:
                actions.finish_lesson(hoa, course, module.slug, lesson.slug, now)
        db.session.commit()
    assert "Take the quiz" in read_as(hoa).visit("/").page.links
    with app.app_context():
        for module in shelf.course("thu").modules:
            actions.note_quiz(hoa, shelf.course("thu"), module.slug, 100, True, clock.now())
        db.session.commit()
    page = read_as(hoa).visit("/")
    assert "You completed the whole course." in page.text
    assert "Finish the lessons of one skill" not in page.text, "certificates stand there now"


LEFT = {
    "en": "All lessons done. The quiz is left.",
    "vi": "Đã học xong các bài. Còn bài kiểm tra.",
    "fr": "Toutes les leçons sont faites. Il reste le quiz.",
}


@pytest.mark.parametrize(("language", "words"), LEFT.items())
def test_a_skill_that_is_read_but_not_shown_says_that_the_quiz_is_left(
    app: Flask, world: World, read_as: Read, language: str, words: str
) -> None:
    hoa, minh = world.people["hoa"], world.people["minh"]
    with app.app_context():
        course, now = shelf.course("thu"), clock.now()
        [module, *_others] = course.modules
        first, _last = module.lessons
        actions.finish_lesson(hoa, course, module.slug, first.slug, now)
        db.session.commit()
    page = read_as(hoa, language=language).visit("/")
    assert words not in page.text, "a lesson is left"
    with app.app_context():
        for person in (hoa, minh):
            for lesson in module.lessons:
                actions.finish_lesson(person, course, module.slug, lesson.slug, now)
        actions.note_quiz(hoa, course, module.slug, 40, False, now)
        db.session.commit()
    assert page.visit("/").text.count(words) == 1, "of the other skill nothing is read"
    with app.app_context():
        actions.note_quiz(minh, course, module.slug, 100, True, now)
        db.session.commit()
    assert words not in read_as(minh, language=language).visit("/").text
    assert page.visit("/").text.count(words) == 1, "whoever passed changes nothing for others"


@pytest.mark.parametrize("mode", list(Mode))
def test_the_next_meeting_says_when_and_where(app: Flask, world: World, read_as: Read, mode: Mode) -> None:
    meeting(app, world, mode)
    hoa = read_as(world.people["hoa"]).visit("/")
    assert "Your next meeting" in hoa.text and "Lớp tối" in hoa.text
    assert ("Nhà văn hóa thôn" in hoa.text) == (mode is not Mode.ONLINE)
    assert ("Join online" in hoa.page.links) == (mode is not Mode.IN_PERSON)
    assert "Your next meeting" not in read_as(world.people["minh"]).visit("/").text


def test_a_learner_says_i_am_here_once_while_the_meeting_is_on(
    app: Flask, world: World, read_as: Read
) -> None:
    on = meeting(app, world, starts_in=timedelta(minutes=-10))
    hoa = read_as(world.people["hoa"]).visit("/")
    assert "I am here" in hoa.page.links
    lan = read_as(world.people["lan"], staff=True)
    lan.post(f"/meetings/{on}/register", **{f"p{world.people['hoa']}": "present"}, expect=303)
    assert "I am here" not in hoa.visit("/").page.links, "nobody says twice what is known"
    assert hoa.page.links["You are marked present"] == f"/check-in/done/{on}"


def test_a_quiz_left_in_the_middle_is_the_first_thing_to_go_on_with(world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"]).visit("/quizzes/thu/an-toan")
    assert "Go on with the quiz" not in hoa.visit("/").page.links
    hoa.visit("/quizzes/thu/an-toan").press("Start")
    assert hoa.visit("/").page.links["Go on with the quiz"] == "/quizzes/thu/an-toan"
    assert "Go on with the quiz" not in read_as(world.people["minh"]).visit("/").page.links


def test_staff_see_their_day_and_their_sections_before_their_own_learning(
    app: Flask, world: World, read_as: Read
) -> None:
    number = meeting(app, world, starts_in=timedelta(0))
    lan = read_as(world.people["lan"], staff=True).visit("/")
    assert lan.page.h1 == ["Welcome, Lan"]
    assert f"/meetings/{number}/register" in lan.page.links.values()
    assert {"People", "Classes", "Completion rates"} <= set(lan.page.links)
    assert lan.text.index("Meetings today") < lan.text.index("Your own learning")
    assert "Meetings today" not in read_as(world.people["hoa"]).visit("/").text


def test_staff_who_signed_in_with_a_pin_are_learners(world: World, read_as: Read) -> None:
    assert "Classes" not in read_as(world.people["lan"]).visit("/").page.links


def test_a_trainer_without_a_meeting_today_is_shown_the_classes(world: World, read_as: Read) -> None:
    lan = read_as(world.people["lan"], staff=True).visit("/")
    assert "No meeting is planned for today." in lan.text and "See the classes" in lan.page.links


def test_without_any_course_the_page_says_what_to_do(app: Flask, world: World, read_as: Read) -> None:
    with app.app_context():
        from lms.catalogue.models import CurrentEdition

        db.session.query(CurrentEdition).delete()
        db.session.commit()
        shelf.forget()
    assert "No course is here yet." in read_as(world.people["hoa"]).visit("/").text
    assert "No course is here yet." in read_as(world.people["hoa"]).visit("/learn/").text


def test_the_first_page_costs_a_constant_number_of_queries(
    app: Flask, world: World, read_as: Read, count_queries: Any
) -> None:
    readers = [
        (0, read_as()),
        (7, read_as(world.people["hoa"])),
        (9, read_as(world.people["lan"], staff=True)),
    ]
    meeting(app, world)
    for most, reader in readers:
        reader.visit("/")
        with count_queries() as asked:
            reader.visit("/")
        assert asked.total == most, reader.page.h1
