"""Which questions can be answered with the letters A to D, and what a letter stands for."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.catalogue.content import Module
from lms.catalogue.questions import Choice, Choices, Question, QuestionKind
from lms.core.errors import Missing, Refusal
from lms.quizzes import rules as quiz

LETTERS = "ABCD"
KINDS = {QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE}


class NothingToAsk(Refusal):
    reason = _l("This module has no questions that can be answered with A, B, C and D.")


def lettered(module: Module, *, several: bool = True, faulty: Collection[str] = ()) -> tuple[Question, ...]:
    """The questions with at most four choices.

    Args:
        several: also those with several right answers.
        faulty: ids of questions that are not asked, because their key was corrected.

    Raises:
        NothingToAsk: there is none.
    """
    found = tuple(
        question
        for question in module.questions
        if question.kind in KINDS
        and question.id not in faulty
        and (several or question.kind is not QuestionKind.MULTIPLE)
        and len(choices_of(question)) <= len(LETTERS)
    )
    if not found:
        raise NothingToAsk
    return found


def choices_of(question: Question) -> tuple[Choice, ...]:
    return _body(question).choices


def shown(asked: quiz.Asked) -> list[tuple[str, Choice]]:
    """Each letter with its choice, in the order shown."""
    choices = choices_of(asked.question)
    return [(letter, choices[number]) for letter, number in zip(LETTERS, asked.order, strict=False)]


def right_letters(asked: quiz.Asked) -> set[str]:
    """The key in letters. Only for pages after the answer."""
    right = _body(asked.question).right
    return {letter for letter, number in zip(LETTERS, asked.order, strict=False) if number in right}


def is_several(asked: quiz.Asked) -> bool:
    return asked.question.kind is QuestionKind.MULTIPLE


def asked_in(module: Module, kept: Sequence[Mapping[str, Any]]) -> list[quiz.Asked]:
    """Every question of a kept draw, in order."""
    return [quiz.asked_at(module, kept, position) for position in range(1, len(kept) + 1)]


def _body(question: Question) -> Choices:
    if not isinstance(question.body, Choices):
        raise Missing
    return question.body
