"""A heap of papers as pages show it: what was typed for each person, and what cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lms.catalogue.content import Module
from lms.classroom.models import PaperQuiz
from lms.classroom.queries.papers import rows_of
from lms.classroom.rules import papers as rules
from lms.classroom.rules.letters import LETTERS, asked_in, is_several
from lms.quizzes.rules import Asked


@dataclass(frozen=True, slots=True)
class Row:
    """One person's paper."""

    id: int
    name: str
    birth_year: int
    variant: str
    cells: Sequence[str]
    marked: bool
    score: int | None
    passed: bool | None
    problems: Sequence[rules.Problem]

    @property
    def is_handed_in(self) -> bool:
        return rules.is_handed_in(self.cells)

    @property
    def shown(self) -> str:
        return rules.as_shown(self.variant, self.cells)

    @property
    def bad(self) -> set[int]:
        return {problem.position for problem in self.problems}


@dataclass(frozen=True)
class Heap:
    """All papers of one quiz; `variants` holds its questions in each order."""

    rows: Sequence[Row]
    variants: Sequence[Sequence[Asked]]

    @cached_property
    def marked(self) -> list[Row]:
        return [row for row in self.rows if row.marked]

    @cached_property
    def ready(self) -> list[Row]:
        return [row for row in self.rows if row.is_handed_in and not row.marked and not row.problems]

    @cached_property
    def unclear(self) -> list[Row]:
        return [row for row in self.rows if not row.marked and row.problems]

    @cached_property
    def absent(self) -> list[Row]:
        return [row for row in self.rows if not row.is_handed_in and not row.marked]

    def order(self, variant: str) -> Sequence[Asked]:
        """The questions as they stand on a sheet of this variant; the first one's where it cannot be read."""
        return self.variants[number_of(variant, len(self.variants)) or 0]

    @cached_property
    def orders(self) -> list[str]:
        """For each position the letters it takes in each variant, such as "ABC|ABCD+"; + where several may stand."""
        return ["|".join(f"{LETTERS[: len(each.order)]}{'+' * is_several(each)}" for each in stack)
                for stack in zip(*self.variants, strict=True)]  # fmt: skip

    def shares(self) -> dict[str, int]:
        """Of the marked papers, the per cent that answered each question right."""
        return rules.shares_right([(row.cells, self.order(row.variant)) for row in self.marked])


def number_of(variant: str, variants: int) -> int | None:
    """Which variant, from 0; None when it is none."""
    return int(variant) - 1 if variant in {str(n) for n in range(1, variants + 1)} else None


def heap_of(paper: PaperQuiz, module: Module) -> Heap:
    variants = [asked_in(module, kept) for kept in paper.drawn]
    return Heap([_row(each, variants) for each in rows_of(paper)], variants)


def _row(each: Any, variants: Sequence[Sequence[Asked]]) -> Row:
    cells = each.letters or [""] * len(variants[0])
    variant = each.variant if each.variant is not None else ("" if len(variants) > 1 else "1")
    number = number_of(variant, len(variants))
    asked = None if number is None else variants[number]
    return Row(
        id=each.id,
        name=each.name,
        birth_year=each.birth_year,
        variant=variant,
        cells=cells,
        marked=each.marked_at is not None,
        score=each.score,
        passed=each.passed,
        problems=rules.problems(cells, asked) if rules.is_handed_in(cells) else [],
    )
