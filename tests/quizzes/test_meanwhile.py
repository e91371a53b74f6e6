"""What somebody else does between a question and its answer: corrections, and new editions."""

import copy
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import pytest
import sqlalchemy as sa

from lms.catalogue import actions as catalogue
from lms.catalogue import shelf
from lms.catalogue.bank_actions import put, retire
from lms.catalogue.models import BankQuestion
from lms.catalogue.replacing import must_be_seen
from lms.core import clock
from lms.core.db import db, intend_to_write
from lms.learning import editions
from lms.quizzes import actions, jobs
from lms.quizzes.actions import corrections as correcting
from lms.quizzes.actions import start
from lms.quizzes.models import Attempt, AttemptState, AttemptWay, CorrectionKind
from lms.quizzes.queries import corrections as queries
from lms.quizzes.queries import regrading
from lms.quizzes.queries.bank import still_asked
from tests.course_document import COURSE
from tests.quizzes.many import QUESTIONS, RIGHT, hand_in, people
from tests.quizzes.sitting import QUIZ, sit, wrong_place
from tests.quizzes.test_correction_pages import scores
from tests.quizzes.test_corrections import make, rule
from tests.quizzes.test_review_pages import DUE, asked_here, cards, lay_by
from tests.world import asker, publish

pytestmark = pytest.mark.both


@pytest.fixture
def hoa(read_as, world):
    return read_as(world.people["hoa"])


def edited(change):
    """The small course after `change` was done to the first question of the second module."""
    document = copy.deepcopy(COURSE)
    questions = document["modules"][1]["questions"]
    change(questions, next(each for each in questions if each["id"] == QUESTIONS[0]))
    return document


def fewer_choices(_questions, question):
    del question["choices"][2:]
    question["choices"].reverse()


def taken_out(questions, question):
    questions.remove(question)


def test_a_repeated_question_counts_as_its_correction_says_and_says_so(hoa, app, world):
    lay_by(app, world.people["hoa"], [QUESTIONS[0]], box=2)
    with app.app_context():
        make(world, CorrectionKind.ALL_RIGHT)
        queries.forget()
    hoa.visit(DUE).follow("Start").press("Answer", choice=wrong_place(asked_here(hoa)))
    assert cards(app)[QUESTIONS[0]].box == 3
    assert "Your answer counts as right." in hoa.text and "Not right yet." not in hoa.text


@pytest.mark.parametrize("change", [fewer_choices, taken_out])
def test_an_explanation_looked_at_again_after_a_new_edition_leads_to_what_is_due(hoa, app, world, change):
    lay_by(app, world.people["hoa"], [QUESTIONS[0]])
    hoa.visit(DUE).follow("Start")
    asked = asked_here(hoa)
    hoa.press("Answer", choice=str(asked.order.index(2)))
    here = hoa.path
    with app.app_context():
        publish(edited(change))
    hoa.visit(here)
    assert hoa.path == DUE and "Nothing to repeat" in hoa.text


@pytest.mark.parametrize("change", [fewer_choices, taken_out])
def test_an_answer_to_a_question_that_is_no_longer_asked_so_leads_to_what_is_due(hoa, app, world, change):
    lay_by(app, world.people["hoa"], [QUESTIONS[0]])
    hoa.visit(DUE).follow("Start")
    place = str(len(asked_here(hoa).order) - 1)
    with app.app_context():
        publish(edited(change))
    hoa.press("Answer", choice=place)
    assert hoa.path == DUE
    assert cards(app)[QUESTIONS[0]].reviews == 0


def test_a_try_in_its_own_editions_grace_goes_on_whatever_the_current_one_gives(app, world):
    with app.app_context():
        publish({**COURSE, "quiz": {"minutes": 10, "grace_seconds": 300}})
        now, hoa = clock.now(), world.people["hoa"]

        def begun_at(at, **how):
            course = shelf.course("thu")
            return actions.start(hoa, course, course.module("an-toan"), random.Random(1), at, **how)

        begun = begun_at(now).id
        db.session.commit()
        publish({**COURSE, "quiz": {"minutes": 10, "grace_seconds": 30}})
        later = now + timedelta(minutes=12)
        helped = begun_at(later, way=AttemptWay.ASSISTED, helped_by=world.people["lan"])
        assert helped.id == begun
        over = begun_at(now + timedelta(minutes=16))
        assert over.id != begun
        db.session.commit()
        states = db.session.scalars(sa.select(Attempt.state).order_by(Attempt.id)).all()
        assert states == [AttemptState.SUBMITTED, AttemptState.OPEN]


def test_a_quiz_of_a_module_that_was_taken_out_can_still_be_looked_at(hoa, app):
    sit(hoa, 5)
    here = hoa.path
    assert "Practise once more" in hoa.text
    document = copy.deepcopy(COURSE)
    del document["modules"][1]
    with app.app_context():
        catalogue.publish([document], clock.now())
        db.session.commit()
        shelf.forget()
    hoa.visit(here)
    assert "5 of 5 right" in hoa.text
    # She may go on in the edition she began with, until she has nothing left to do in it.
    assert "Practise once more" in hoa.text
    with app.app_context():
        must_be_seen("thu", None, clock.now())
        db.session.commit()
        shelf.forget()
    assert "Practise once more" not in hoa.visit(here).text
    hoa.follow("‹ Back")
    assert "This is no longer taught in the course." in hoa.text and "5 of 5 right" in hoa.text
    assert "This is no longer taught in the course." in hoa.post(QUIZ).text, "from a page opened before"
    assert "Start" not in hoa.html and hoa.follow("To the lessons").path == "/learn/"


def test_a_retired_question_is_not_asked_either_of_who_finishes_on_an_older_edition(hoa, app, world):
    question = {**copy.deepcopy(COURSE["modules"][1]["questions"][0]), "id": "them-vao", "outcome": None}
    with app.app_context():
        put("thu", "an-toan", [question], "gift", "x.txt", world.people["an"], clock.now())
        db.session.commit()
        shelf.forget()
    hoa.visit("/learn/thu/an-toan/an-toan-mot/1").press("Next")
    with app.app_context():
        held = shelf.course("thu").module("an-toan")
        everything = len(held.questions)
        retire(db.session.scalars(sa.select(BankQuestion)).one(), world.people["an"], clock.now())
        db.session.commit()
        shelf.forget()
        course = editions.edition_for(asker(world.people["hoa"]), "thu", "an-toan", clock.now())
        assert len(course.module("an-toan").questions) == everything, "she finishes on the edition she began"
        assert [each.id for each in held.questions if each not in still_asked(course, held)] == ["them-vao"]
        for each in range(8):
            attempt = start(world.people["hoa"], course, held, random.Random(each), clock.now())
            assert "them-vao" not in {drawn["id"] for drawn in attempt.questions}
            db.session.rollback()


def test_a_correction_taken_back_while_a_worker_marks_by_it_leaves_no_mark_of_it(
    app, world, read_as, monkeypatch
):
    monkeypatch.setattr(regrading, "BATCH", 2)
    monkeypatch.setattr(correcting, "AT_ONCE", 0)
    an = read_as(world.people["an"], staff=True)
    with app.app_context():
        for each in people(world, 4):
            hand_in(world, each, [[0], *RIGHT[1:]])
        correction = correcting.correct(rule(world), "Vì sai", world.people["an"], clock.now())
        db.session.commit()
        number = correction.id
        page = f"/quizzes/corrections/{number}/withdraw"
        token = an.visit(page).csrf_token()
    with ThreadPoolExecutor(1) as other, app.app_context():
        intend_to_write(True)  # as a worker does, not as the page before it
        mark = jobs.corrections.regrade

        def slowly(correction, now, batches=None):
            mark(correction, now, 1)
            if not withdrawn:
                withdrawn.append(other.submit(an.client.post, page, data={"csrf_token": token}))
                sleep(1)

        withdrawn = []
        monkeypatch.setattr(jobs.corrections, "regrade", slowly)
        jobs.mark_anew.run(number, world.people["an"])
        db.session.rollback()
        assert withdrawn[0].result().status_code == 303
        jobs.mark_anew.run(number, world.people["an"])
    assert scores(app) == {80}
