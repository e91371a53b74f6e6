"""What the answers to a question say about it, in the terms of classical test theory.

Sources of the formulas:

- facility: mean credit of all that could be earned (Moodle, "Quiz statistics calculations":
  facility index; for questions marked right or wrong it is the item difficulty p).
- discrimination: Pearson's correlation of the question's credit with the mean credit of the
  rest of the same quiz (Moodle, the same page: discrimination index, there times 100).
- upper less lower: facility in the best third less facility in the last third (index D of
  T. L. Kelley, "The selection of upper and lower groups for the validation of test items",
  J. Educ. Psychol. 30, 1939; he takes 27 %, we take thirds because classes are small).

All over the first quiz a person handed in, as Moodle does by default: those who come back
have seen the explanations.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from lms.quizzes.rules.marking import FULL

SHOWN_FROM = 5  # answers; below, figures would speak of single people
LONGEST_GAP = 600  # seconds; whoever took longer did something else meanwhile
BEST, LAST = 3, 1  # thirds, as they are numbered


@dataclass(frozen=True, slots=True)
class Sums:
    """Enough of many (credit, rest) pairs to add up and to correlate. `rest` is a mean in thousandths."""

    count: int = 0
    credit: int = 0
    credit_squared: int = 0
    rest: float = 0.0
    rest_squared: float = 0.0
    product: float = 0.0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.count + other.count,
            self.credit + other.credit,
            self.credit_squared + other.credit_squared,
            self.rest + other.rest,
            self.rest_squared + other.rest_squared,
            self.product + other.product,
        )


def sums_of(pairs: Iterable[tuple[int, float]]) -> Sums:
    """The sums of (credit, rest) pairs one by one; a database adds up the same."""
    total = Sums()
    for credit, rest in pairs:
        total += Sums(1, credit, credit * credit, rest, rest * rest, credit * rest)
    return total


def facility(sums: Sums) -> float | None:
    """From 0 (nobody earned anything) to 1; None without answers."""
    return sums.credit / (FULL * sums.count) if sums.count else None


def discrimination(sums: Sums) -> float | None:
    """From -1 to 1; None where credit or rest are the same for all, so that nothing can be told apart."""
    n = sums.count
    spread = n * sums.credit_squared - sums.credit**2
    rest_spread = n * sums.rest_squared - sums.rest**2
    # Below this the spread of the rest is rounding: sums of squares of up to 1000 lose their last digits.
    if spread <= 0 or rest_spread <= 1e-9 * n * sums.rest_squared:
        return None
    exact = (n * sums.product - sums.credit * sums.rest) / sqrt(spread * rest_spread)
    return max(-1.0, min(1.0, exact))


def upper_less_lower(best: Sums, last: Sums) -> float | None:
    """From -1 to 1; None where one of the groups is empty."""
    upper, lower = facility(best), facility(last)
    return None if upper is None or lower is None else upper - lower


def median(times: Mapping[int, int]) -> float | None:
    """The median of a histogram {value: how many}; None when it is empty."""
    total = sum(times.values())
    if not total:
        return None
    lower = upper = None
    passed = 0
    for value in sorted(times):
        passed += times[value]
        if lower is None and passed * 2 >= total:
            lower = value
        if passed * 2 > total:
            upper = value
            break
    return ((lower or 0) + (upper or 0)) / 2
