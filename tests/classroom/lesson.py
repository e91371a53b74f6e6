"""A class with Hoa and Minh that Lan teaches, and a hand that types papers, for tests of its quizzes."""

from types import SimpleNamespace
from typing import Any

from flask import Flask

from lms.catalogue import shelf
from lms.classroom.models import PaperQuiz
from lms.classroom.rules.letters import LETTERS, asked_in, right_letters
from lms.core.db import db
from tests.classes import make
from tests.reader import Reader
from tests.world import World

MODULE = "thanh-toan"


def class_of(app: Flask, world: World, more: int = 0) -> SimpleNamespace:
    """Lan's class with Hoa, Minh and as many others; ids, not objects."""
    with app.app_context():
        cohort = make.cohort(world)
        for name in ("hoa", "minh"):
            make.member(cohort, world.people[name])
        return SimpleNamespace(
            id=cohort.id,
            path=f"/classes/{cohort.id}/quizzes",
            hoa=world.people["hoa"],
            minh=world.people["minh"],
            lan=world.people["lan"],
            others=make.members(world, cohort, more),
        )


def ask_class(lan: Reader, lesson: SimpleNamespace, **chosen: Any) -> str:
    """Begin a quiz on the wall; answers its path."""
    lan.visit(f"{lesson.path}/group")
    lan.press("Show the first question", **{"module": MODULE, "way": "hands", "count": "5", **chosen})
    return lan.path.rpartition("/")[0]


def make_paper(lan: Reader, lesson: SimpleNamespace, **chosen: Any) -> str:
    """Make a quiz on paper; answers its path."""
    lan.visit(f"{lesson.path}/paper").press("Make the sheet", **{"module": MODULE, "variants": "1", **chosen})
    return lan.path


def key_of(app: Flask, path: str, variant: int = 0) -> list[str]:
    """What somebody who knows everything writes on this paper."""
    with app.app_context():
        paper = db.session.get_one(PaperQuiz, int(path.split("/")[4]))
        module = shelf.edition(paper.edition).module(paper.module)
        return ["".join(sorted(right_letters(each))) for each in asked_in(module, paper.drawn[variant])]


def wrong(letters: list[str]) -> list[str]:
    """One letter a cell, never the right one."""
    return [next(letter for letter in LETTERS if letter not in cell) for cell in letters]


def typed(person_id: int, cells: list[str]) -> dict[str, str]:
    """A row of the grid as a form sends it."""
    return {f"a-{person_id}-{position}": cell for position, cell in enumerate(cells, start=1)}
