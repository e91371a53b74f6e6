"""How many questions each stratum of a bank gives: first the lessons' shares, then the mix of difficulties.

A stratum is what one person finds alike: the questions of one lesson and one difficulty,
all unseen or all seen.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

HARDEST = 3


@dataclass(slots=True, eq=False)
class Stratum:
    """How many questions such a stratum has `left`, and how many it has `given`."""

    lesson: str
    seen: bool
    difficulty: int
    left: int
    given: int = 0


def share_out(strata: Sequence[Stratum], count: int, rng: random.Random) -> None:
    """Let the strata give `count` questions, or all there are.

    What comes first wins: the lessons' turns; within a lesson the unseen; then the
    difficulties, each as often as `by_difficulty` says wherever lessons and memory allow it.
    """
    sizes: dict[int, int] = defaultdict(int)
    lessons: dict[str, tuple[list[Stratum], list[Stratum]]] = {}  # of each the unseen and the seen
    for each in strata:
        sizes[each.difficulty] += each.left
        lessons.setdefault(each.lesson, ([], []))[each.seen].append(each)
    unseen = {lesson: sum(each.left for each in new) for lesson, (new, _old) in lessons.items()}
    every = {lesson: unseen[lesson] + sum(each.left for each in old) for lesson, (_, old) in lessons.items()}
    plan = _Plan(rng, by_difficulty(sizes, count, rng))
    slots = []
    for lesson, number in by_lesson(every, unseen, count, rng).items():
        plan.room[lesson], old = lessons[lesson]
        if number >= unseen[lesson]:
            plan.give_all(plan.room[lesson])
            plan.room[lesson], number = old, number - unseen[lesson]
        slots += [(turn, rng.random(), lesson) for turn in range(number)]
    for _turn, _luck, lesson in sorted(slots):
        if not plan.place(lesson, set()):
            plan.place_anyhow(lesson)


def by_lesson(
    sizes: Mapping[str, int], unseen: Mapping[str, int], count: int, rng: random.Random
) -> dict[str, int]:
    """The lessons' shares: one each in turn, lessons with something unseen first in every round."""
    shares = dict.fromkeys(sizes, 0)
    turn = list(sizes)
    while turn and count:
        if count < len(turn):  # only the last round leaves somebody out
            rng.shuffle(turn)
            turn.sort(key=lambda lesson: shares[lesson] >= unseen[lesson])
            del turn[count:]
        for lesson in turn:
            shares[lesson] += 1
        count -= len(turn)
        turn = [lesson for lesson in turn if sizes[lesson] > shares[lesson]]
    return shares


def by_difficulty(sizes: Mapping[int, int], count: int, rng: random.Random) -> Counter[int]:
    """Each difficulty's share of `count`: the bank's own proportion, rounded up or down by systematic
    sampling (Madow 1949), so that over many draws it is met exactly; never the hardest alone where
    two or more are drawn and the bank has others.
    """
    total, reached = sum(sizes.values()), rng.random()
    shares: Counter[int] = Counter()
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
    """Places questions one by one, moving earlier ones where that makes room: augmenting paths of a matching.

    `wanted` holds what is still wanted of each difficulty, `room` the strata from which each lesson gives.
    """

    rng: random.Random
    wanted: Counter[int]
    room: dict[str, list[Stratum]] = field(default_factory=dict)

    def give_all(self, strata: Iterable[Stratum]) -> None:
        """What comes before the difficulties: more than is wanted of one is not held against it afterwards."""
        for stratum in strata:
            self.wanted[stratum.difficulty] = max(self.wanted[stratum.difficulty] - stratum.left, 0)
            stratum.left, stratum.given = 0, stratum.left

    def place(self, lesson: str, tried: set[int]) -> bool:
        """Ask one question more of this lesson, of a difficulty that is still wanted; False when that cannot be."""
        free = [each for each in self.room[lesson] if each.left]
        wanted = [each for each in free if self.wanted[each.difficulty] > 0]
        if wanted:
            self._move(max(wanted, key=self._luck), 1)
            return True
        for stratum in sorted(free, key=self._luck, reverse=True):
            if stratum.difficulty in tried:
                continue
            tried.add(stratum.difficulty)
            for other in self.rng.sample(list(self.room), len(self.room)):
                theirs = next((e for e in self.room[other] if e.difficulty == stratum.difficulty), None)
                if other != lesson and theirs and theirs.given and self.place(other, tried):
                    self._move(theirs, -1)
                    self._move(stratum, 1)
                    return True
        return False

    def place_anyhow(self, lesson: str) -> None:
        """One question more of this lesson though its difficulties are not wanted: the least unwanted, the easier first."""
        free = (each for each in self.room[lesson] if each.left)
        self._move(max(free, key=lambda each: (self.wanted[each.difficulty], -each.difficulty)), 1)

    def _luck(self, stratum: Stratum) -> float:
        """The highest of several is as likely a stratum's as it has questions left among theirs."""
        return float(self.rng.random() ** (1 / stratum.left))

    def _move(self, stratum: Stratum, questions: int) -> None:
        stratum.given += questions
        stratum.left -= questions
        self.wanted[stratum.difficulty] -= questions
