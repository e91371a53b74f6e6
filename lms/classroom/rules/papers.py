"""Letters on a paper to responses, and what cannot be read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from random import Random

from lms.catalogue.questions import Question
from lms.classroom.rules.letters import LETTERS, is_several, right_letters
from lms.core.text import fold
from lms.quizzes import rules as quiz

UNKNOWN = "?"
LONGEST = 8  # of what is kept of a cell


class BadLetter(ValueError):
    """What stands in a cell is no answer to its question."""


def tidy(text: str) -> str:
    """A cell as it is kept: capitals without accents (a Vietnamese keyboard makes Đ of two D), no blanks."""
    return "".join(fold(text).upper().split()).replace(",", "")[:LONGEST]


def response(cell: str, asked: quiz.Asked) -> list[int]:
    """The choice numbers; empty for "?" and for a cell left empty.

    Raises:
        BadLetter: letters the question does not have, one twice, or two where one is right.
    """
    if cell in {"", "-", UNKNOWN}:
        return []
    letters = LETTERS[: len(asked.order)]
    if set(cell) - set(letters) or len(set(cell)) < len(cell) or (len(cell) > 1 and not is_several(asked)):
        raise BadLetter(cell)
    return sorted(asked.order[letters.index(letter)] for letter in cell)


def as_shown(variant: str, cells: Sequence[str]) -> str:
    """A row as a page showed it, in one text: by it the page tells what was typed there and what was not."""
    return ",".join((variant, *cells))


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be read; position 0 is the variant."""

    position: int
    cell: str
    letters: str


def problems(cells: Sequence[str], asked: Sequence[quiz.Asked] | None) -> list[Problem]:
    """What cannot be read in a row; `asked` is None when the variant is not known."""
    if asked is None:
        return [Problem(0, "", "")]
    found = []
    for each, cell in zip(asked, cells, strict=False):
        try:
            response(cell, each)
        except BadLetter:
            found.append(Problem(each.position, cell, LETTERS[: len(each.order)]))
    return found


def responses(cells: Sequence[str], asked: Sequence[quiz.Asked]) -> dict[int, quiz.Response]:
    """By position, as `quizzes.actions.take_whole` takes them."""
    return {each.position: response(cell, each) for each, cell in zip(asked, cells, strict=False)}


def is_handed_in(cells: Sequence[str]) -> bool:
    """Whether anything stands on the paper: an empty row is somebody who was not there."""
    return any(cells)


def shares_right(rows: Sequence[tuple[Sequence[str], Sequence[quiz.Asked]]]) -> dict[str, int]:
    """For each question the per cent of papers that answered it exactly right; the variants together."""
    right: dict[str, list[bool]] = {}
    for cells, asked in rows:
        for each, cell in zip(asked, cells, strict=False):
            right.setdefault(each.question.id, []).append(set(cell) == right_letters(each))
    return {question: 100 * sum(marks) // len(marks) for question, marks in right.items()}


def drawn_for(
    questions: Sequence[Question], count: int, seen: Collection[str], variants: int, rng: Random
) -> list[list[quiz.Drawn]]:
    """One set of questions for the whole class; each further variant holds it in another order.

    Its choices are shuffled anew as well, so that neighbours cannot copy letters.
    """
    drawn = quiz.draw(questions, count, seen, rng)
    by_id = {question.id: question for question in questions}
    again = [
        [
            quiz.Drawn(each.id, quiz.choice_order(by_id[each.id], rng))
            for each in rng.sample(drawn, len(drawn))
        ]
        for _more in range(1, variants)
    ]
    return [drawn, *again]
