"""Figures turned into plain advice. Thresholds stand here and in docs/authoring.md, nowhere else."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from lms.catalogue.questions import Choices, Hotspot, Question
from lms.quizzes.rules.figures import Figures

ADVISED_FROM = 10  # answers; chance alone makes five people look odd
IDLE_FROM = 30  # answers after which a choice that nobody took helps nobody
POPULAR = 0.5  # chose one and the same wrong answer
EASY, HARD = 0.95, 0.2  # facility
UPSIDE_DOWN, FLAT = -0.1, 0.1  # discrimination
UNSURE = 1 / 3  # say "I don't know yet"
SLOW = 120  # seconds


class Hint(enum.StrEnum):
    """What to look at, the most pressing first."""

    KEY = "key"
    POPULAR_WRONG = "popular_wrong"
    UNSURE = "unsure"
    HARD = "hard"
    EASY = "easy"
    FLAT = "flat"
    IDLE = "idle"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Advice:
    """`number` is the choice it is about, `in_ten` how many in ten people did it."""

    hint: Hint
    number: int | None = None
    in_ten: int = 0


def advice(question: Question, figures: Figures) -> tuple[Advice, ...]:
    """The most pressing first; nothing before `ADVISED_FROM` answers."""
    if figures.answers < ADVISED_FROM or figures.facility is None:
        return ()
    found = [*_about_marks(figures), *_about_choices(question, figures)]
    order = list(Hint)
    return tuple(sorted(found, key=lambda each: (order.index(each.hint), -each.in_ten)))


def _about_marks(figures: Figures) -> Iterator[Advice]:
    facility, discrimination = figures.facility or 0.0, figures.discrimination
    if discrimination is not None and discrimination <= UPSIDE_DOWN:
        yield Advice(Hint.KEY)
    elif discrimination is not None and abs(discrimination) < FLAT and HARD < facility < EASY:
        yield Advice(Hint.FLAT)
    if facility >= EASY:
        yield Advice(Hint.EASY)
    if facility <= HARD:
        yield Advice(Hint.HARD)
    if (figures.unknown or 0) >= UNSURE:
        yield Advice(Hint.UNSURE, in_ten=_in_ten(figures.unknown or 0))
    if (figures.seconds or 0) > SLOW:
        yield Advice(Hint.SLOW)


def _about_choices(question: Question, figures: Figures) -> Iterator[Advice]:
    match question.body:
        case Choices(right=right) | Hotspot(right=right):
            wrong = [line for line in figures.chosen if line.response[0] not in right]
        case _:
            return
    for line in wrong:
        share = line.count / figures.answers
        if share >= POPULAR:
            yield Advice(Hint.POPULAR_WRONG, line.response[0], _in_ten(share))
        if not line.count and figures.answers >= IDLE_FROM:
            yield Advice(Hint.IDLE, line.response[0])


def _in_ten(share: float) -> int:
    """Ten only when it is everybody."""
    return 10 if share >= 1 else min(9, round(share * 10))
