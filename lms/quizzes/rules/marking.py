"""How much credit a response earns: whole thousandths, so that sums are exact in any order.

Exact marking gives all or nothing. Partial marking, by kind:

- single, true/false, number, text, scenario: all or nothing;
- multiple, hotspot: right choices made less wrong choices made, of all right ones, never
  below nothing (QTI's "map response" with a lower bound);
- ordering: items followed by the one that should follow, of all neighbours (Moodle's
  "relative to the next item, excluding last");
- matching: prompts with their match, of all prompts.

The same response always earns the same, a better one never less; "I don't know yet",
the empty response, earns nothing.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from lms.catalogue.content import Marking
from lms.catalogue.questions import (
    Choices,
    Hotspot,
    Matching,
    Number,
    Ordering,
    Question,
    Scenario,
    ShortText,
)
from lms.core.text import fold

FULL = 1000
Response = Sequence[Any]


def credit(question: Question, response: Response, marking: Marking) -> int:
    """The thousandths this response earns, from 0 to `FULL`."""
    if not response:
        return 0
    earned = _EARNED[type(question.body)](question.body, response)
    return earned if marking is Marking.PARTIAL or earned == FULL else 0


def _share(part: int, whole: int) -> int:
    return FULL * max(part, 0) // whole


def _chosen(body: Choices | Hotspot, response: Response) -> int:
    chosen = frozenset(response)
    wrong = len(chosen - body.right)
    return _share(len(chosen) - wrong - wrong, len(body.right))


def _ordered(body: Ordering, response: Response) -> int:
    if sorted(response) != list(range(len(body.items))):
        return 0
    return _share(sum(after == before + 1 for before, after in pairwise(response)), len(body.items) - 1)


def _matched(body: Matching, response: Response) -> int:
    prompts = len(body.prompts)
    return _share(sum(n == match for n, match in enumerate(response[:prompts])), prompts)


def _counted(body: Number, response: Response) -> int:
    try:
        given = Decimal(response[0])
    except (InvalidOperation, TypeError, ValueError):
        return 0
    return FULL if given.is_finite() and abs(given - body.value) <= body.tolerance else 0


def _written(body: ShortText, response: Response) -> int:
    given = _plain(str(response[0]), body)
    known = (_plain(text, body) for texts in body.accepted.values() for text in texts)
    return FULL if given in known else 0


def _plain(text: str, body: ShortText) -> str:
    """The text as far as it counts: blanks never do, case and accents where the author says so."""
    text = re.sub(r"\s+", " ", text).strip().rstrip(".")
    if not body.accents_count:
        return fold(text) if not body.case_counts else _unaccented(text)
    return text if body.case_counts else text.casefold()


def _unaccented(text: str) -> str:
    """Without accents, its capitals kept: folding letter by letter."""
    return "".join(fold(letter).upper() if letter.isupper() else fold(letter) or letter for letter in text)


def _told(body: Scenario, response: Response) -> int:
    try:
        end = body.at(list(response))
    except (IndexError, TypeError):
        return 0
    return FULL if end.good else 0


_EARNED: dict[type, Callable[[Any, Response], int]] = {
    Choices: _chosen,
    Hotspot: _chosen,
    Ordering: _ordered,
    Matching: _matched,
    Number: _counted,
    ShortText: _written,
    Scenario: _told,
}
