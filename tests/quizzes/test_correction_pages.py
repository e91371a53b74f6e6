"""The pages of corrections: who may, what they foresee, and the way back."""

import pytest
import sqlalchemy as sa

from lms.core import audit, clock
from lms.core.db import db
from lms.quizzes.actions import corrections as actions
from lms.quizzes.models import Attempt, Correction, CorrectionKind
from lms.quizzes.queries import corrections as queries
from tests.quizzes.many import QUESTIONS, RIGHT, hand_in, people
from tests.quizzes.test_corrections import make, rule, take_back

PAGE = f"/quizzes/statistics/thu/an-toan/{QUESTIONS[0]}/correct"


@pytest.mark.both
def test_an_author_sees_what_changes_confirms_and_takes_back(world, app, read_as):
    with app.app_context():
        for each in people(world, 6):
            hand_in(world, each, [[0], *RIGHT[1:4], [0]])
    an = read_as(world.people["an"], staff=True)
    an.visit(f"/quizzes/statistics/thu/an-toan/{QUESTIONS[0]}").follow("This is right, too")
    an.press("See what this would change")
    assert "Write in one sentence what was wrong." in an.text
    an.press("See what this would change", reason="Cả hai đều đúng")
    assert "6 people now pass" in an.text
    assert scores(app) == {60}
    an.press("Correct it so")
    assert "Done: 6 quizzes were marked anew." in an.text
    assert scores(app) == {80}
    with app.app_context():
        entry = db.session.scalars(
            sa.select(audit.AuditEntry).where(audit.AuditEntry.subject == "correction")
        ).one()
        assert entry.detail["now_pass"] == 6
    an.visit(PAGE + "?kind=also_right&response=[0]").press("See what this would change", reason="Nữa")
    assert "This question has this correction already." in an.text
    an.visit("/quizzes/corrections/").follow("Câu một đáp án an-toan 1? (en)")
    an.follow("Take the correction back")
    assert "6 people would no longer pass, and keep the pass" in an.text
    an.press("Take it back")
    assert scores(app) == {60}
    assert "taken back" in an.visit("/quizzes/corrections/").text


def scores(app) -> set:
    with app.app_context():
        return set(db.session.scalars(sa.select(Attempt.score)))


@pytest.mark.both
def test_the_explanation_says_that_the_question_was_put_right(world, app, read_as):
    with app.app_context():
        attempt = hand_in(world, world.people["hoa"], [[0], *RIGHT[1:]])
    page = f"/quizzes/attempts/{attempt}/1"
    hoa = read_as(world.people["hoa"]).visit(page)
    assert "Not right yet." in hoa.text
    assert "I think my answer is right" in hoa.text
    for kind, said in (
        (CorrectionKind.LEFT_OUT, "It does not count."),
        (CorrectionKind.ALSO_RIGHT, "Your answer counts as right."),
    ):
        with app.app_context():
            made = make(world, kind)
            queries.forget()
        assert said in hoa.visit(page).text
        assert "I think my answer is right" not in hoa.text
        with app.app_context():
            take_back(world, made)
            queries.forget()
    assert "Not right yet." in hoa.visit(page).text


def test_confirming_twice_is_one_correction(world, app, read_as):
    with app.app_context():
        hand_in(world, world.people["hoa"], [[0], *RIGHT[1:]])
    an = read_as(world.people["an"], staff=True)
    fields = {
        "kind": "also_right",
        "response": "[0]",
        "reach": "all",
        "reason": "x",
        "edition": world.edition,
    }
    an.post(f"{PAGE}/confirm", **fields)
    an.post(f"{PAGE}/confirm", **fields)
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Correction.id))) == 1


def test_an_author_of_a_part_of_the_country_corrects_nothing(world, read_as):
    author = read_as(world.people["author"], staff=True)
    author.visit(PAGE, expect=404)
    author.visit("/quizzes/corrections/", expect=404)
    author.post(f"{PAGE}/confirm", expect=404, kind="all_right", reason="x")
    read_as(world.people["an"], staff=True).visit(PAGE)


@pytest.mark.both
def test_a_worker_goes_on_where_marking_anew_was_left(world, app, read_as):
    with app.app_context():
        for each in people(world, 5):
            hand_in(world, each, [[0], *RIGHT[1:]])
        correction = actions.correct(rule(world), "Vì sai", world.people["an"], clock.now())
        db.session.commit()
        page = f"/quizzes/corrections/{correction.id}"
    an = read_as(world.people["an"], staff=True).visit(page)
    assert "Marked anew so far: 0 of 5 quizzes." in an.text
    assert scores(app) == {80}
    an.press("It stands still: go on")
    assert "Done: 5 quizzes were marked anew." in an.text
    assert scores(app) == {100}
