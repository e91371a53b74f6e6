"""Choosing a programme and going back, on the pages of the course and at home."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.learning import actions, queries
from tests.learning.programmes import COACH, HELP, OFFICE, OFFICIALS, PAY, SAFE, STATE, document, publish_in
from tests.reader import Reader
from tests.world import World, publish

pytestmark = pytest.mark.both
Read = Callable[..., Reader]
OFFICIALS_TITLE, COACH_TITLE = "Chương trình cán bộ (en)", "Trở thành hạt nhân (en)"


@pytest.fixture
def world(world: World, app: Flask) -> World:
    return publish_in(app, world)


def learn(app: Flask, who: int, *modules: str, path: str | None = None) -> None:
    with app.app_context():
        course, now = shelf.course("thu"), clock.now()
        if path:
            actions.follow(who, course, path, now)
        for slug in modules:
            for lesson in course.module_by_slug[slug].lessons:
                actions.finish_lesson(who, course, slug, lesson.slug, now)
            actions.note_quiz(who, course, slug, 100, True, now)
        db.session.commit()


def test_a_programme_is_chosen_and_left_again_and_nothing_is_lost(
    app: Flask, world: World, read_as: Read
) -> None:
    learn(app, world.people["hoa"], SAFE)
    hoa = read_as(world.people["hoa"]).visit("/learn/thu/")
    assert "Other programmes" in hoa.text and OFFICIALS_TITLE in hoa.text
    assert "Your programme" not in hoa.text
    hoa.press("Choose this programme")
    assert hoa.path == "/learn/thu/"
    assert f"You now follow: {OFFICIALS_TITLE}" in hoa.text and "Your programme" in hoa.text
    home = hoa.visit("/")
    assert f"Năng lực {OFFICE}" in home.text and f"Năng lực {STATE}" not in home.text
    assert home.follow("Next lesson").path == f"/learn/thu/{PAY}/{PAY}-mot/1"
    hoa.visit("/learn/thu/").press("Back to the whole course")
    assert "Your programme" not in hoa.text
    home = hoa.visit("/")
    assert f"Năng lực {STATE}" in home.text and f"Năng lực {OFFICE}" not in home.text
    assert "Completed" in home.text, "what was learned stays"


def test_the_officials_track_is_offered_beside_the_module_it_stands_for(
    app: Flask, world: World, read_as: Read
) -> None:
    hoa = read_as(world.people["hoa"])
    assert f"/learn/thu/{OFFICE}/" not in hoa.visit("/").page.links.values(), "a first page stays plain"
    page = hoa.visit("/learn/thu/")
    assert "For officials: " in page.text
    assert f"/learn/thu/{HELP}/" in page.page.links.values(), "what the programmes hold can be read"
    learn(app, world.people["hoa"], OFFICE)
    page = hoa.visit("/learn/thu/")
    assert "For officials: " not in page.text
    assert f"Năng lực {OFFICE}" in page.text
    assert "because you completed this one" in hoa.visit(f"/learn/thu/{STATE}/").text


def test_a_completed_programme_says_so_at_home_and_in_the_course(
    app: Flask, world: World, read_as: Read
) -> None:
    learn(app, world.people["lan"], SAFE, HELP, path=COACH)
    lan = read_as(world.people["lan"]).visit("/")
    assert f"You completed “{COACH_TITLE}”." in lan.text
    assert "You are a coach." in lan.text
    assert "You are a coach." not in read_as(world.people["hoa"]).visit("/").text
    lan.visit("/learn/thu/")
    assert "Completed" in lan.text
    lan.visit(f"/learn/thu/{HELP}/{HELP}-hai/done")
    assert f"You completed “{COACH_TITLE}”." in lan.text
    lan.visit("/certificates/").follow("View Trở thành hạt nhân")
    assert "Programme completed" in lan.text and "<strong>Trở thành hạt nhân</strong>" in lan.html
    assert f"Năng lực {SAFE}<br>Năng lực {HELP}" in lan.html


def test_staff_see_who_is_a_coach(app: Flask, world: World, read_as: Read) -> None:
    learn(app, world.people["hoa"], SAFE, HELP)
    dung = read_as(world.people["dung"], staff=True)
    assert "<dt>Coach</dt><dd>Since " in dung.visit(f"/people/{world.people['hoa']}").html
    assert "Coach" not in dung.visit(f"/people/{world.people['minh']}").text


def test_trainers_and_cadres_are_told_of_the_programmes_until_they_chose(
    app: Flask, world: World, read_as: Read
) -> None:
    for who in ("lan", "dung"):
        page = read_as(world.people[who], staff=True).visit("/")
        assert "Also for you:" in page.text and OFFICIALS_TITLE in page.text
    assert "Also for you:" not in read_as(world.people["hoa"]).visit("/").text
    learn(app, world.people["dung"], path=OFFICIALS)
    assert "Also for you:" not in read_as(world.people["dung"], staff=True).visit("/").text


def test_a_programme_that_does_not_exist_is_refused_in_words(world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"]).visit("/learn/thu/")
    token = dict(hoa.page.forms[-1]["fields"])["csrf_token"]
    answer = hoa.client.post("/learn/thu/programme", data={"csrf_token": token, "path": "khong-co"})
    assert answer.status_code == 303
    assert "not offered any more" in hoa.visit("/learn/thu/").text
    assert hoa.client.post("/learn/khong-co/programme", data={"csrf_token": token}).status_code == 404


def test_a_path_gone_from_the_course_leaves_its_followers_with_the_course(
    app: Flask, world: World, read_as: Read
) -> None:
    learn(app, world.people["hoa"], path=OFFICIALS)
    with app.app_context():
        publish({**document(), "paths": []})
    hoa = read_as(world.people["hoa"])
    assert f"Năng lực {STATE}" in hoa.visit("/").text
    assert "Other programmes" not in hoa.visit("/learn/thu/").text


def test_programmes_cost_no_further_queries(
    app: Flask, world: World, read_as: Read, count_queries: Any
) -> None:
    learn(app, world.people["lan"], SAFE, HELP, OFFICE, path=COACH)
    learn(app, world.people["hoa"], SAFE, path=OFFICIALS)
    for who, staff, first in (("hoa", False, 7), ("lan", True, 9)):
        reader = read_as(world.people[who], staff=staff).visit("/")
        for path, most in (("/", first), ("/learn/", 3), ("/learn/thu/", 3)):
            with count_queries() as asked:
                reader.visit(path)
            assert asked.total == most, (who, path, asked.statements)


def test_a_placement_asks_about_what_one_follows(app: Flask, world: World, read_as: Read) -> None:
    learn(app, world.people["hoa"], path=OFFICIALS)
    with app.app_context():
        from lms.quizzes.rules.placement import narrowed, next_question

        course = shelf.course("thu")
        mine = narrowed(course, queries.path_of(world.people["hoa"], "thu"))
        assert [module.slug for module in mine.modules] == [PAY, OFFICE]
        assert [module.slug for module in narrowed(course, None).modules] == [PAY, SAFE, STATE]
        import random

        first = next_question(course, [], random.Random(1), {})
        assert first is not None
        answered = {**first, "module": SAFE, "id": f"{SAFE}-single-1", "response": [], "credit": 0}
        coming = next_question(mine, [answered], random.Random(1), {})
        assert coming and coming["module"] in {PAY, OFFICE}, "a programme changed halfway does no harm"
    hoa = read_as(world.people["hoa"]).visit("/quizzes/placement/thu").press("Start")
    assert "/quizzes/placement/" in hoa.path
