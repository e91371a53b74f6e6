"""How many questions each stratum of a bank gives: first the lessons' shares, then the mix of difficulties.

A stratum is what one person finds alike: the questions of one lesson and one difficulty,
all unseen or all seen.
"""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

HARDEST = 3


class Stratum(NamedTuple):
    lesson: str
    seen: bool
    difficulty: int


def quotas(sizes: Mapping[Stratum, int], count: int, rng: random.Random) -> Counter[Stratum]:
    """How many of `count` questions each stratum gives, summing up to `count` or to all there are.

    What comes first wins: the lessons' turns; within a lesson the unseen; then the
    difficulties, each as often as `by_difficulty` says wherever lessons and memory allow it.
    """
    whole, plan = Counter[int](), _Plan(rng=rng)
    for stratum, size in sizes.items():
        whole[stratum.difficulty] += size
    wanted = by_difficulty(whole, count, rng)
    slots = []
    for lesson, number in by_lesson(sizes, count, rng).items():
        new = {each: size for each, size in sizes.items() if each.lesson == lesson and not each.seen}
        old = {each: size for each, size in sizes.items() if each.lesson == lesson and each.seen}
        left = number - sum(new.values())
        if left >= 0:
            plan.given.update(new)
        plan.room[lesson] = {
            each.difficulty: (each, size) for each, size in (old if left >= 0 else new).items()
        }
        slots += [(turn, rng.random(), lesson) for turn in range(left if left >= 0 else number)]
    taken = Counter[int]()
    for stratum, size in plan.given.items():
        taken[stratum.difficulty] += size
    plan.wanted = wanted - taken
    for _turn, _luck, lesson in sorted(slots):
        if not plan.place(lesson, set()):
            plan.place_anyhow(lesson)
    return plan.given


def by_lesson(sizes: Mapping[Stratum, int], count: int, rng: random.Random) -> Counter[str]:
    """The lessons' shares: one each in turn, lessons with something unseen first in every round."""
    left, new, shares = Counter[str](), Counter[str](), Counter[str]()
    for stratum, size in sizes.items():
        left[stratum.lesson] += size
        new[stratum.lesson] += 0 if stratum.seen else size
    while left and shares.total() < count:
        turn = rng.sample(sorted(left), len(left))
        turn.sort(key=lambda lesson: shares[lesson] >= new[lesson])
        shares.update(turn[: count - shares.total()])
        left = Counter({lesson: size for lesson, size in left.items() if size > shares[lesson]})
    return shares


def by_difficulty(sizes: Mapping[int, int], count: int, rng: random.Random) -> Counter[int]:
    """Each difficulty's share of `count`: the bank's own proportion, rounded up or down by systematic
    sampling (Madow 1949), so that over many draws it is met exactly; never the hardest alone where
    two or more are drawn and the bank has others.
    """
    total, reached, shares = sum(sizes.values()), rng.random(), Counter[int]()
    for difficulty in sorted(sizes):
        onward = reached + count * sizes[difficulty] / total
        shares[difficulty] = int(onward) - int(reached)
        reached = onward
    # Sums of fractions may end a hair off a whole number.
    shares[max(sizes, default=HARDEST)] += count - shares.total()
    easier = [difficulty for difficulty in sizes if difficulty < HARDEST]
    if count > 1 and easier and shares[HARDEST] == count:
        shares.subtract({HARDEST: 1})
        shares[max(easier, key=lambda difficulty: sizes[difficulty])] += 1
    return shares


@dataclass(slots=True)
class _Plan:
    """Places questions one by one, moving earlier ones where that makes room: augmenting paths of a matching."""

    rng: random.Random
    given: Counter[Stratum] = field(default_factory=Counter)
    wanted: Counter[int] = field(default_factory=Counter)
    room: dict[str, dict[int, tuple[Stratum, int]]] = field(default_factory=dict)

    def _free(self, lesson: str) -> list[tuple[int, Stratum]]:
        """The strata of this lesson with questions left, in an order drawn by how many these are."""
        free = [
            (self.rng.random() ** (1 / (size - self.given[stratum])), difficulty, stratum)
            for difficulty, (stratum, size) in self.room[lesson].items()
            if size > self.given[stratum]
        ]
        return [(difficulty, stratum) for _luck, difficulty, stratum in sorted(free, reverse=True)]

    def place(self, lesson: str, tried: set[int]) -> bool:
        """Ask one question more of this lesson, of a difficulty that is still wanted; False when that cannot be."""
        for difficulty, stratum in self._free(lesson):
            if self.wanted[difficulty] > 0:
                self.wanted[difficulty] -= 1
                self.given[stratum] += 1
                return True
        for difficulty, stratum in self._free(lesson):
            if difficulty in tried:
                continue
            tried.add(difficulty)
            for other in self.rng.sample(sorted(self.room), len(self.room)):
                theirs = self.room[other].get(difficulty)
                if other != lesson and theirs and self.given[theirs[0]] and self.place(other, tried):
                    self.given[theirs[0]] -= 1
                    self.given[stratum] += 1
                    return True
        return False

    def place_anyhow(self, lesson: str) -> None:
        """One question more of this lesson though its difficulties are not wanted: the least unwanted, the easier first."""
        difficulty, stratum = max(self._free(lesson), key=lambda each: (self.wanted[each[0]], -each[0]))
        self.wanted[difficulty] -= 1
        self.given[stratum] += 1
