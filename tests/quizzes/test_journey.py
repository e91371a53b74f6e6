"""A trainee sits a quiz: passes, fails, goes away and comes back, tries again."""

import pytest
import sqlalchemy as sa

from lms.core.db import db
from lms.learning.models import Enrolment, Standing
from lms.quizzes.models import Attempt, AttemptState
from tests.course_document import COURSE
from tests.quizzes.sitting import (
    QUIZ,
    answer_right,
    answer_wrong,
    answers,
    asked_on,
    last_attempt,
    right_places,
    sit,
)
from tests.world import publish

pytestmark = pytest.mark.both


@pytest.fixture
def hoa(read_as, world):
    return read_as(world.people["hoa"])


def test_the_first_page_says_how_long_it_is_and_what_passes(hoa):
    page = hoa.visit(QUIZ).text
    assert "5 questions, one on each page." in page
    assert "You pass with 4 of 5 right." in page
    assert "There is no time limit." in page
    assert "Your earlier tries" not in page
    hoa.visit("/quizzes/thu/khong-co", expect=404).visit("/quizzes/khong-co/an-toan", expect=404)


def test_a_quiz_is_passed_with_the_pass_mark_in_words(hoa, app, world):
    sit(hoa, right=4)
    assert hoa.page.h1 == ["You passed the quiz"]
    assert "4 of 5 right" in hoa.text
    with app.app_context():
        attempt = last_attempt()
        assert (attempt.state, attempt.score, attempt.passed) == (AttemptState.SUBMITTED, 80, True)
        assert attempt.edition == world.edition
        standing = db.session.scalars(sa.select(Standing)).one()
        assert (standing.person_id, standing.module, standing.best_score) == (
            world.people["hoa"],
            "an-toan",
            80,
        )
        assert standing.quiz_passed_at == attempt.submitted_at
        assert db.session.scalars(sa.select(Enrolment.person_id)).all() == [world.people["hoa"]]
    assert "4 of 5 right Passed" in hoa.visit(QUIZ).text


def test_a_failed_quiz_says_what_to_read_again_and_is_tried_again(hoa, app):
    sit(hoa, right=3)
    assert hoa.page.h1 == ["Not passed yet. You can try again."]
    assert "Bài an-toan-mot (en)" in hoa.text
    assert "/learn/thu/an-toan/an-toan-mot/1" in hoa.html
    with app.app_context():
        assert last_attempt().passed is False
        assert db.session.scalars(sa.select(Standing.quiz_passed_at)).all() == [None]
    first = hoa.path
    hoa.press("Try again")
    assert hoa.path != first
    assert "Question 1 / 5" in hoa.text


def test_an_answer_is_explained_in_words(hoa, app):
    hoa.visit(QUIZ).press("Start")
    asked = asked_on(app, hoa.path)
    answer_right(hoa)
    assert "That is right." in hoa.text
    assert asked.question.because.in_("en") in hoa.text
    assert hoa.text.count("You chose this, and it is right") == len(asked.question.body.right)

    asked = asked_on(app, hoa.follow("Next question").path)
    place = next(i for i, number in enumerate(asked.order) if number not in asked.question.body.right)
    answer_wrong(hoa)
    assert "Not right yet." in hoa.text
    assert "You chose this, not right yet" in hoa.text
    assert asked.question.body.choices[asked.order[place]].because.in_("en") in hoa.text
    assert hoa.text.count("This is right") == len(asked.question.body.right)

    hoa.follow("Next question").press("Answer", choice="unknown")
    assert "That is fine. Now you get to know it." in hoa.text
    assert "You chose this" not in hoa.text
    assert answers(app)[2].response == []


def test_nothing_chosen_brings_the_question_back_kindly(hoa, app):
    hoa.visit(QUIZ).press("Start").press("Answer")
    assert hoa.text.count("You have not chosen yet. Touch one box.") == 2
    assert answers(app) == []
    answer_right(hoa)
    assert len(answers(app)) == 1


def test_answers_beside_i_do_not_know_yet_are_asked_about_and_stay_ticked(hoa, app):
    hoa.visit(QUIZ).press("Start")
    while len(asked_on(app, hoa.path).question.body.right) < 2:
        answer_right(hoa).follow("Next question")
    kept = len(answers(app))
    right = right_places(asked_on(app, hoa.path))
    hoa.press("Answer", choice=[*right, "unknown"])
    assert "Keep only one of the two" in hoa.text
    assert hoa.html.count(" checked>") == len(right) + 1
    assert len(answers(app)) == kept


def test_leaving_and_coming_back_goes_on_where_one_stopped(hoa, read_as, world, app):
    hoa.visit(QUIZ).press("Start")
    answer_right(hoa)
    other_phone = read_as(world.people["hoa"]).visit(QUIZ)
    assert "You stopped at question 2 of 5. Your answers are kept." in other_phone.text
    assert other_phone.press("Go on").path.endswith("/2")
    attempt = other_phone.path.rsplit("/", 1)[0]
    assert other_phone.visit(attempt).path == f"{attempt}/2"
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Attempt.id))) == 1


def test_two_tabs_are_harmless_and_show_the_first_answer(hoa, app):
    hoa.visit(QUIZ).press("Start")
    here, asked = hoa.path, asked_on(app, hoa.path)
    second_tab = hoa.page.forms[0]
    answer_right(hoa)
    token = dict(second_tab["fields"])["csrf_token"]
    late = hoa.client.post(here, data={"csrf_token": token, "choice": "unknown"})
    assert (late.status_code, late.headers["Location"]) == (303, here)
    assert "That is right." in hoa.visit(here).text
    assert [sorted(answer.response) for answer in answers(app)] == [sorted(asked.question.body.right)]


def test_a_submitted_attempt_takes_no_more_answers(hoa, app):
    sit(hoa, right=5)
    attempt, before = hoa.path, len(answers(app))
    token = dict(hoa.visit(QUIZ).page.forms[0]["fields"])["csrf_token"]
    again = hoa.client.post(f"{attempt}/1", data={"csrf_token": token, "choice": "0"})
    assert (again.status_code, again.headers["Location"]) == (303, attempt)
    assert len(answers(app)) == before
    assert "That is right." in hoa.visit(f"{attempt}/1").text


def test_questions_are_answered_in_any_order_and_the_last_one_submits(hoa, app):
    hoa.visit(QUIZ).press("Start")
    attempt = hoa.path.rsplit("/", 1)[0]
    for position in (5, 3, 1, 2, 4):
        answer_right(hoa.visit(f"{attempt}/{position}"))
    assert hoa.follow("See the result").page.h1 == ["You passed the quiz"]


def test_a_retry_prefers_questions_not_seen_before(hoa, app, world):
    with app.app_context():
        publish({**COURSE, "questions_per_quiz": 2})
    sit(hoa, right=0)
    sit_again = hoa.press("Try again")
    with app.app_context():
        first, second = db.session.scalars(sa.select(Attempt).order_by(Attempt.id)).all()
        asked = [{each["id"] for each in attempt.questions} for attempt in (first, second)]
    assert [len(ids) for ids in asked] == [2, 2]
    assert not asked[0] & asked[1]
    assert "Question 1 / 2" in sit_again.text


def test_an_attempt_keeps_its_edition_when_a_new_one_is_published(hoa, app, world):
    hoa.visit(QUIZ).press("Start")
    answer_right(hoa)
    modules = [{**module, "questions": module["questions"][:1]} for module in COURSE["modules"]]
    with app.app_context():
        new = publish({**COURSE, "modules": modules})
    hoa.follow("Next question")
    assert "Question 2 / 5" in hoa.text
    assert "You stopped at question 2 of 5" in hoa.visit(QUIZ).text
    hoa.press("Go on")
    for _ in range(4):
        answer_right(hoa)
        hoa.follow("See the result" if "See the result" in hoa.page.links else "Next question")
    with app.app_context():
        assert last_attempt().edition == world.edition
    hoa.press("Practise once more")
    with app.app_context():
        assert (last_attempt().edition, len(last_attempt().questions)) == (new, 1)


def test_a_module_without_questions_says_so(hoa, app):
    with app.app_context():
        publish({**COURSE, "modules": [{**COURSE["modules"][1], "questions": []}]})
    assert "This module has no questions yet." in hoa.visit(QUIZ).text
    hoa.visit("/quizzes/thu/an-toan")
    hoa.post(QUIZ, expect=409)
