"""A trainee finds out where to begin, skips what is known, and takes that back."""

import copy
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.learning import actions as learning
from lms.learning.models import Completion, LessonProgress, Standing
from lms.learning.queries import progress_of
from lms.quizzes.models import Placement, PlacementState
from lms.quizzes.rules import placement as rules
from tests.course_document import COURSE, text
from tests.quizzes.sitting import right_places, wrong_place
from tests.world import publish

pytestmark = pytest.mark.both
START = "/quizzes/placement/thu"


@pytest.fixture
def hoa(read_as, world):
    return read_as(world.people["hoa"])


def placement(app) -> Any:
    with app.app_context():
        return db.session.scalars(sa.select(Placement).order_by(Placement.id.desc()).limit(1)).one()


def asked_now(app) -> Any:
    with app.app_context():
        found = db.session.scalars(sa.select(Placement).filter_by(state=PlacementState.OPEN)).one()
        return rules.asked_last(shelf.edition(found.edition), found.asked)


def module_now(app) -> str:
    return placement(app).asked[-1]["module"]


def answer_all(reader, knows: set[str]) -> Any:
    """Answer until the end: right in the modules this person knows, "I don't know yet" in the others."""
    while "/result" not in reader.path:
        known = module_now(reader.app) in knows
        reader.press("Answer", choice=right_places(asked_now(reader.app)) if known else "unknown")
    return reader


def lessons(app, person_id: int) -> dict[str, tuple[bool, bool]]:
    """By lesson: whether it counts as done, and whether it was skipped."""
    with app.app_context():
        rows = db.session.scalars(sa.select(LessonProgress).filter_by(person_id=person_id))
        return {each.lesson: (each.done_at is not None, each.skipped) for each in rows}


def test_who_has_begun_nothing_is_asked_on_the_first_page(hoa, app, world):
    page = hoa.visit("/")
    assert "Where do you begin?" in page.text
    hoa.follow("Find out")
    assert hoa.path == START
    assert "At most 12 questions" in hoa.text
    hoa.press("Start")
    assert "Question 1" in hoa.text and "At most 12 questions." in hoa.text
    assert "You can stop at any time. Nobody gives you a mark." in hoa.text
    assert "Go on with the questions" in hoa.visit("/").page.links
    with app.app_context():
        learning.finish_lesson(
            world.people["hoa"], shelf.course("thu"), "an-toan", "an-toan-mot", clock.now()
        )
        db.session.commit()
    assert "Where do you begin?" not in hoa.visit("/").text
    assert "Where do you begin?" in hoa.visit("/learn/").page.links


def test_it_can_be_left_and_gone_on_with_from_any_device(hoa, app, world, read_as):
    hoa.visit(START).press("Start")
    hoa.press("Answer", choice=right_places(asked_now(app)))
    assert "Question 2" in hoa.text
    phone = read_as(world.people["hoa"]).visit(START)
    assert "You have answered 1 question. Your answer is kept." in phone.text
    phone.press("Go on")
    assert phone.path == hoa.path
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Placement.id))) == 1


def test_nothing_chosen_is_asked_again_and_what_is_not_offered_refused(hoa, app):
    hoa.visit(START).press("Start").press("Answer")
    assert "You have not chosen yet. Touch one box." in hoa.text
    here, token = hoa.path, hoa.csrf_token()
    for choice in ("9", "x", ["0", "1"]):
        if asked_now(app).question.kind == "multiple" and isinstance(choice, list):
            continue
        assert hoa.client.post(here, data={"csrf_token": token, "choice": choice}).status_code == 400
    assert placement(app).answered == 0


def test_who_knows_one_module_may_skip_it_and_begins_the_other(hoa, app, world):
    hoa.visit(START).press("Start")
    answer_all(hoa, {"an-toan"})
    assert placement(app).answered <= 12
    assert hoa.page.h1 == ["This is where you begin"]
    assert hoa.text.count("You can do this already") == 1
    assert "Begin with this lesson:" in hoa.text
    assert "Bài thanh-toan-mot (en)" in hoa.page.links
    assert not re.search(r"\d+ ?%|/ ?100| of \d+", hoa.text), "no mark"
    assert lessons(app, world.people["hoa"]) == {}, "nothing is skipped unasked"

    hoa.press("Skip what I can do")
    assert "These lessons are ticked off." in hoa.text
    both = dict.fromkeys(("an-toan-mot", "an-toan-hai"), (True, True))
    assert lessons(app, world.people["hoa"]) == both
    assert "Start learning" in hoa.page.links
    with app.app_context():
        assert db.session.scalars(sa.select(Completion)).all() == [], "the quiz is still to be passed"
        progress = progress_of(world.people["hoa"], "thu").of(shelf.course("thu").module("an-toan"))
        assert len(progress.missing_alone) == 1, "nothing but the quiz"
    assert hoa.visit("/learn/").text.count("✓ Skipped") == 2


def test_the_quiz_passed_after_skipping_completes_the_module(hoa, app, world):
    hoa.visit(START).press("Start")
    answer_all(hoa, {"an-toan"}).press("Skip what I can do")
    with app.app_context():
        learning.note_quiz(world.people["hoa"], shelf.course("thu"), "an-toan", 100, True, clock.now())
        db.session.commit()
        assert db.session.scalars(sa.select(Completion.module)).all() == ["an-toan"]


def test_skipping_is_taken_back_but_not_what_was_read(hoa, app, world):
    hoa.visit("/learn/thu/an-toan/an-toan-mot/1").press("Next")  # halfway in one lesson
    hoa.visit(START).press("Start")
    answer_all(hoa, {"an-toan", "thanh-toan"})
    result = hoa.path
    hoa.press("Skip what I can do")
    assert len(lessons(app, world.people["hoa"])) == 4
    token = hoa.csrf_token()
    for _ in range(2):
        assert hoa.client.post(f"{result[:-6]}skip", data={"csrf_token": token}).status_code == 303
    for _ in range(3):
        hoa.visit("/learn/thu/thanh-toan/thanh-toan-mot/3").press("Finish the lesson")
    with app.app_context():
        assert all(db.session.scalars(sa.select(Standing.lessons_done_at)))
    hoa.visit("/learn/").press("Show me all lessons again")
    assert "All lessons are there again." in hoa.text
    assert lessons(app, world.people["hoa"]) == {
        "thanh-toan-mot": (True, False),
        "an-toan-mot": (False, False),
    }
    with app.app_context():
        assert db.session.scalars(sa.select(Standing.lessons_done_at)).all() == [None, None]
        at = progress_of(world.people["hoa"], "thu").lessons["an-toan", "an-toan-mot"]
        assert (at.step, at.done) == (2, False)
    assert "Show me all lessons again" not in hoa.visit("/learn/").html
    assert "Skip what I can do" in hoa.visit(result).html


def test_an_answer_sent_twice_or_from_two_tabs_counts_once(hoa, app, world):
    hoa.visit(START).press("Start")
    here, token, cookie = hoa.path, hoa.csrf_token(), hoa.client.get_cookie("lms").value
    right, together = right_places(asked_now(app)), Barrier(6)

    def post(number: int) -> int:
        tab = app.test_client()
        tab.set_cookie("lms", cookie)
        together.wait()
        choice = right if number % 2 else "unknown"
        return tab.post(here, data={"csrf_token": token, "choice": choice}).status_code

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(post, range(6))) == [303] * 6
    found = placement(app)
    assert (found.answered, len(found.asked)) == (1, 2)
    hoa.press("Answer", choice="unknown")
    assert placement(app).answered == 1, "the old tab leads on"
    assert "Question 2" in hoa.text
    hoa.visit(f"/quizzes/placement/{found.id}/9")
    assert "Question 2" in hoa.text


def test_two_starts_at_once_are_one_placement(hoa, app):
    token, cookie, together = hoa.csrf_token(), hoa.client.get_cookie("lms").value, Barrier(4)

    def post(_number: int) -> int:
        tab = app.test_client()
        tab.set_cookie("lms", cookie)
        together.wait()
        return tab.post(START, data={"csrf_token": token}).status_code

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(post, range(4))) == [303] * 4
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Placement.id))) == 1


def test_one_may_answer_once_more(hoa, app):
    hoa.visit(START).press("Start")
    result = answer_all(hoa, set()).path
    assert "Skip what I can do" not in hoa.html
    hoa.visit("/").follow("See where to begin")
    assert "See what came out last time" in hoa.page.links
    assert hoa.press("Answer once more").path.endswith("/1")
    assert hoa.visit(result).page.h1 == ["This is where you begin"]


def test_somebody_elses_placement_is_not_there(hoa, app, read_as, world):
    hoa.visit(START).press("Start")
    here, number = hoa.path, placement(app).id
    minh = read_as(world.people["minh"])
    for staff in ("lan", "an"):
        read_as(world.people[staff], staff=True).visit(here, expect=404)
    minh.visit(here, expect=404).visit(f"/quizzes/placement/{number}/result", expect=404)
    minh.post(here, expect=404, choice="0")
    minh.post(f"/quizzes/placement/{number}/skip", expect=404)
    hoa.visit(f"/quizzes/placement/{number}/result", expect=404)
    hoa.visit("/quizzes/placement/khong-co", expect=404)
    assert placement(app).answered == 0


def test_a_course_without_quick_questions_says_so_and_is_not_offered(hoa, app):
    slow = {**copy.deepcopy(COURSE), "modules": copy.deepcopy(COURSE["modules"])}
    for module in slow["modules"]:
        module["questions"] = []
    with app.app_context():
        publish(slow)
    assert "Where do you begin?" not in hoa.visit("/").text
    hoa.visit(START).press("Start", expect=409)
    assert "This course has no quick questions." in hoa.text


def before_the_answer(reader, here: str) -> bytes:
    answers = [reader.client.get(here), reader.client.get(START), reader.client.get("/")]
    token = reader.csrf_token()
    for choice in ([], ["0", "unknown"], ["9"]):
        answers.append(reader.client.post(here, data={"csrf_token": token, "choice": choice}))
    whole = b"".join(str(each.headers).encode() + each.get_data() for each in answers)
    whole = re.sub(
        rb"nonce-[\w-]+|nonce=\"[\w-]+\"|Content-Length: \d+|Set-Cookie: [^\r]+|Date: [^\r]+", b"", whole
    )
    return re.sub(rb'(name="csrf_token" value=")[^"]+', rb"\1", whole)


def test_no_byte_before_the_answer_depends_on_the_key_or_the_difficulty(hoa, app):
    here = hoa.visit(START).press("Start").path
    with_this_key = before_the_answer(hoa, here)
    turned = copy.deepcopy(COURSE)
    for module in turned["modules"]:
        for question in module["questions"]:
            question["right"] = [0] if question["right"] != [0] else [1]
            question["because"] = text("Lời giải khác hẳn")
            question["difficulty"] = 3
            for number, choice in enumerate(question["choices"]):
                choice["because"] = None if number in question["right"] else text("Vì lẽ khác")
    with app.app_context():
        db.session.execute(sa.update(Placement).values(edition=publish(turned)))
        db.session.commit()
    assert before_the_answer(hoa, here) == with_this_key
    for word in ("Lời giải", "Vì sao", "Vì lẽ", "mastery", "credit"):
        assert word.encode() not in with_this_key


def test_a_question_costs_two_queries_and_an_answer_four_at_most(hoa, app, count_queries):
    hoa.visit(START).press("Start")
    hoa.press("Answer", choice=right_places(asked_now(app)))
    with count_queries() as asked:
        hoa.visit(hoa.path)
    assert asked.total == 2, asked.statements
    token, wrong = hoa.csrf_token(), wrong_place(asked_now(app))
    with count_queries() as asked:
        hoa.client.post(hoa.path, data={"csrf_token": token, "choice": wrong})
    assert asked.total <= 4, asked.statements
