"""Correcting a faulty question: marks, preview, people who now pass, and the way back."""

import random
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from lms.catalogue.content import Marking
from lms.catalogue.documents import course_from
from lms.core import clock
from lms.core.db import db
from lms.learning.models import Standing
from lms.quizzes import rules
from lms.quizzes.actions import corrections as actions
from lms.quizzes.models import Answer, Attempt, AttemptState, Correction, CorrectionKind
from lms.quizzes.queries import corrections as queries
from lms.quizzes.queries.corrections import Rule
from lms.quizzes.rules import corrections as marking
from tests.course_document import COURSE
from tests.quizzes.many import QUESTIONS, RIGHT, answered, hand_in, people
from tests.world import publish

BANK = course_from(COURSE, "test").module("an-toan")
PAGE = f"/quizzes/statistics/thu/an-toan/{QUESTIONS[0]}/correct"
KINDS = list(CorrectionKind)


@st.composite
def cases(draw):
    """A question of the bank, an answer to it and some corrections."""
    question = BANK.question(draw(st.sampled_from(QUESTIONS)))
    number = st.integers(0, len(question.body.choices) - 1)
    response = sorted(draw(st.sets(number, max_size=3)))
    found = [
        marking.Corrected(
            question.id, draw(st.sampled_from(KINDS)), tuple(sorted(draw(st.sets(number, min_size=1))))
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    return question, response, draw(st.sampled_from(list(Marking))), found


@given(cases())
def test_a_correction_never_takes_credit_away_and_stays_in_bounds(case):
    question, response, how, found = case
    earned = [
        marking.credit(question, response, how, marking.gathered(found[:count]))
        for count in range(len(found) + 1)
    ]
    assert earned == sorted(earned)
    assert all(0 <= each <= rules.FULL for each in earned)
    assert earned[0] == rules.credit(question, response, how)
    shuffled = random.Random(1).sample(found, len(found))
    assert marking.credit(question, response, how, marking.gathered(shuffled)) == earned[-1]


@given(cases())
def test_a_second_key_earns_full_credit_and_everybody_may(case):
    question, response, how, _found = case
    if response:
        also = marking.gathered([marking.Corrected(question.id, CorrectionKind.ALSO_RIGHT, tuple(response))])
        assert marking.credit(question, response, how, also) == rules.FULL
    everybody = marking.gathered([marking.Corrected(question.id, CorrectionKind.ALL_RIGHT)])
    assert marking.credit(question, response, how, everybody) == rules.FULL


def test_a_question_left_out_does_not_count():
    left_out = marking.gathered([marking.Corrected("b", CorrectionKind.LEFT_OUT)])
    assert marking.score(["a", "b"], {1: 1000, 2: 0}, marking.NONE) == 50
    assert marking.score(["a", "b"], {1: 1000, 2: 0}, left_out) == 100
    assert marking.score(["b"], {1: 0}, left_out) == 100
    assert marking.score(["a", "b"], {}, left_out) == 0


def rule(
    world, kind=CorrectionKind.ALSO_RIGHT, response="[0]", everywhere=True, question=QUESTIONS[0]
) -> Rule:
    kept = response if kind is CorrectionKind.ALSO_RIGHT else ""
    return Rule(0, "thu", "an-toan", question, world.edition, everywhere, kind, kept)


def make(world, *args, **more) -> int:
    correction = actions.correct(rule(world, *args, **more), "Vì sai", world.people["an"], clock.now())
    actions.regrade(correction, clock.now())
    db.session.commit()
    return correction.id


def take_back(world, correction_id) -> None:
    correction = db.session.get_one(Correction, correction_id)
    actions.withdraw(correction, world.people["an"], clock.now())
    actions.regrade(correction, clock.now())
    db.session.commit()


def kept() -> tuple[list, list]:
    db.session.expire_all()
    attempts = db.session.execute(sa.select(Attempt.id, Attempt.score).order_by(Attempt.id)).all()
    answers = db.session.execute(
        sa.select(Answer.attempt_id, Answer.position, Answer.credit, Answer.right).order_by(
            Answer.attempt_id, Answer.position
        )
    ).all()
    return [tuple(row) for row in attempts], [tuple(row) for row in answers]


@pytest.mark.both
@pytest.mark.parametrize("seed", range(4))
def test_marking_anew_twice_is_marking_once_and_taking_back_brings_back(world, inside, seed):
    rng = random.Random(seed)
    for each in people(world, 8):
        hand_in(
            world,
            each,
            answered(rng.sample(range(1, 6), rng.randint(0, 5))),
            state=rng.choice(list(AttemptState)),
        )
    before = kept()
    made = []
    for _ in range(3):
        kind = rng.choice(KINDS)
        made.append(make(world, kind, question=rng.choice((QUESTIONS[0], QUESTIONS[3]))))
        after = kept()
        for each in made:
            again = db.session.get_one(Correction, each)
            again.reached = 0
            actions.regrade(again, clock.now())
            db.session.commit()
        assert kept() == after
    for each in set(made):
        take_back(world, each)
    assert kept() == before


@pytest.mark.both
def test_who_now_passes_is_told_to_learning_and_keeps_the_pass(world, inside):
    anna, berta, carla = people(world, 3)
    hand_in(world, anna, [[0], *RIGHT[1:4], [0]])
    hand_in(world, berta, [[0], [0], *RIGHT[2:]])
    hand_in(world, carla, answered([1, 2, 3, 4]))
    hand_in(world, world.people["xuan"], [[0]], state=AttemptState.OPEN)
    effect = actions.foresee(rule(world)).counts()
    assert effect == {"attempts": 4, "people": 4, "scores": 2, "now_pass": 2, "below": 0}
    correction = make(world)
    scores = dict(db.session.execute(sa.select(Attempt.person_id, Attempt.score)).all())
    assert (scores[anna], scores[berta], scores[carla]) == (80, 80, 80)
    standing = db.session.scalars(sa.select(Standing).where(Standing.person_id == anna)).one()
    assert standing.best_score == 80
    assert standing.quiz_passed_at is not None
    back = actions.foresee(actions.rule_of(db.session.get_one(Correction, correction)), withdrawn=True)
    assert (back.counts()["below"], back.counts()["now_pass"]) == (2, 0)
    take_back(world, correction)
    db.session.expire_all()
    anna_again = db.session.scalars(sa.select(Attempt).where(Attempt.person_id == anna)).one()
    assert (anna_again.score, anna_again.passed) == (60, True)
    assert db.session.scalars(sa.select(Standing).where(Standing.person_id == anna)).one().quiz_passed_at


@pytest.mark.both
def test_what_is_in_force_holds_for_new_answers_and_results(world, inside):
    question = BANK.question(QUESTIONS[0])
    assert queries.in_force(world.edition, "an-toan") == marking.NONE
    make(world)
    queries.forget()
    now_in_force = queries.in_force(world.edition, "an-toan")
    assert marking.credit(question, [0], Marking.EXACT, now_in_force) == rules.FULL
    assert queries.in_force(world.edition, "thanh-toan") == marking.NONE


@pytest.mark.both
def test_what_another_machine_marked_some_seconds_too_late_is_put_right_by_the_sweep(world, inside):
    correction = make(world)
    open_one = hand_in(world, world.people["hoa"], [[0], *RIGHT[1:4]], state=AttemptState.OPEN)
    handed_in = hand_in(world, world.people["minh"], [[0], *RIGHT[1:]])
    assert queries.lately(clock.now()) == []
    later = clock.now() + timedelta(minutes=4)
    assert queries.lately(later) == [(correction, world.people["an"], True)]
    actions.catch_up(db.session.get_one(Correction, correction), later)
    db.session.commit()
    assert db.session.get_one(Answer, (open_one, 1)).right
    assert db.session.get_one(Attempt, handed_in).score == 100
    assert queries.lately(clock.now() + timedelta(hours=1)) == []


def test_another_edition_is_corrected_only_where_it_asks_the_same(world, inside):
    document = {**COURSE, "summary": {"vi": "Khác", "en": "Other"}}
    same_question = publish(document)
    module = document["modules"][1]
    fixed = {**module["questions"][0], "right": [0]}
    fixed["choices"] = [{**each, "because": {"vi": "x", "en": "x"}} for each in fixed["choices"]]
    fixed["choices"][0] = {**fixed["choices"][0], "because": None}
    mended = publish(
        {
            **document,
            "modules": [document["modules"][0], {**module, "questions": [fixed, *module["questions"][1:]]}],
        }
    )
    everywhere, one = rule(world), rule(world, everywhere=False)
    assert [everywhere.holds_in(each) for each in (world.edition, same_question, mended)] == [
        True,
        True,
        False,
    ]
    assert [one.holds_in(each) for each in (world.edition, same_question, mended)] == [True, False, False]
