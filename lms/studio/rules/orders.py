"""Moving something up or down among its neighbours."""

from collections.abc import MutableSequence
from typing import Any

WAYS = {"up": -1, "down": 1}


def nudge(things: MutableSequence[Any], number: int, way: str) -> int:
    """Let the thing at this place change places with a neighbour; answers where it is then.

    What cannot go further stays, and a way that is none leads nowhere.
    """
    other = number + WAYS.get(way, 0)
    if not (0 <= number < len(things) and 0 <= other < len(things)):
        return number
    things[number], things[other] = things[other], things[number]
    return other
