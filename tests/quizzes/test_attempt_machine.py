"""Whatever happens in whatever order: no acknowledged answer is lost, and a result is one and right."""

import random
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import commit, db
from lms.core.errors import Missing
from lms.learning.models import Completion, Standing
from lms.quizzes import actions, queries, rules
from lms.quizzes.actions import corrections
from lms.quizzes.actions.attempts import hand_in_late
from lms.quizzes.models import Answer, Attempt, AttemptState, Correction, CorrectionKind
from lms.quizzes.queries import corrections as in_force
from lms.quizzes.queries.corrections import Rule
from lms.quizzes.rules import corrections as marking
from tests.course_document import COURSE
from tests.world import World, asker, publish

MOST_TRIES = 3
POSITIONS = st.integers(1, 5)
RIGHT_OR_NOT = st.sampled_from(["right", "wrong", "unknown"])


class Quiz(RuleBasedStateMachine):
    """One trainee with several tabs and phones, an author who corrects, and power cuts."""

    app: Flask
    world: World

    def __init__(self) -> None:
        super().__init__()
        self.context = self.app.app_context()
        self.context.push()
        self.acknowledged: dict[tuple[int, int], list[Any]] = {}
        self.results: dict[int, bool] = {}
        self.stale: list[queries.Sheet] = []
        self.is_open = False
        self.now = clock.now()
        self.author = self.world.people["an"]

    @initialize(seed=st.integers(0, 1000))
    def somebody_begins(self, seed: int) -> None:
        for table in (Answer, Attempt, Correction, Completion, Standing):
            db.session.execute(sa.delete(table))
        db.session.commit()
        shelf.forget_beside()
        self.who = asker(self.world.people["hoa"])
        db.session.rollback()
        self.rng = random.Random(seed)

    def teardown(self) -> None:
        db.session.rollback()
        self.context.pop()

    def _start(self) -> Any:
        course = shelf.course("thu")
        return actions.start(self.who.person_id, course, course.module("an-toan"), self.rng, self.now)

    def _opened(self) -> Any:
        found = queries.open_attempt(self.who.person_id, "thu", "an-toan")
        db.session.rollback()
        return found

    def _asked(self, sheet: queries.Sheet, position: int) -> rules.Asked:
        module = shelf.edition(sheet.edition).module(sheet.module)
        assert module is not None
        return rules.asked_at(module, sheet.questions, position)

    def _response(self, sheet: queries.Sheet, position: int, how: str) -> tuple[rules.Asked, list[Any]]:
        asked = self._asked(sheet, position)
        chosen = {"right": rules.right_response, "wrong": rules.wrong_response}.get(how)
        return asked, list(chosen(asked.question)) if chosen else []

    def _answer(self, sheet: queries.Sheet, position: int, how: str) -> None:
        asked, response = self._response(sheet, position, how)
        actions.answer(self.who, sheet, asked, response, shelf.edition(sheet.edition), self.now)

    def _acknowledge(self, attempt_id: int, position: int) -> None:
        """A person is told that an answer stands; from now on it must, word for word."""
        kept = queries.answers_to(attempt_id)
        db.session.rollback()
        if position in kept:
            self.acknowledged.setdefault((attempt_id, position), list(kept[position].response))

    @rule(crash=st.booleans())
    def start_or_resume(self, crash: bool) -> None:
        before = self._opened()
        try:
            attempt = self._start()
        except rules.NoAttemptsLeft:
            db.session.rollback()
            assert before is None
            assert queries.last_number(self.who.person_id, "thu", "an-toan") == MOST_TRIES
            db.session.rollback()
            return
        if before is not None:
            assert (attempt.id, attempt.questions) == (before.id, before.questions)
        db.session.rollback() if crash else db.session.commit()

    @precondition(lambda self: self.is_open)
    @rule(position=POSITIONS, how=RIGHT_OR_NOT, crash=st.booleans(), again=st.booleans())
    def answer(self, position: int, how: str, crash: bool, again: bool) -> None:
        sheet = queries.sheet_at(self.who, self._opened().id, position)
        for _once_or_twice in range(2 if again else 1):
            self._answer(sheet, position, how)
            if crash:
                db.session.rollback()
            else:
                commit()
        self._acknowledge(sheet.id, position)

    @precondition(lambda self: self.is_open)
    @rule(position=POSITIONS)
    def open_a_second_tab(self, position: int) -> None:
        self.stale.append(queries.sheet_at(self.who, self._opened().id, position))

    @precondition(lambda self: self.stale)
    @rule(position=POSITIONS, how=RIGHT_OR_NOT)
    def answer_in_a_stale_tab(self, position: int, how: str) -> None:
        sheet = self.stale.pop(0)
        self._answer(sheet, position, how)
        commit()
        self._acknowledge(sheet.id, position)

    @precondition(lambda self: self.is_open)
    @rule(batch=st.lists(st.tuples(POSITIONS, RIGHT_OR_NOT), min_size=1, max_size=6), cut=st.booleans())
    def a_batch_from_without_a_network(self, batch: list[tuple[int, str]], cut: bool) -> None:
        """Sent, and when the reply is cut off sent once more, as a phone does."""
        attempt = self._opened().id
        sheet = queries.sheet_at(self.who, attempt, 1)
        answers = [
            (*self._response(sheet, position, how), self.now - timedelta(hours=position))
            for position, how in batch
        ]
        for _sending in range(2 if cut else 1):
            actions.answer_later(self.who, sheet, answers, shelf.edition(sheet.edition), self.now)
        for position, _how in batch:
            self._acknowledge(attempt, position)

    @precondition(lambda self: self.is_open)
    @rule(crash=st.booleans())
    def submit(self, crash: bool) -> None:
        """Closes an attempt only when everything is answered, as after a cut before the result."""
        sheet = queries.sheet_at(self.who, self._opened().id, 1)
        actions.submit(sheet, shelf.edition(sheet.edition), self.now)
        db.session.rollback() if crash else db.session.commit()

    @precondition(lambda self: self.is_open)
    @rule(late=st.booleans())
    def the_time_is_over(self, late: bool) -> None:
        attempt = self._opened().id
        at = self.now + (timedelta(minutes=62) if late else timedelta(minutes=60, seconds=30))
        hand_in_late(attempt, at)
        db.session.commit()
        assert (self._opened() is None) is late

    @rule(which=st.integers(0, 4), kind=st.sampled_from(list(CorrectionKind)), crash=st.booleans())
    def correct(self, which: int, kind: CorrectionKind, crash: bool) -> None:
        question = shelf.course("thu").module_by_slug["an-toan"].questions[which]
        second = marking.as_kept(rules.wrong_response(question)) if kind is CorrectionKind.ALSO_RIGHT else ""
        edition = shelf.course("thu").edition
        faulty = Rule(0, "thu", "an-toan", question.id, edition, True, kind, second)
        made = corrections.correct(faulty, "Vì sai", self.author, self.now)
        corrections.regrade(made, self.now)
        if crash:
            db.session.rollback()
            return
        db.session.commit()
        shelf.forget_beside()
        corrections.catch_up(made, self.now)
        db.session.commit()

    @rule(which=st.integers(0, 9))
    def take_a_correction_back(self, which: int) -> None:
        made = db.session.scalars(
            sa.select(Correction).where(Correction.withdrawn_at.is_(None)).order_by(Correction.id)
        ).all()
        if made:
            corrections.withdraw(made[which % len(made)], self.author, self.now)
            corrections.regrade(made[which % len(made)], self.now)
        db.session.commit()
        shelf.forget_beside()

    @invariant()
    def what_was_acknowledged_stands(self) -> None:
        for (attempt_id, position), response in self.acknowledged.items():
            kept = queries.answers_to(attempt_id)
            assert list(kept[position].response) == response
        db.session.rollback()

    @invariant()
    def numbers_are_unique_and_within_the_limit(self) -> None:
        numbers = db.session.scalars(sa.select(Attempt.number).order_by(Attempt.number)).all()
        states = db.session.scalars(sa.select(Attempt.state)).all()
        db.session.rollback()
        assert list(numbers) == list(range(1, len(numbers) + 1))
        assert len(numbers) <= MOST_TRIES
        assert states.count(AttemptState.OPEN) <= 1
        self.is_open = AttemptState.OPEN in states

    @invariant()
    def a_result_is_one_and_always_the_recomputed_one(self) -> None:
        """A pass once given stays, whatever is corrected later; a closed attempt never opens again."""
        db.session.expire_all()
        standing = in_force.in_force_now("thu", "an-toan")
        for attempt in db.session.scalars(sa.select(Attempt)).all():
            if attempt.state is AttemptState.OPEN:
                assert attempt.id not in self.results
                assert (attempt.score, attempt.passed) == (None, None)
                continue
            course = shelf.edition(attempt.edition)
            score = self._recomputed(attempt, in_force.holding(standing, attempt.edition))
            assert attempt.score == score
            has_passed = self.results.get(attempt.id, False) or rules.passed(score, course.pass_mark)
            assert attempt.passed is has_passed
            self.results[attempt.id] = has_passed
        db.session.rollback()

    def _recomputed(self, attempt: Attempt, holding: marking.Corrections) -> int:
        course = shelf.edition(attempt.edition)
        module = course.module(attempt.module)
        assert module is not None
        ids = [each["id"] for each in attempt.questions]
        credits = {}
        for answer in db.session.scalars(sa.select(Answer).where(Answer.attempt_id == attempt.id)):
            question = module.question(ids[answer.position - 1])
            assert question is not None
            credits[answer.position] = marking.credit(question, answer.response, course.quiz.marking, holding)
        return marking.score(ids, credits, holding)

    @invariant()
    def completing_happens_at_most_once(self) -> None:
        found = db.session.execute(
            sa.select(Completion.person_id, Completion.module, sa.func.count()).group_by(
                Completion.person_id, Completion.module
            )
        ).all()
        standings = db.session.scalars(sa.select(Standing)).all()
        assert all(count == 1 for _person, _module, count in found)
        assert len(standings) <= 1
        if standings:
            assert (standings[0].quiz_passed_at is not None) == any(self.results.values())
        db.session.rollback()


def run(app: Flask, world: World, examples: int, steps: int) -> None:
    with app.app_context():
        publish({**COURSE, "quiz": {"attempts": MOST_TRIES, "minutes": 60, "grace_seconds": 60}})
        db.session.remove()
    machine = type("Machine", (Quiz,), {"app": app, "world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.both
def test_no_order_of_events_loses_an_answer_or_makes_two_results(app, world, engine):
    run(app, world, *((80, 30) if engine == "sqlite" else (12, 25)))


def test_missing_positions_stay_missing(app, world, inside):
    """What the machine never asks for."""
    hoa = asker(world.people["hoa"])
    course = shelf.course("thu")
    attempt = actions.start(hoa.person_id, course, course.module("an-toan"), random.Random(1), clock.now())
    db.session.commit()
    sheet = queries.sheet_at(hoa, attempt.id, 6)
    with pytest.raises(Missing):
        rules.asked_at(course.module("an-toan"), sheet.questions, 6)
