"""How able a person probably is in each module: the Rasch model on a grid.

G. Rasch, "Probabilistic Models for Some Intelligence and Attainment Tests" (1960): a person of ability
θ answers a question of difficulty b right with probability 1 / (1 + e^(b − θ)), both in logits.
F. B. Baker, "The Basics of Item Response Theory" (2nd ed. 2001), chapters 5 and 6, shows the
information P(1 − P) that a question gives and how a test adapts to it. Abilities are estimated by EAP
(R. D. Bock and R. J. Mislevy, 1982): the mean of the posterior over a grid of abilities.

A person's abilities in the modules of one course resemble each other. So the prior of each is
normal around a general ability of that person, itself normal: what was answered in one module says
something, though less, about the others (D. O. Segall, "Multidimensional adaptive testing", 1996).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

GRID = tuple(step / 4 for step in range(-18, 23))  # logits, from −4.5 to 5.5
GENERAL_MEAN, GENERAL_SPREAD = 0.7, 1.2  # of the general ability, before anything is known
OWN_SPREAD = 1.2  # of a module's ability around it
# Able: would answer a middling question (difficulty 0) right four times in five, as a quiz asks for.
MASTERY = 0.8
MASTERED_FROM = math.log(MASTERY / (1 - MASTERY))

# Difficulty in logits and whether it was answered right, for each question asked.
Answered = Sequence[tuple[float, bool]]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A module's ability: its mean and spread after the answers, and the probability of mastery."""

    ability: float
    spread: float
    mastery: float

    @property
    def doubt(self) -> float:
        """How open the question is, from 0 (certain) to ¼ (even)."""
        return self.mastery * (1 - self.mastery)


def right_with(ability: float, difficulty: float) -> float:
    return 1 / (1 + math.exp(difficulty - ability))


def information(ability: float, difficulty: float) -> float:
    """What an answer to a question of this difficulty tells about this ability (Fisher's)."""
    right = right_with(ability, difficulty)
    return right * (1 - right)


def estimates(answers: Mapping[str, Answered]) -> dict[str, Estimate]:
    """For each module what its answers, and those in the other modules, say; the keys may have no answers yet."""
    likelihoods = {module: _likelihood(tuple(given)) for module, given in answers.items()}
    by_general = {
        module: [math.fsum(map(_product, row, likelihood)) for row in _own()]
        for module, likelihood in likelihoods.items()
        if answers[module]
    }
    found = {}
    for module, likelihood in likelihoods.items():
        others = [each for other, each in by_general.items() if other != module]
        general = [weight * math.prod(each[at] for each in others) for at, weight in enumerate(_general())]
        prior = [math.fsum(map(_product, general, column)) for column in zip(*_own(), strict=True)]
        found[module] = _summary([a * b for a, b in zip(prior, likelihood, strict=True)])
    return found


def _product(a: float, b: float) -> float:
    return a * b


def _likelihood(answered: tuple[tuple[float, bool], ...]) -> list[float]:
    chances = [1.0] * len(GRID)
    for difficulty, right in answered:
        for at, ability in enumerate(GRID):
            chance = right_with(ability, difficulty)
            chances[at] *= chance if right else 1 - chance
    return chances


@cache
def _general() -> tuple[float, ...]:
    return _normal(GENERAL_MEAN, GENERAL_SPREAD)


@cache
def _own() -> tuple[tuple[float, ...], ...]:
    """For each general ability the prior of a module's ability."""
    return tuple(_normal(general, OWN_SPREAD) for general in GRID)


def _normal(mean: float, spread: float) -> tuple[float, ...]:
    heights = [math.exp(-(((ability - mean) / spread) ** 2) / 2) for ability in GRID]
    return tuple(height / math.fsum(heights) for height in heights)


def _summary(posterior: Sequence[float]) -> Estimate:
    total = math.fsum(posterior)
    mean = math.fsum(ability * chance for ability, chance in zip(GRID, posterior, strict=True)) / total
    variance = (
        math.fsum((ability - mean) ** 2 * chance for ability, chance in zip(GRID, posterior, strict=True))
        / total
    )
    mastered = (
        math.fsum(chance for ability, chance in zip(GRID, posterior, strict=True) if ability >= MASTERED_FROM)
        / total
    )
    return Estimate(mean, math.sqrt(variance), mastered)
