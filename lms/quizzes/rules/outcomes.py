"""How an answer went, for the words on its page."""

from itertools import pairwise
from typing import Literal

from lms.catalogue.content import Marking
from lms.catalogue.questions import Choices, Hotspot, Matching, Ordering, Question
from lms.quizzes.rules.marking import FULL, Response, credit

Outcome = Literal["right", "partly", "wrong", "unknown"]


def outcome(question: Question, response: Response, marking: Marking) -> Outcome:
    """ "Partly" is said only where it also counts in part."""
    if not response:
        return "unknown"
    earned = credit(question, response, marking)
    return "right" if earned == FULL else "partly" if earned else "wrong"


def parts_right(question: Question, response: Response) -> tuple[int, int]:
    """How many parts of a partly right answer are right, of how many.

    Of choices and spots it counts those found; of an order, the items followed by the right one.
    """
    match question.body:
        case Choices(right=right) | Hotspot(right=right):
            return len(right & frozenset(response)), len(right)
        case Matching(prompts=prompts):
            return sum(number == match for number, match in enumerate(response)), len(prompts)
        case Ordering(items=items):
            return sum(after == before + 1 for before, after in pairwise(response)), len(items) - 1
    return int(bool(response)), 1
