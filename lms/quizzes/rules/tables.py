"""The questions of a module with their figures, chosen and sorted as an author asks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lms.catalogue.content import Module
from lms.catalogue.questions import Question
from lms.quizzes.rules.advice import Advice, Hint, advice
from lms.quizzes.rules.figures import Figures, Group, figures

Times = Mapping[tuple[str, str], Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    question: Question
    figures: Figures
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show; "" or None for everything."""

    lesson: str = ""
    outcome: str = ""
    difficulty: int | None = None

    def has(self, question: Question) -> bool:
        return (
            self.lesson in ("", question.lesson)
            and self.outcome in ("", question.outcome or "")
            and self.difficulty in (None, question.difficulty)
        )


def rows(
    module: Module, editions: Mapping[str, Module], groups: Iterable[Group], times: Times, wanted: Wanted
) -> list[Row]:
    """A row for each wanted question of the module, in its order.

    Answers given in another of the `editions` count where it asked the question with the
    same choices and the same key; otherwise it was another question.
    """
    groups_by_question: dict[str, list[Group]] = {}
    for group in groups:
        groups_by_question.setdefault(group.question_id, []).append(group)
    found = []
    for number, question in enumerate(module.questions, start=1):
        if wanted.has(question):
            same = _same(question, editions)
            mine = [each for each in groups_by_question.get(question.id, ()) if each.edition in same]
            its = figures(question, mine, _times(times, question.id, same))
            found.append(Row(number, question, its, advice(question, its)))
    return found


def _same(question: Question, editions: Mapping[str, Module]) -> set[str]:
    there = ((edition, module.question(question.id)) for edition, module in editions.items())
    return {edition for edition, each in there if each is not None and each.body == question.body}


def _times(times: Times, question_id: str, editions: Iterable[str]) -> dict[int, int]:
    together: dict[int, int] = {}
    for edition in editions:
        for seconds, count in times.get((question_id, edition), {}).items():
            together[seconds] = together.get(seconds, 0) + count
    return together


def _urgency(row: Row) -> int:
    return list(Hint).index(row.advice[0].hint) if row.advice else len(Hint)


def _falling(value: float | None) -> float:
    return 1e9 if value is None else -value


def _rising(value: float | None) -> float:
    return 1e9 if value is None else value


ORDERS: dict[str, Callable[[Row], Any]] = {
    "advice": _urgency,
    "course": lambda row: row.number,
    "answers": lambda row: -row.figures.answers,
    "facility": lambda row: _rising(row.figures.facility),
    "discrimination": lambda row: _rising(row.figures.discrimination),
    "unknown": lambda row: _falling(row.figures.unknown),
    "seconds": lambda row: _falling(row.figures.seconds),
}


def ordered(found: Iterable[Row], by: str) -> list[Row]:
    """Sorted; what is unknown comes last, equals stay in the module's order."""
    return sorted(found, key=ORDERS.get(by, _urgency))
