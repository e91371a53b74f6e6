"""Double clicks and second phones, for real: threads against both databases."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from lms.core.db import db
from lms.learning.models import Standing
from lms.quizzes.models import Answer, Attempt, AttemptState
from tests.quizzes.sitting import QUIZ, answer_right, asked_on, right_places, sit

pytestmark = pytest.mark.both


def at_once(app, reader, path: str, times: int, fields: list[dict]) -> list[int]:
    """Send these posts at the same moment from several phones of one person; answers their statuses."""
    page = reader.client.get(QUIZ).get_data(as_text=True)
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert csrf
    cookie, together = reader.client.get_cookie("lms").value, Barrier(times)

    def post(number: int) -> int:
        phone = app.test_client()
        phone.set_cookie("lms", cookie)
        sent = fields[number % len(fields)]
        together.wait()
        target = sent.get("path", path)
        return phone.post(target, data={"csrf_token": csrf[1], "choice": sent.get("choice", [])}).status_code

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(post, range(times)))


def notes(asked) -> int:
    """How often a result reached learning: each note touches the person's standing once."""
    return sum("INSERT INTO standing" in statement for statement in asked.statements)


def test_a_double_click_on_start_is_one_attempt(read_as, world, app):
    hoa = read_as(world.people["hoa"])
    assert at_once(app, hoa, QUIZ, 6, [{}]) == [303] * 6
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Attempt.id))) == 1
    assert hoa.visit(QUIZ).press("Go on").path == "/quizzes/attempts/1/1"


def test_a_double_click_on_the_last_answer_is_one_answer_one_result_and_one_note(
    read_as, world, app, count_queries
):
    hoa = read_as(world.people["hoa"]).visit(QUIZ).press("Start")
    for _ in range(4):
        answer_right(hoa).follow("Next question")
    right = right_places(asked_on(app, hoa.path))
    with count_queries() as asked:
        statuses = at_once(app, hoa, hoa.path, 6, [{"choice": right}, {"choice": "unknown"}])
    assert statuses == [303] * 6
    assert notes(asked) == 1
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Answer)) == 5
        attempt = db.session.scalars(sa.select(Attempt)).one()
        assert attempt.state is AttemptState.SUBMITTED
        kept = db.session.scalar(sa.select(sa.func.count()).select_from(Answer).where(Answer.right))
        assert attempt.score == kept * 20


@pytest.mark.parametrize("left", [2, 5])
def test_the_last_questions_answered_at_once_submit_the_attempt_once(
    read_as, world, app, count_queries, left
):
    hoa = read_as(world.people["hoa"]).visit(QUIZ).press("Start")
    for _ in range(5 - left):
        answer_right(hoa).follow("Next question")
    attempt = hoa.path.rsplit("/", 1)[0]
    paths = [f"{attempt}/{position}" for position in range(6 - left, 6)]
    fields = [{"path": path, "choice": right_places(asked_on(app, path))} for path in paths]
    with count_queries() as asked:
        assert at_once(app, hoa, "", left, fields) == [303] * left
    assert notes(asked) == 1
    with app.app_context():
        done = db.session.scalars(sa.select(Attempt)).one()
        assert (done.state, done.score) == (AttemptState.SUBMITTED, 100)


def test_an_attempt_cut_off_between_its_last_answer_and_its_result_is_finished_by_going_on(
    read_as, world, app, count_queries
):
    hoa = read_as(world.people["hoa"])
    sit(hoa, right=5)
    attempt = hoa.path
    with app.app_context():
        db.session.execute(sa.delete(Standing))
        db.session.execute(
            sa.update(Attempt).values(state=AttemptState.OPEN, score=None, passed=None, submitted_at=None)
        )
        db.session.commit()
    assert hoa.visit(attempt).path == QUIZ
    with count_queries() as asked:
        hoa.press("Go on")
    assert (hoa.path, notes(asked)) == (attempt, 1)
    assert hoa.page.h1 == ["You passed the quiz"]


def test_an_answer_given_while_the_shelf_is_looked_at_again_does_not_wait_for_itself(read_as, world, app):
    hoa = read_as(world.people["hoa"]).visit(QUIZ).press("Start")
    app.extensions["shelf"].looked_at = -1000
    assert "That is right." in answer_right(hoa).text
