"""A trainee thinks an answer is right; an author answers."""

import pytest
import sqlalchemy as sa

from lms.core import audit
from lms.core.db import db
from lms.quizzes.models import Appeal, AppealState, Attempt
from tests.quizzes.many import QUESTIONS, RIGHT, hand_in
from tests.quizzes.sitting import QUIZ

pytestmark = pytest.mark.both
ASKED = "Câu một đáp án an-toan 1? (en)"


@pytest.fixture
def attempt(world, app) -> int:
    """Hoa's quiz, in which only the first answer was marked wrong, and the last not known."""
    with app.app_context():
        return hand_in(world, world.people["hoa"], [[0], *RIGHT[1:4], []])


def appeals(app) -> list[Appeal]:
    with app.app_context():
        return list(db.session.scalars(sa.select(Appeal).order_by(Appeal.id)))


def test_a_trainee_asks_once_to_look_at_a_wrong_answer_again(world, app, read_as, attempt):
    hoa = read_as(world.people["hoa"])
    hoa.visit(f"/quizzes/attempts/{attempt}/1/appeal")
    assert "Sai một (en)" in hoa.text
    hoa.press("Ask to look at it again", words="Con tôi cũng nói thế")
    assert "Thank you. We look at it." in hoa.text
    assert "Con tôi cũng nói thế" in hoa.text
    hoa.post(hoa.path, words="Lần nữa")
    assert [each.words for each in appeals(app)] == ["Con tôi cũng nói thế"]


def test_what_is_right_or_not_known_or_anothers_cannot_be_appealed(world, app, read_as, attempt):
    hoa = read_as(world.people["hoa"])
    hoa.visit(f"/quizzes/attempts/{attempt}/2/appeal", expect=409)
    hoa.post(f"/quizzes/attempts/{attempt}/5/appeal", expect=409)
    hoa.visit(f"/quizzes/attempts/{attempt}/6/appeal", expect=404)
    read_as(world.people["minh"]).visit(f"/quizzes/attempts/{attempt}/1/appeal", expect=404)
    assert appeals(app) == []


def test_an_author_sees_no_name_and_replies_once(world, app, read_as, attempt):
    hoa = read_as(world.people["hoa"])
    hoa.visit(f"/quizzes/attempts/{attempt}/1/appeal").press("Ask to look at it again")
    author = read_as(world.people["author"], staff=True)
    author.visit("/quizzes/statistics/").follow("1 opinion waits for you")
    assert "Thôn Lãnh Vân" in author.text
    assert "Hoa" not in author.text
    author.follow(ASKED)
    assert "Hoa" not in author.text
    page = author.path
    author.press("Send the reply")
    assert "Write why, in one or two sentences." in author.text
    author.press("Send the reply", reply="Tin này là giả, bác xem lại bài nhé.")
    assert "Nobody waits for an answer." in author.text
    author.post(page, reply="Lần nữa", expect=409)
    settled = appeals(app)[0]
    assert (settled.state, settled.settled_by) == (AppealState.DECLINED, world.people["author"])
    assert "bác xem lại bài nhé" in hoa.visit(f"/quizzes/attempts/{attempt}/1/appeal").text
    assert "bác xem lại bài nhé" in hoa.visit(QUIZ).text
    with app.app_context():
        noted = db.session.scalars(
            sa.select(audit.AuditEntry).where(audit.AuditEntry.subject == "appeal")
        ).one()
        assert noted.detail == {"state": "declined"}


def test_being_right_leads_to_a_correction_that_answers_everybody_who_asked(world, app, read_as, attempt):
    with app.app_context():
        other = hand_in(world, world.people["xuan"], [[0], *RIGHT[1:]])
        elsewhere = hand_in(world, world.people["minh"], [[2], *RIGHT[1:]])
    for who, which in (("hoa", attempt), ("xuan", other), ("minh", elsewhere)):
        reader = read_as(world.people[who])
        reader.visit(f"/quizzes/attempts/{which}/1/appeal").press("Ask to look at it again")
    an = read_as(world.people["an"], staff=True)
    an.visit("/quizzes/appeals/").follow(ASKED).follow("You are right: correct the question")
    an.press("See what this would change", reason="Câu này có hai đáp án đúng.").press("Correct it so")
    assert [each.state for each in appeals(app)] == [
        AppealState.AGREED,
        AppealState.AGREED,
        AppealState.OPEN,
    ]
    hoa = read_as(world.people["hoa"]).visit(f"/quizzes/attempts/{attempt}/1/appeal")
    assert "You are right." in hoa.text
    assert "Câu này có hai đáp án đúng." in hoa.text
    with app.app_context():
        assert db.session.get_one(Attempt, attempt).score == 80
    assert "You were right" in read_as(world.people["xuan"]).visit(QUIZ).text


def test_appeals_are_seen_in_ones_own_area_only(world, app, read_as):
    with app.app_context():
        hand_in(world, world.people["xuan"], [[0], *RIGHT[1:]])
    xuan = read_as(world.people["xuan"])
    xuan.visit("/quizzes/attempts/1/1/appeal").press("Ask to look at it again")
    author = read_as(world.people["author"], staff=True)
    assert "Nobody waits for an answer." in author.visit("/quizzes/appeals/").text
    author.visit(f"/quizzes/appeals/{appeals(app)[0].id}", expect=404)
    read_as(world.people["lan"], staff=True).visit("/quizzes/appeals/", expect=404)
    assert QUESTIONS[0] == appeals(app)[0].question_id
