"""Time limits and counted tries, and how an attempt was taken."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.quizzes import actions, queries, rules
from lms.quizzes.actions.attempts import hand_in_late
from lms.quizzes.jobs import hand_in_overdue
from lms.quizzes.models import Answer, Attempt, AttemptState, AttemptWay
from tests.course_document import COURSE
from tests.quizzes.sitting import QUIZ, answer_right, answers, sit
from tests.world import asker, publish

pytestmark = pytest.mark.both


def run_as(app, **quiz) -> None:
    with app.app_context():
        publish({**COURSE, "quiz": quiz})


def the_clock_goes_on(app, minutes: int, seconds: int = 0) -> None:
    """As if every open attempt had begun so much earlier."""
    ago = timedelta(minutes=minutes, seconds=seconds)
    with app.app_context():
        for attempt in db.session.scalars(sa.select(Attempt).where(Attempt.state == AttemptState.OPEN)):
            attempt.started_at -= ago
            attempt.due_at -= ago
        db.session.commit()


def attempts(app) -> list[Attempt]:
    with app.app_context():
        return list(db.session.scalars(sa.select(Attempt).order_by(Attempt.id)))


@pytest.fixture
def hoa(read_as, world):
    return read_as(world.people["hoa"])


@pytest.fixture
def lan(read_as, world):
    return read_as(world.people["lan"], staff=True)


def test_a_quiz_without_limits_says_so(hoa):
    page = hoa.visit(QUIZ)
    assert "There is no time limit." in page.text
    assert "You can try as often as you like." in page.text


def test_a_time_limit_is_told_before_and_while_answering(hoa, app):
    run_as(app, minutes=20)
    page = hoa.visit(QUIZ)
    assert "You have 20 minutes once you start." in page.text
    until = f"{clock.local(clock.now()) + timedelta(minutes=20):%H:%M}"
    later = f"{clock.local(clock.now()) + timedelta(minutes=21):%H:%M}"
    page = hoa.press("Start")
    assert until in page.text or later in page.text
    assert "no time limit" not in page.text
    answer_right(hoa)
    assert "You have until" in hoa.visit(QUIZ).text


def test_an_answer_within_the_grace_is_taken_and_one_after_it_is_not(hoa, app):
    run_as(app, minutes=20, grace_seconds=60)
    answer_right(hoa.visit(QUIZ).press("Start")).follow("Next question")
    the_clock_goes_on(app, 20, 30)
    answer_right(hoa).follow("Next question")
    the_clock_goes_on(app, 0, 31)
    page = hoa.press("Answer", choice="0")
    assert page.page.h1 == ["Not passed yet. You can try again."]
    assert "The time was over before 3 questions were answered." in page.text
    assert page.text.count("Not answered") == 3
    assert len(answers(app)) == 2
    (attempt,) = attempts(app)
    assert (attempt.state, attempt.score, attempt.passed) == (AttemptState.SUBMITTED, 40, False)


def test_opening_a_page_after_the_time_tells_so_and_one_button_shows_the_result(hoa, app, count_queries):
    run_as(app, minutes=20)
    answer_right(hoa.visit(QUIZ).press("Start")).follow("Next question")
    question = hoa.path
    the_clock_goes_on(app, 22)
    for path in (question, question.rsplit("/", 1)[0], QUIZ):
        page = hoa.visit(path)
        assert "The time for this quiz is over. What you answered is kept." in page.text
        assert attempts(app)[0].state is AttemptState.OPEN, "a look changes nothing"
    hoa.press("See the result")
    assert "1 of 5 right" in hoa.text
    assert attempts(app)[0].score == 20
    assert hoa.visit(question).path == hoa.path == question.rsplit("/", 1)[0]


def test_a_stale_first_page_does_not_start_another_try_over_a_late_one(hoa, app):
    run_as(app, minutes=20, attempts=2)
    hoa.visit(QUIZ).press("Start")
    hoa.visit(QUIZ)
    the_clock_goes_on(app, 22)
    hoa.press("Go on")
    assert [each.state for each in attempts(app)] == [AttemptState.SUBMITTED]


def test_the_end_cannot_be_called_before_it_came(hoa, app):
    run_as(app, minutes=20)
    hoa.visit(QUIZ).press("Start")
    attempt = hoa.path.rsplit("/", 1)[0]
    assert hoa.post(attempt).path == f"{attempt}/1"
    assert attempts(app)[0].state is AttemptState.OPEN


def test_workers_hand_in_what_nobody_opens_any_more_and_nothing_else(hoa, app, read_as, world):
    run_as(app, minutes=20)
    answer_right(hoa.visit(QUIZ).press("Start"))
    the_clock_goes_on(app, 20, 30)
    read_as(world.people["minh"]).visit(QUIZ).press("Start")
    with app.app_context():
        hand_in_overdue.run()
    assert [each.state for each in attempts(app)] == [AttemptState.OPEN] * 2, "the grace is not over"
    with app.app_context():
        db.session.execute(
            sa.update(Attempt).where(Attempt.id == 1).values(due_at=clock.now() - timedelta(minutes=2))
        )
        db.session.commit()
        hand_in_overdue.run()
        hand_in_overdue.run()
    first, second = attempts(app)
    assert (first.state, first.score, second.state) == (AttemptState.SUBMITTED, 20, AttemptState.OPEN)


def test_tries_are_told_counted_and_come_to_an_end_kindly(hoa, app):
    run_as(app, attempts=2)
    assert "You have 2 of 2 tries left." in hoa.visit(QUIZ).text
    sit(hoa, right=1)
    assert "Try again" in hoa.page.forms[-1]["buttons"][0]["label"]
    assert "You have 1 of 2 tries left." in hoa.visit(QUIZ).text
    hoa.press("Start")
    assert "You can try again" not in hoa.text
    hoa.visit(QUIZ)
    sit_on(hoa)
    assert hoa.page.h1 == ["Not passed yet"]
    assert "Try again" not in hoa.text
    page = hoa.follow("What you can do now")
    assert "You have used all your tries at this quiz. Ask your trainer for one more." in page.text
    assert not [form for form in page.page.forms if form["buttons"]]
    assert hoa.post(QUIZ).path == QUIZ
    assert [each.number for each in attempts(app)] == [1, 2]


def sit_on(reader):
    reader.press("Go on")
    while True:
        reader.press("Answer", choice="unknown")
        if "See the result" in reader.page.links:
            return reader.follow("See the result")
        reader.follow("Next question")


def test_twenty_starts_at_once_never_make_more_than_the_two_allowed(app, world, monkeypatch):
    run_as(app, attempts=2)
    together = Barrier(20, timeout=60)
    with app.app_context():  # each of the twenty may hold two connections
        monkeypatch.setattr(db.engine.pool, "_max_overflow", 40)

    def phone(number: int) -> str:
        rng = random.Random(number)
        with app.app_context():
            course = shelf.course("thu")
            module, hoa = course.module("an-toan"), world.people["hoa"]
            db.session.rollback()
            together.wait()
            try:
                if number % 2:
                    drawn = rules.draw(module.questions, 5, set(), rng)
                    actions.take_whole(
                        hoa, course, module, drawn, {}, AttemptWay.PAPER, world.people["lan"], clock.now()
                    )
                else:
                    actions.start(hoa, course, module, rng, clock.now())
                db.session.commit()
            except rules.NoAttemptsLeft:
                db.session.rollback()
                return "none left"
            return "begun"

    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(phone, range(20)))
    made = attempts(app)
    assert sorted(each.number for each in made) == list(range(1, len(made) + 1))
    assert len(made) == 2
    assert "none left" in told


def test_earlier_tries_say_how_they_were_taken(hoa, app, world):
    with app.app_context():
        course = shelf.course("thu")
        module = course.module("an-toan")
        drawn = rules.draw(module.questions, 5, set(), random.Random(1))
        actions.take_whole(
            world.people["hoa"], course, module, drawn, {}, AttemptWay.PAPER, world.people["lan"], clock.now()
        )
        db.session.commit()
    sit(hoa, right=5)
    page = hoa.visit(QUIZ)
    assert page.text.count("On paper") == 1
    with app.app_context():
        db.session.execute(sa.update(Attempt).where(Attempt.id == 2).values(way=AttemptWay.ASSISTED))
        db.session.commit()
    assert "Together with a trainer" in hoa.visit(QUIZ).text


def test_a_helper_reads_whose_result_it_is_and_starts_no_try_of_their_own(hoa, lan, app, world):
    sit(hoa, right=5)
    with app.app_context():
        db.session.execute(sa.update(Attempt).values(way=AttemptWay.ASSISTED, helped_by=world.people["lan"]))
        db.session.commit()
    page = lan.visit("/quizzes/attempts/1")
    assert page.page.h1 == ["Bùi Thị Hoa passed the quiz"]
    assert "This is the result of Bùi Thị Hoa, not yours." in page.text
    assert not [form for form in page.page.forms if "/quizzes/" in form["action"]]
    assert hoa.visit("/quizzes/attempts/1").page.h1 == ["You passed the quiz"]


def test_the_answers_counted_at_the_end_are_those_that_are_kept(app, world):
    """Answers and the end of the time in one moment: every answer is either kept and counted, or refused."""
    run_as(app, minutes=1, grace_seconds=0)
    with app.app_context():
        course = shelf.course("thu")
        for name in ("hoa", "minh", "xuan"):
            actions.start(world.people[name], course, course.module("an-toan"), random.Random(1), clock.now())
        db.session.commit()
    the_clock_goes_on(app, 1, 1)
    for attempt_id in (1, 2, 3):
        _answers_and_end(app, world, attempt_id)
    with app.app_context():
        for each in db.session.scalars(sa.select(Attempt)).all():
            earned = db.session.scalar(
                sa.select(sa.func.sum(Answer.credit)).where(Answer.attempt_id == each.id)
            )
            assert each.state is AttemptState.SUBMITTED
            assert each.score == rules.score(earned or 0, 5)


def _answers_and_end(app, world, attempt_id: int) -> None:
    together = Barrier(6, timeout=60)

    def phone(position: int) -> None:
        with app.app_context():
            who = asker(db.session.scalar(sa.select(Attempt.person_id).where(Attempt.id == attempt_id)))
            db.session.rollback()
            together.wait()
            if position == 0:
                hand_in_late(attempt_id, clock.now())
            else:
                sheet = queries.sheet_at(who, attempt_id, position)
                course = shelf.edition(sheet.edition)
                asked = rules.asked_at(course.module(sheet.module), sheet.questions, position)
                before = clock.now() - timedelta(seconds=30)
                actions.answer(who, sheet, asked, rules.right_response(asked.question), course, before)
            db.session.commit()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(phone, range(6)))
