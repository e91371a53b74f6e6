"""One attempt: which question stands where, what comes next, how it ends."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lms.catalogue.content import Module
from lms.catalogue.questions import Question
from lms.core.errors import Missing
from lms.quizzes.rules.marking import FULL


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as one person meets it."""

    question: Question
    order: tuple[Any, ...]
    position: int
    total: int


def asked_at(module: Module, kept: Sequence[Mapping[str, Any]], position: int) -> Asked:
    """The question at this position (from 1) of an attempt's kept questions.

    Raises:
        Missing: when the attempt has no such position.
    """
    if not 1 <= position <= len(kept):
        raise Missing
    drawn = kept[position - 1]
    question = module.question(drawn["id"])
    if question is None:
        raise Missing
    return Asked(question, tuple(drawn["order"]), position, len(kept))


def score(earned: int, total: int) -> int:
    """Whole per cent of the credit (thousandths) that `total` questions give, rounded down: nobody passes by rounding."""
    return 100 * earned // (FULL * total) if total else 0


def passed(score: int, pass_mark: int) -> bool:
    return score >= pass_mark


def needed(total: int, pass_mark: int) -> int:
    """The fewest right answers that pass."""
    return -(-total * pass_mark // 100)


def next_open(total: int, answered: Collection[int], after: int = 0) -> int | None:
    """The next position without an answer, looking on from `after` and then from the front."""
    around = [*range(after + 1, total + 1), *range(1, min(after, total) + 1)]
    return next((position for position in around if position not in answered), None)


def to_read_again(module: Module, missed: Collection[str]) -> list[str]:
    """The lessons (slugs, in order) that the questions not answered right belong to."""
    lessons = {module.question_by_id[each].lesson for each in missed}
    return [lesson.slug for lesson in module.lessons if lesson.slug in lessons]
