"""Marking attempts anew: what becomes of each, and what that means for people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lms.catalogue.content import Marking, Module
from lms.quizzes.rules import corrections as rules
from lms.quizzes.rules import sitting
from lms.quizzes.rules.marking import FULL


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as kept."""

    response: Sequence[Any]
    credit: int
    right: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """An attempt as kept. An open one has neither score nor pass yet."""

    id: int
    person_id: int
    edition: str
    is_open: bool
    question_ids: tuple[str, ...]
    score: int | None
    passed: bool | None
    answers: Mapping[int, Given]


@dataclass(frozen=True, slots=True)
class Remarked:
    """What changes: credits by position, and the score and pass of an attempt that is handed in."""

    attempt: Taken
    credits: Mapping[int, int]
    score: int | None
    passed: bool | None

    @property
    def changed_score(self) -> bool:
        return self.score != self.attempt.score

    @property
    def now_passes(self) -> bool:
        return bool(self.passed) and not self.attempt.passed


@dataclass(slots=True)
class Effect:
    """What a correction does, in numbers. `below` would no longer pass, and keep their pass."""

    attempts: int = 0
    scores: int = 0
    people: set[int] = field(default_factory=set)
    now_pass: set[int] = field(default_factory=set)
    below: set[int] = field(default_factory=set)

    def add(self, remarked: Remarked, pass_mark: int) -> None:
        attempt = remarked.attempt
        self.attempts += 1
        self.people.add(attempt.person_id)
        self.scores += remarked.changed_score
        if remarked.now_passes:
            self.now_pass.add(attempt.person_id)
        if attempt.passed and not sitting.passed(remarked.score or 0, pass_mark):
            self.below.add(attempt.person_id)

    def counts(self) -> dict[str, int]:
        return {
            "attempts": self.attempts,
            "people": len(self.people),
            "scores": self.scores,
            "now_pass": len(self.now_pass),
            "below": len(self.below),
        }


def remark(
    attempt: Taken,
    module: Module,
    marking: Marking,
    pass_mark: int,
    corrections: rules.Corrections,
    question_ids: Iterable[str],
) -> Remarked:
    """Mark the answers to these questions anew; the other answers keep what they earned.

    Done twice, the second time changes nothing.
    """
    wanted = set(question_ids)
    credits = {at: answer.credit for at, answer in attempt.answers.items()}
    changed: dict[int, int] = {}
    for at, answer in attempt.answers.items():
        question = module.question(attempt.question_ids[at - 1])
        if question is None or question.id not in wanted:
            continue
        earned = rules.credit(question, answer.response, marking, corrections)
        if earned != answer.credit or (earned == FULL) != answer.right:
            changed[at] = credits[at] = earned
    if attempt.is_open:
        return Remarked(attempt, changed, attempt.score, attempt.passed)
    score = rules.score(attempt.question_ids, credits, corrections)
    return Remarked(attempt, changed, score, bool(attempt.passed) or sitting.passed(score, pass_mark))
