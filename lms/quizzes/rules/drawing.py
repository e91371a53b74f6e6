"""Which questions a person gets, and in which order their parts are shown."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from lms.catalogue.questions import Choices, Hotspot, Matching, Ordering, Question, QuestionKind, Scenario
from lms.quizzes.rules import strata


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question in an attempt; `order` holds the numbers of its movable parts as they are shown.

    Of a scenario it holds one such list a scene; of questions without parts it is empty.
    """

    id: str
    order: tuple[Any, ...]

    def as_kept(self) -> dict[str, Any]:
        return {"id": self.id, "order": list(self.order)}


def length(questions: Sequence[Question], count: int) -> int:
    """How many questions a quiz has when it should have `count`."""
    return min(len(questions), count)


def draw(
    questions: Sequence[Question], count: int, seen_ids: Collection[str], rng: random.Random
) -> list[Drawn]:
    """At most `count` different questions in random order; all of a bank that is smaller.

    The lessons take turns, so that none is asked about more than once oftener than
    another while it has questions left. Each gives its unseen questions first, and
    those with something unseen go first in every round. As far as this leaves a choice,
    the difficulties are mixed as `rules.strata` says. Of the questions of one lesson and
    difficulty, seen or unseen, each is as likely as any other. Never looks at the key.
    """
    stocks: dict[strata.Stratum, list[Question]] = {}
    for question in rng.sample(questions, len(questions)):
        stratum = strata.Stratum(question.lesson, question.id in seen_ids, question.difficulty)
        stocks.setdefault(stratum, []).append(question)
    sizes = {stratum: len(stocks[stratum]) for stratum in sorted(stocks)}
    shares = strata.quotas(sizes, min(count, len(questions)), rng)
    drawn = [question for stratum in sizes for question in stocks[stratum][: shares[stratum]]]
    rng.shuffle(drawn)
    return [Drawn(question.id, choice_order(question, rng)) for question in drawn]


def choice_order(question: Question, rng: random.Random) -> tuple[Any, ...]:
    """Every order is as likely as any other, whatever is right; true always stands before false."""

    def shuffled(parts: Sequence[Any]) -> list[int]:
        return rng.sample(range(len(parts)), len(parts))

    match question.body:
        case Choices(choices=choices) if question.kind is QuestionKind.TRUE_FALSE:
            return tuple(range(len(choices)))
        case Choices(choices=parts) | Hotspot(spots=parts) | Ordering(items=parts) | Matching(matches=parts):
            return tuple(shuffled(parts))
        case Scenario(scenes=scenes):
            return tuple(shuffled(scene.moves) for scene in scenes)
    return ()
