"""Correcting a published question: what it would do, doing it, and taking it back."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import sqlalchemy as sa

from lms.catalogue import shelf
from lms.catalogue.content import Course
from lms.core import audit
from lms.core.db import db, insert
from lms.learning import actions as learning
from lms.quizzes.models.attempts import Answer, Attempt, AttemptState
from lms.quizzes.models.corrections import Correction
from lms.quizzes.queries import corrections as in_force
from lms.quizzes.queries import regrading as queries
from lms.quizzes.queries.corrections import Rule
from lms.quizzes.rules.marking import FULL
from lms.quizzes.rules.regrading import Effect, Remarked, Taken, remark

AT_ONCE = 2000  # attempts; more are marked anew by a worker
_MEANWHILE = timedelta(minutes=2)
_MARK_ANSWER = (
    sa.update(Answer.__table__)  # type: ignore[arg-type]
    .where(Answer.attempt_id == sa.bindparam("of_attempt"), Answer.position == sa.bindparam("at"))
    .values(credit=sa.bindparam("its_credit"), right=sa.bindparam("is_right"))
)
_MARK_ATTEMPT = (
    sa.update(Attempt.__table__)  # type: ignore[arg-type]
    .where(Attempt.id == sa.bindparam("attempt_id"), Attempt.state == AttemptState.SUBMITTED)
    .values(score=sa.bindparam("its_score"), passed=sa.bindparam("is_passed"))
)


def rule_of(correction: Correction) -> Rule:
    return Rule(
        correction.id,
        correction.course,
        correction.module,
        correction.question_id,
        correction.edition,
        correction.everywhere,
        correction.kind,
        correction.response,
    )


def foresee(rule: Rule, *, withdrawn: bool = False) -> Effect:
    """What making or withdrawing a correction would do; nothing is written."""
    rules = [each for each in in_force.in_force_now(rule.course, rule.module) if each.id != rule.id]
    if not withdrawn:
        rules.append(rule)
    effect = Effect()
    for batch in queries.touched(rule, queries.editions_touched(rule)):
        for course, remarked in _remarked(batch, rules, rule):
            effect.add(remarked, course.pass_mark)
    effect.now_pass -= queries.passed_already(rule)
    return effect


def correct(rule: Rule, reason: str, made_by: int, now: datetime) -> Correction:
    """Put a correction in force. What was answered before is marked anew by `regrade`.

    Made twice, it is the same correction.
    """
    values = {name: getattr(rule, name) for name in Rule.__slots__ if name != "id"}
    db.session.execute(
        insert(Correction)
        .values(**values, reason=reason, made_by=made_by, made_at=now, attempts=0, done=0, reached=0)
        .on_conflict_do_nothing()
    )
    correction = db.session.get_one(Correction, in_force.same_in_force(rule))
    if correction.attempts == 0:
        correction.attempts = queries.count_touched(rule, queries.editions_touched(rule))
    return correction


def withdraw(correction: Correction, withdrawn_by: int, now: datetime) -> None:
    """Take a correction back. The answers are marked anew by `regrade`; a pass once given stays."""
    if correction.withdrawn_at is None:
        correction.withdrawn_by, correction.withdrawn_at = withdrawn_by, now
        correction.done = correction.reached = 0
        correction.settled_at = None
        rule = rule_of(correction)
        correction.attempts = queries.count_touched(rule, queries.editions_touched(rule))
        db.session.flush()


def regrade(correction: Correction, now: datetime, batches: int | None = None) -> None:
    """Mark anew what the correction touches, from where it was left, so many batches at most.

    Done again it changes nothing, so it may be stopped anywhere. When the last batch is done,
    the correction is settled.
    """
    rule = rule_of(correction)
    rules = in_force.in_force_now(rule.course, rule.module)
    for batch in queries.touched(rule, queries.editions_touched(rule), correction.reached):
        _keep(batch, rules, rule, now)
        correction.reached = batch[-1].id
        correction.done += len(batch)
        if batches is not None and (batches := batches - 1) == 0:
            break
    else:
        correction.settled_at = now
    db.session.flush()


def catch_up(correction: Correction, now: datetime) -> None:
    """Mark anew once more what was handed in since the correction was being made, and open attempts.

    Other machines hear of a correction some seconds late, and somebody may hand in at the very
    moment of its commit; this puts both right.
    """
    rule = rule_of(correction)
    since = (correction.withdrawn_at or correction.made_at) - _MEANWHILE
    rules = in_force.in_force_now(rule.course, rule.module)
    for batch in queries.touched(rule, queries.editions_touched(rule), since=since):
        _keep(batch, rules, rule, now)


def _keep(batch: list[Taken], rules: list[Rule], rule: Rule, now: datetime) -> None:
    for course, remarked in _remarked(batch, rules, rule):
        _write(remarked)
        attempt = remarked.attempt
        if not attempt.is_open and remarked.score is not None and remarked.score > (attempt.score or 0):
            # The best score, the first pass, and with them completion and certificate follow.
            learning.note_quiz(
                attempt.person_id, course, rule.module, remarked.score, bool(remarked.passed), now
            )


def _remarked(batch: list[Taken], rules: list[Rule], rule: Rule) -> Iterator[tuple[Course, Remarked]]:
    corrections = {edition: in_force.holding(rules, edition) for edition in {each.edition for each in batch}}
    for attempt in batch:
        course = shelf.edition(attempt.edition)
        module = course.module(rule.module)
        if module is not None and rule.question_id in attempt.question_ids:
            yield (
                course,
                remark(
                    attempt,
                    module,
                    course.quiz.marking,
                    course.pass_mark,
                    corrections[attempt.edition],
                    [rule.question_id],
                ),
            )


def _write(again: Remarked) -> None:
    attempt = again.attempt
    if again.credits:
        db.session.connection().execute(
            _MARK_ANSWER,
            [
                {"of_attempt": attempt.id, "at": at, "its_credit": earned, "is_right": earned == FULL}
                for at, earned in again.credits.items()
            ],
        )
    if not attempt.is_open and (again.changed_score or again.passed != attempt.passed):
        db.session.connection().execute(
            _MARK_ATTEMPT,
            {"attempt_id": attempt.id, "its_score": again.score, "is_passed": bool(again.passed)},
        )


def note_correction(correction: Correction, actor_id: int, effect: Effect, now: datetime) -> None:
    """Say in the log what was done, in numbers."""
    audit.record(
        actor_id,
        audit.Deed.CHANGED,
        "correction",
        correction.id,
        now,
        kind=correction.kind.value,
        question=correction.question_id,
        withdrawn=correction.withdrawn_at is not None,
        **effect.counts(),
    )
