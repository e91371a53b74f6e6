"""Marks of single choices: here the course says how questions are marked, so unusual weights are lost."""

from collections.abc import Collection
from decimal import Decimal

from flask_babel import lazy_gettext as _l

WEIGHTS = _l("the weights of single choices are left out: a choice is right or wrong")
_SLACK = Decimal("0.01")


def are_plain(weights: Collection[Decimal], several: bool) -> bool:
    """Whether the weights (in per cent) say no more than which choices are right.

    With several right choices: equal shares for the right ones, and nothing or as much less
    for each wrong one. With one: all for it, and nothing for the others.
    """
    right = [weight for weight in weights if weight > 0]
    wrong = [weight for weight in weights if weight <= 0]
    if not several:
        return all(weight == 100 for weight in right) and not any(wrong)
    share = Decimal(100) / len(right) if right else Decimal(0)
    return all(abs(weight - share) < _SLACK for weight in right) and (
        not any(wrong) or all(abs(weight + share) < _SLACK for weight in wrong)
    )
