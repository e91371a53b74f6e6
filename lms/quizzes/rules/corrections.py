"""Marking with corrections: what an answer earns, and a whole attempt, after a faulty question was put right.

A correction never lowers what an answer earns; only leaving a question out can lower a
score. Nothing is stored that cannot be computed again from the answers as given, so
withdrawing a correction brings back the former credits and scores. A pass once given
stays: somebody was told of it, and a completion is written once.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
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
from lms.quizzes.models.corrections import CorrectionKind
from lms.quizzes.rules import marking as usual
from lms.quizzes.rules import sitting
from lms.quizzes.rules.marking import FULL, Response


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction in force. `response` is the second key; empty for kinds without one."""

    question_id: str
    kind: CorrectionKind
    response: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that is in force for one module in one edition."""

    by_question: Mapping[str, tuple[Corrected, ...]]

    def of(self, question_id: str) -> tuple[Corrected, ...]:
        return self.by_question.get(question_id, ())

    def leaves_out(self, question_id: str) -> bool:
        return any(each.kind is CorrectionKind.LEFT_OUT for each in self.of(question_id))


NONE = Corrections({})


def gathered(corrections: Iterable[Corrected]) -> Corrections:
    by_question: dict[str, tuple[Corrected, ...]] = {}
    for each in corrections:
        by_question[each.question_id] = (*by_question.get(each.question_id, ()), each)
    return Corrections(by_question) if by_question else NONE


def credit(question: Question, response: Response, marking: Marking, corrections: Corrections) -> int:
    """The thousandths this response earns, the best of its key and of all corrections."""
    earned = usual.credit(question, response, marking)
    for each in corrections.of(question.id):
        if each.kind is CorrectionKind.ALL_RIGHT:
            return FULL
        if each.kind is CorrectionKind.ALSO_RIGHT:
            earned = max(earned, _by_second_key(question, response, marking, each.response))
    return earned


def score(question_ids: Sequence[str], credits: Mapping[int, int], corrections: Corrections) -> int:
    """Whole per cent over the questions that count; `credits` by position, those not answered earn nothing.

    With every question left out, the fault is ours alone and the score is full.
    """
    counting = [at for at, each in enumerate(question_ids, start=1) if not corrections.leaves_out(each)]
    if not counting:
        return 100
    return sitting.score(sum(credits.get(at, 0) for at in counting), len(counting))


def verdict(question: Question, response: Response, marking: Marking, corrections: Corrections) -> str:
    """What a correction made of this answer: "left_out", "right" where the key alone says otherwise, else ""."""
    if corrections.leaves_out(question.id):
        return "left_out"
    if not corrections.of(question.id) or usual.credit(question, response, marking) == FULL:
        return ""
    return "right" if credit(question, response, marking, corrections) == FULL else ""


def can_be_key(question: Question, response: Response) -> bool:
    """Whether a response could stand as a second key of this question."""
    match question.body:
        case Choices(choices=parts) | Hotspot(spots=parts):
            return bool(response) and _are_numbers(response, len(parts))
        case Ordering(items=items):
            return _is_permutation(response, len(items))
        case Matching(prompts=prompts, matches=matches):
            return len(response) == len(prompts) and _are_numbers(response, len(matches))
        case Number():
            return len(response) == 1 and _number(response[0]) is not None
        case ShortText():
            return len(response) == 1 and isinstance(response[0], str) and bool(response[0])
        case Scenario() as story:
            try:
                return not story.at(list(response)).moves
            except (IndexError, TypeError):
                return False


def as_kept(response: Response) -> str:
    return json.dumps(list(response), ensure_ascii=False)


def from_kept(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text)) if text else ()


def read_kept(question: Question, text: str) -> tuple[Any, ...] | None:
    """A response written as JSON by a page of ours; None for anything that cannot be a key."""
    try:
        response = json.loads(text[:400])
    except ValueError:
        return None
    try:
        return tuple(response) if isinstance(response, list) and can_be_key(question, response) else None
    except TypeError:  # lists within the list
        return None


def _by_second_key(question: Question, response: Response, marking: Marking, key: Response) -> int:
    """What the response earns when the key is this one: the same formulas, asked with another key."""
    if not response or not can_be_key(question, key):
        return 0
    body, given = question.body, list(response)
    match body:
        case Choices() | Hotspot():
            body = replace(body, right=frozenset(key))
        case Ordering(items=items):
            if not _is_permutation(given, len(items)):
                return 0
            given = [list(key).index(item) for item in given]
        case Matching():
            given = [at if match == key[at] else None for at, match in enumerate(given[: len(key)])]
        case Number():
            body = replace(body, value=Decimal(key[0]))
        case ShortText():
            body = replace(body, accepted={"": (str(key[0]),)})
        case Scenario() as story:
            try:
                return FULL if story.at(given) is story.at(list(key)) else 0
            except (IndexError, TypeError):
                return 0
    return usual.credit(replace(question, body=body), given, marking)


def _are_numbers(response: Response, below: int) -> bool:
    return all(type(part) is int and 0 <= part < below for part in response)


def _is_permutation(response: Response, length: int) -> bool:
    return len(response) == length and set(response) == set(range(length))


def _number(text: Any) -> Decimal | None:
    try:
        value = Decimal(text)
    except (InvalidOperation, TypeError, ValueError):
        return None
    return value if value.is_finite() else None
