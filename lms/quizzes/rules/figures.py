"""The figures of one question, put together from groups of equal answers."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lms.catalogue.content import Marking
from lms.catalogue.questions import Choices, Hotspot, Question, QuestionKind
from lms.quizzes.rules import statistics as rules
from lms.quizzes.rules.marking import FULL, credit
from lms.quizzes.rules.statistics import BEST, LAST, SHOWN_FROM, Sums

MOST_RESPONSES = 12  # shown where answers are not choices
SAID_BY = 3  # people who must have written a text before it is shown: one alone may have written their name


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that are alike: to one question, with one response, by people of one third."""

    question_id: str
    edition: str
    response: str
    third: int
    sums: Sums


@dataclass(frozen=True, slots=True)
class Line:
    """How often something was answered: by all, by the best third, by the last third."""

    response: tuple[Any, ...]
    count: int
    best: int
    last: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of a question; with fewer than `SHOWN_FROM` answers only how many there are.

    `chosen` counts each choice or spot by its number, `responses` whole answers, the commonest
    first; `others` are answers too rare to be shown. `best` and `last` are the sizes of the thirds.
    """

    answers: int
    facility: float | None = None
    discrimination: float | None = None
    upper_less_lower: float | None = None
    unknown: float | None = None
    seconds: float | None = None
    chosen: tuple[Line, ...] = ()
    responses: tuple[Line, ...] = ()
    others: int = 0
    best: int = 0
    last: int = 0

    @property
    def is_shown(self) -> bool:
        return self.answers >= SHOWN_FROM


def figures(question: Question, groups: Iterable[Group], times: Mapping[int, int]) -> Figures:
    groups = list(groups)
    total, best, last, unknown = Sums(), Sums(), Sums(), 0
    for each in groups:
        total += each.sums
        if each.third == BEST:
            best += each.sums
        if each.third == LAST:
            last += each.sums
        if each.response == "[]":
            unknown += each.sums.count
    if total.count < SHOWN_FROM:
        return Figures(total.count)
    lines = _lines(groups)
    shown, others = _common(question, lines)
    return Figures(
        answers=total.count,
        facility=rules.facility(total),
        discrimination=rules.discrimination(total),
        upper_less_lower=rules.upper_less_lower(best, last),
        unknown=unknown / total.count,
        seconds=rules.median(times),
        chosen=_chosen(question, lines),
        responses=shown,
        others=others,
        best=best.count,
        last=last.count,
    )


def is_right(question: Question, line: Line, *, whole: bool) -> bool:
    """Whether a line of `responses` (whole answers) or of `chosen` is the key's."""
    if whole:
        return credit(question, line.response, Marking.EXACT) == FULL
    match question.body:
        case Choices(right=right) | Hotspot(right=right):
            return line.response[0] in right
    return False


def wrong_answers(question: Question, known: Figures) -> list[tuple[Any, ...]]:
    """Answers that an author may call right after all: each wrong choice, else what was answered most."""
    match question.body:
        case Choices(choices=parts, right=right) if question.kind is not QuestionKind.MULTIPLE:
            return [(number,) for number in range(len(parts)) if number not in right]
    return [line.response for line in known.responses if not is_right(question, line, whole=True)]


def _lines(groups: Iterable[Group]) -> list[Line]:
    counts: dict[str, list[int]] = {}
    for each in groups:
        count = counts.setdefault(each.response, [0, 0, 0])
        count[0] += each.sums.count
        count[1] += each.sums.count * (each.third == BEST)
        count[2] += each.sums.count * (each.third == LAST)
    lines = [Line(tuple(json.loads(response)), *count) for response, count in counts.items()]
    return sorted(lines, key=lambda line: (-line.count, str(line.response)))


def _common(question: Question, lines: list[Line]) -> tuple[tuple[Line, ...], int]:
    """The commonest answers, "I don't know yet" left out, and how many answers are not among them."""
    least = SAID_BY if question.kind in {QuestionKind.SHORT_TEXT, QuestionKind.NUMBER} else 1
    given = [line for line in lines if line.response]
    shown = [line for line in given if line.count >= least][:MOST_RESPONSES]
    return tuple(shown), sum(line.count for line in given) - sum(line.count for line in shown)


def _chosen(question: Question, lines: Iterable[Line]) -> tuple[Line, ...]:
    """One line a choice or spot, in the author's order; empty for questions that have none."""
    match question.body:
        case Choices(choices=parts) | Hotspot(spots=parts):
            counts = [[0, 0, 0] for _ in parts]
        case _:
            return ()
    for line in lines:
        for number in line.response:
            if number < len(counts):
                for at, more in enumerate((line.count, line.best, line.last)):
                    counts[number][at] += more
    return tuple(Line((number,), *count) for number, count in enumerate(counts))
