"""What counted hands say of a class. Never of a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.catalogue.content import Lesson, Module
from lms.classroom.rules.letters import LETTERS, is_several, right_letters, shown
from lms.quizzes import rules as quiz

# Below this share of the class a question was hard, and its lesson is worth repeating.
HARD_BELOW = 60


def people_in(counts: Sequence[int], several: bool) -> int:
    """How many people stand behind these counts; the last of them did not know.

    Where several letters are right a hand may go up more than once, so the letter
    with most hands says how many answered at least.
    """
    *hands, unknown = counts
    return (max(hands) if several else sum(hands)) + unknown


@dataclass(frozen=True, slots=True)
class Bar:
    """One letter after counting: `share` in whole per cent of the people counted."""

    letter: str
    count: int
    share: int
    is_right: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """One question as the class answered it; `understood` is None where nobody was counted."""

    asked: quiz.Asked
    bars: tuple[Bar, ...]
    unknown: int
    people: int
    understood: int | None

    @property
    def was_hard(self) -> bool:
        return self.understood is not None and self.understood < HARD_BELOW


def counted(asked: quiz.Asked, counts: Sequence[int]) -> Counted:
    """The counts beside the key.

    A class understood a question as well as its worst letter says: where several are right,
    every right one has to be raised and no wrong one.
    """
    right, several = right_letters(asked), is_several(asked)
    people = people_in(counts, several)
    bars = tuple(
        Bar(letter, count, 100 * count // people if people else 0, letter in right)
        for letter, count in zip(LETTERS[: len(shown(asked))], counts, strict=False)
    )
    judged = [bar.share if bar.is_right else 100 - bar.share for bar in bars if several or bar.is_right]
    return Counted(asked, bars, counts[-1], people, min(judged) if people else None)


def to_repeat(module: Module, results: Sequence[Counted]) -> list[Lesson]:
    """The lessons, in order, of what the class found hard."""
    hard = {result.asked.question.lesson for result in results if result.was_hard}
    return [lesson for lesson in module.lessons if lesson.slug in hard]
