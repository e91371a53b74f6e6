"""A lesson, one step a page: reading on, stopping, resuming, finishing."""

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from lms.core.db import db
from lms.learning import queries
from lms.learning.models import Enrolment, LessonProgress
from tests import world as make
from tests.course_document import COURSE
from tests.reader import Reader
from tests.world import World

pytestmark = pytest.mark.both
Read = Callable[..., Reader]
LESSON = "/learn/thu/thanh-toan/thanh-toan-mot"


def test_a_lesson_is_read_step_by_step_to_its_end(world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"{LESSON}/")
    assert hoa.path == f"{LESSON}/1"
    assert "Step 1 of 3" in hoa.text and "Nội dung 1." in hoa.text
    hoa.press("Next")
    assert hoa.path == f"{LESSON}/2"
    hoa.follow("Previous").press("Next").press("Next")
    assert "Step 3 of 3" in hoa.text
    hoa.press("Finish the lesson")
    assert hoa.page.h1 == ["You finished this lesson"]
    assert "1 of 2 lessons done" in hoa.text
    hoa.follow("Next lesson")
    assert hoa.path == "/learn/thu/thanh-toan/thanh-toan-hai/1"


def test_a_lesson_resumes_where_one_stopped_on_any_phone(world: World, read_as: Read) -> None:
    read_as(world.people["hoa"]).visit(f"{LESSON}/1").press("Next").press("Next")
    assert read_as(world.people["hoa"]).visit(f"{LESSON}/").path == f"{LESSON}/3"
    assert read_as(world.people["minh"]).visit(f"{LESSON}/").path == f"{LESSON}/1"


def test_only_looking_changes_nothing(app: Flask, world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"])
    for path in ("/", "/learn/", "/learn/thu/", "/learn/thu/thanh-toan/", f"{LESSON}/", f"{LESSON}/3"):
        hoa.visit(path)
    with app.app_context():
        assert db.session.query(Enrolment).count() == db.session.query(LessonProgress).count() == 0
    hoa.visit(f"{LESSON}/1").press("Next")
    with app.app_context():
        assert db.session.query(Enrolment).one().person_id == world.people["hoa"]


def test_finishing_twice_is_once(app: Flask, world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"])
    for _ in range(2):
        hoa.visit(f"{LESSON}/3").press("Finish the lesson")
    with app.app_context():
        assert db.session.query(LessonProgress).count() == 1
        assert len(queries.progress_of(world.people["hoa"], "thu").lessons) == 1


def test_a_lesson_is_not_praised_before_it_is_finished(world: World, read_as: Read) -> None:
    assert read_as(world.people["hoa"]).visit(f"{LESSON}/done").path == f"{LESSON}/1"


@pytest.mark.parametrize(
    "path",
    [
        f"{LESSON}/0",
        f"{LESSON}/4",
        f"{LESSON}/999999999999999999",
        "/learn/thu/thanh-toan/khong-co/1",
        "/learn/thu/khong-co/",
        "/learn/khong-co/",
        "/learn/thu/thanh-toan/%F0%9F%98%80/",
    ],
)
def test_what_the_course_does_not_have_is_not_found_and_leads_on(
    world: World, read_as: Read, path: str
) -> None:
    hoa = read_as(world.people["hoa"]).visit(path, expect=404)
    assert hoa.page.h1 == ["This page is not here"]
    assert hoa.follow("Go to your lessons").path == "/learn/"


def test_a_step_past_the_end_cannot_be_noted(app: Flask, world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"{LESSON}/1")
    hoa.client.post(f"{LESSON}/4", data={"csrf_token": hoa.page.forms[0]["fields"][0][1]})
    with app.app_context():
        assert db.session.query(LessonProgress).count() == 0


def test_a_visitor_is_asked_to_sign_in(world: World, read_as: Read) -> None:
    response = read_as().client.get(f"{LESSON}/2")
    assert response.status_code == 303
    assert response.headers["Location"].startswith("/sign-in")


def test_a_french_reader_gets_english_content_marked_as_such(world: World, read_as: Read) -> None:
    page = read_as(world.people["hoa"], language="fr").visit(f"{LESSON}/1")
    assert page.page.lang == "fr"
    assert '<div id="step" lang="en">' in page.html and "(en)" in page.html
    assert '<div id="step">' in read_as(world.people["hoa"], language="en").visit(f"{LESSON}/1").html


def test_two_readers_share_a_page_but_no_token(world: World, read_as: Read) -> None:
    hoa, minh = (read_as(world.people[name]).visit(f"{LESSON}/2") for name in ("hoa", "minh"))

    def token(reader: Reader) -> Any:
        return dict(reader.page.forms[-1]["fields"])["csrf_token"]

    assert token(hoa) != token(minh)
    assert hoa.response and minh.response
    nonces = [r.response.headers["Content-Security-Policy"] for r in (hoa, minh) if r.response]
    assert nonces[0] != nonces[1]
    minh.press("Next")
    assert minh.path == f"{LESSON}/3"


def test_text_size_reaches_a_page_that_is_kept(world: World, read_as: Read) -> None:
    hoa = read_as(world.people["hoa"])
    hoa.visit(f"{LESSON}/1")
    hoa.client.set_cookie("text", "large")
    assert 'class="text-large"' in hoa.visit(f"{LESSON}/1").html


def test_a_lesson_that_grew_shorter_is_resumed_at_its_last_step(
    app: Flask, world: World, read_as: Read
) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"{LESSON}/1").press("Next").press("Next")
    shorter = copy.deepcopy(COURSE)
    lesson = shorter["modules"][0]["lessons"][0]
    lesson["steps"] = lesson["steps"][:2]
    lesson["steps"][1]["title"] = {"vi": "Mới", "en": "New"}
    with app.app_context():
        make.publish(shorter)
    assert hoa.visit(f"{LESSON}/").page.h1 == ["New"]


def test_a_step_costs_one_query_to_read_and_two_to_pass(
    world: World, read_as: Read, count_queries: Any
) -> None:
    hoa = read_as(world.people["hoa"]).visit(f"{LESSON}/1").press("Next")
    with count_queries() as asked:
        hoa.visit(f"{LESSON}/2")
    assert asked.total == 1
    token = dict(hoa.page.forms[-1]["fields"])["csrf_token"]
    with count_queries() as asked:
        hoa.client.post(f"{LESSON}/2", data={"csrf_token": token})
    assert asked.total == 2


def test_a_step_is_small(world: World, read_as: Read) -> None:
    assert len(read_as(world.people["hoa"]).visit(f"{LESSON}/2").html.encode()) < 6_000


def test_a_step_works_without_a_script(world: World, read_as: Read) -> None:
    html = read_as(world.people["hoa"]).visit(f"{LESSON}/1").html
    listens = re.search(r'<button[^>]* data-say="[^"]+"[^>]* hidden>', html)
    assert listens, "listening with the phone's voice needs a script and hides without one"
