"""Drawing questions, marking answers and judging attempts: decisions on values alone."""

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.catalogue.content import Choice, Module, Question, QuestionKind
from lms.core.errors import Missing, Refusal


class NoQuestions(Refusal):
    reason = _l("This module has no questions yet. Read the lessons first.")


class Unclear(Refusal):
    """An answer that cannot be kept yet; the question is asked once more."""


class NothingChosen(Unclear):
    reason = _l("You have not chosen yet. Touch one box.")


class KnownAndUnknown(Unclear):
    reason = _l('You chose answers and also "I don\'t know yet". Keep only one of the two.')


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question in an attempt; `order` holds its choice numbers as they are shown."""

    id: str
    order: tuple[int, ...]

    def as_kept(self) -> dict[str, Any]:
        return {"id": self.id, "order": list(self.order)}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as one person meets it."""

    question: Question
    order: tuple[int, ...]
    position: int
    total: int

    def shown(self) -> list[Choice]:
        return [self.question.choices[number] for number in self.order]


def length(questions: Sequence[Question], count: int) -> int:
    """How many questions a quiz has when it should have `count`."""
    return min(len(questions), count)


def draw(
    questions: Sequence[Question], count: int, seen_ids: Collection[str], rng: random.Random
) -> list[Drawn]:
    """At most `count` different questions in random order; all of a bank that is smaller.

    The lessons take turns, so that none is asked about more than once oftener than
    another while it has questions left. Each gives its unseen questions first, and
    those with something unseen go first in every round. Never looks at the key.
    """
    stacks: dict[str, list[Question]] = {}
    for question in rng.sample(questions, len(questions)):
        stacks.setdefault(question.lesson, []).append(question)
    for stack in stacks.values():
        stack.sort(key=lambda question: question.id not in seen_ids)  # the unseen are popped first
    drawn: list[Question] = []
    while stacks and len(drawn) < count:
        turn = rng.sample(sorted(stacks), len(stacks))
        turn.sort(key=lambda lesson: stacks[lesson][-1].id in seen_ids)
        drawn.extend(stacks[lesson].pop() for lesson in turn[: count - len(drawn)])
        stacks = {lesson: stack for lesson, stack in stacks.items() if stack}
    rng.shuffle(drawn)
    return [Drawn(question.id, choice_order(question, rng)) for question in drawn]


def choice_order(question: Question, rng: random.Random) -> tuple[int, ...]:
    """Every order is as likely as any other, whatever is right; true always stands before false."""
    numbers = range(len(question.choices))
    if question.kind is QuestionKind.TRUE_FALSE:
        return tuple(numbers)
    return tuple(rng.sample(numbers, len(numbers)))


def asked_at(module: Module, kept: Sequence[Mapping[str, Any]], position: int) -> Asked:
    """The question at this position (from 1) of an attempt's kept questions.

    Raises:
        Missing: when the attempt has no such position.
    """
    if not 1 <= position <= len(kept):
        raise Missing
    drawn = kept[position - 1]
    question = module.question(drawn["id"])
    if question is None:
        raise Missing
    return Asked(question, tuple(drawn["order"]), position, len(kept))


def mark(question: Question, choices: Iterable[int]) -> bool:
    """Whether exactly the right choices were made. Choosing nothing, "I don't know yet", is not right."""
    return frozenset(choices) == question.right


def score(right: int, total: int) -> int:
    """Whole per cent, rounded down, so that nobody passes by rounding."""
    return 100 * right // total if total else 0


def passed(score: int, pass_mark: int) -> bool:
    return score >= pass_mark


def needed(total: int, pass_mark: int) -> int:
    """The fewest right answers that pass."""
    return -(-total * pass_mark // 100)


def next_open(total: int, answered: Collection[int], after: int = 0) -> int | None:
    """The next position without an answer, looking on from `after` and then from the front."""
    around = [*range(after + 1, total + 1), *range(1, min(after, total) + 1)]
    return next((position for position in around if position not in answered), None)


def to_read_again(module: Module, missed: Collection[str]) -> list[str]:
    """The lessons (slugs, in order) that the questions not answered right belong to."""
    lessons = {question.lesson for question in module.questions if question.id in missed}
    return [lesson.slug for lesson in module.lessons if lesson.slug in lessons]
