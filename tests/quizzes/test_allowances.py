"""More time or more tries for one person, given by whoever is in charge of them."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.core import audit
from lms.core.db import db
from lms.quizzes.models import Allowance
from tests.quizzes.sitting import QUIZ, answer_right, answers, sit
from tests.quizzes.test_limits import attempts, run_as, the_clock_goes_on

pytestmark = pytest.mark.both
ALLOWANCE = "/quizzes/thu/an-toan/allowances/{}"


@pytest.fixture
def hoa(read_as, world):
    return read_as(world.people["hoa"])


@pytest.fixture
def lan(read_as, world):
    return read_as(world.people["lan"], staff=True)


def test_a_trainer_gives_one_person_one_try_more(hoa, lan, app, world):
    run_as(app, attempts=1)
    sit(hoa, right=0)
    lan.visit(f"/quizzes/allowances/{world.people['hoa']}").follow("Năng lực an-toan")
    assert "1 of 1 try used." in lan.text
    lan.press("Keep this", extra_attempts="1", reason="")
    assert "Write in one sentence why." in lan.text
    lan.press("Keep this", extra_attempts="1", reason="Mất điện")
    assert "1 try more" in lan.text
    assert "Mất điện" in lan.text
    assert "You have 1 of 2 tries left." in hoa.visit(QUIZ).text
    assert hoa.press("Start").path == "/quizzes/attempts/2/1"
    with app.app_context():
        noted = db.session.scalars(
            sa.select(audit.AuditEntry).where(
                audit.AuditEntry.subject == "allowance", audit.AuditEntry.deed == audit.Deed.CHANGED
            )
        ).all()
    assert [(each.actor_id, each.subject_id) for each in noted] == [
        (world.people["lan"], str(world.people["hoa"]))
    ]
    assert "Mất điện" not in str(noted[0].detail)


def test_the_latest_word_counts(lan, app, world):
    run_as(app, attempts=1)
    path = ALLOWANCE.format(world.people["hoa"])
    for more in ("3", "0", "2"):
        lan.visit(path).press("Keep this", extra_attempts=more, reason="Bị ốm")
    with app.app_context():
        (kept,) = db.session.scalars(sa.select(Allowance)).all()
    assert (kept.extra_attempts, kept.extra_minutes) == (2, 0)


def test_more_minutes_also_count_for_the_try_that_is_open(hoa, lan, app, world):
    run_as(app, minutes=20)
    hoa.visit(QUIZ).press("Start")
    the_clock_goes_on(app, 22)
    path = ALLOWANCE.format(world.people["hoa"])
    for _twice in range(2):
        lan.visit(path).press("Keep this", extra_minutes="10", reason="Mắt kém")
    (attempt,) = attempts(app)
    assert attempt.due_at - attempt.started_at == timedelta(minutes=30)
    answer_right(hoa.visit("/quizzes/attempts/1/1"))
    assert len(answers(app)) == 1
    assert hoa.visit(QUIZ).press("Go on").path == "/quizzes/attempts/1/2"


@pytest.mark.parametrize("wrong", ["", "-1", "601", "x", "10.5"])
def test_a_number_that_cannot_be_is_asked_for_again(lan, app, world, wrong):
    run_as(app, minutes=20)
    page = lan.visit(ALLOWANCE.format(world.people["hoa"]))
    page.press("Keep this", extra_minutes=wrong, reason="Mắt kém")
    assert "Look at this again" in page.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Allowance)) == 0


def test_only_those_in_charge_of_the_person_give_more(read_as, app, world):
    run_as(app, attempts=1)
    hoa = world.people["hoa"]
    for stranger in ("other_trainer", "other_cadre", "author"):
        reader = read_as(world.people[stranger], staff=True)
        expect = 403 if stranger == "author" else 404
        for path in (ALLOWANCE.format(hoa), f"/quizzes/allowances/{hoa}"):
            assert reader.client.get(path).status_code in (expect, 404)
        reader.post(ALLOWANCE.format(hoa), 404, extra_attempts="9", reason="x")
    read_as(hoa).visit(ALLOWANCE.format(hoa), 404)
    for official in ("dung", "binh", "an"):
        read_as(world.people[official], staff=True).visit(ALLOWANCE.format(hoa))
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Allowance)) == 0


def test_a_quiz_without_limits_needs_no_allowance(lan, app, world):
    hoa = world.people["hoa"]
    assert "Nobody needs more." in lan.visit(ALLOWANCE.format(hoa)).text
    lan.post(ALLOWANCE.format(hoa), extra_attempts="1", reason="x")
    assert "No quiz has a time limit or counts tries." in lan.visit(f"/quizzes/allowances/{hoa}").text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Allowance)) == 0
