"""Which questions a person gets, and in which order their parts are shown."""

import random
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from itertools import permutations
from typing import Any, NamedTuple

from lms.catalogue.questions import Choices, Hotspot, Matching, Ordering, Question, QuestionKind, Scenario
from lms.quizzes.rules import strata

FEW = 5  # parts, of which all 120 orders are listed: one throw then takes a quarter of what shuffling does


class Drawn(NamedTuple):
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
    stocks: defaultdict[tuple[str, bool, int], list[Question]] = defaultdict(list)
    for question in questions:
        stocks[question.lesson, question.id in seen_ids, question.difficulty].append(question)
    drawn: list[Question] = []
    shares = [strata.Stratum(*alike, left=len(stock)) for alike, stock in stocks.items()]
    strata.share_out(shares, min(count, len(questions)), rng)
    for stratum, stock in zip(shares, stocks.values(), strict=True):
        if stratum.given:
            drawn += rng.sample(stock, stratum.given)
    rng.shuffle(drawn)
    return [Drawn(question.id, choice_order(question, rng)) for question in drawn]


def choice_order(question: Question, rng: random.Random) -> tuple[Any, ...]:
    """Every order is as likely as any other, whatever is right; true always stands before false."""
    match question.body:
        case Choices(choices=choices) if question.kind is QuestionKind.TRUE_FALSE:
            return tuple(range(len(choices)))
        case Choices(choices=parts) | Hotspot(spots=parts) | Ordering(items=parts) | Matching(matches=parts):
            return _shuffled(len(parts), rng)
        case Scenario(scenes=scenes):
            return tuple(list(_shuffled(len(scene.moves), rng)) for scene in scenes)
    return ()


def _shuffled(parts: int, rng: random.Random) -> tuple[int, ...]:
    if parts <= FEW:
        return rng.choice(_orders(parts))
    return tuple(rng.sample(range(parts), parts))


@cache
def _orders(parts: int) -> Sequence[tuple[int, ...]]:
    return tuple(permutations(range(parts)))
