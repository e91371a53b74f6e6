"""A module as a place for questions: what it has, from files and from the bank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lms.catalogue import bank_queries, queries
from lms.catalogue.bank import of_files
from lms.catalogue.bank_models import BankQuestion
from lms.catalogue.texts import Text
from lms.core.errors import Missing
from lms.interop.rules import Room
from lms.interop.rules.plan import Kept


@dataclass(frozen=True, slots=True)
class Shelfmark:
    """One question of a module's current edition, for a list."""

    document: Mapping[str, Any]
    module: str
    row: BankQuestion | None


def room(course: str, module: str) -> Room:
    """What decides about questions that go into this module.

    Raises:
        Missing: no such course is published, or it has no such module.
    """
    document = bank_queries.current_document(course)
    modules = {each["slug"]: each for each in document["modules"]}
    if module not in modules:
        raise Missing
    rows = bank_queries.bank_of(course)
    elsewhere = {row.question_id for row in rows if row.module != module}
    for slug, each in modules.items():
        elsewhere |= {question["id"] for question in each["questions"] if slug != module}
    return Room(
        module,
        {each["slug"]: Text(each["title"]) for each in modules[module]["lessons"]},
        {each["id"]: each for each in of_files(modules[module])},
        {
            row.question_id: Kept(row.document, row.retired_at is not None)
            for row in rows
            if row.module == module
        },
        frozenset(elsewhere),
        frozenset(_pictures(document)),
    )


def _pictures(document: Mapping[str, Any]) -> set[str]:
    """The names of the pictures that a course's questions show."""
    return {
        question["picture"]
        for module in document["modules"]
        for question in module["questions"]
        if question["kind"] == "hotspot"
    }


def questions_of(course: str, module: str) -> list[dict[str, Any]]:
    """The documents of the questions that a module asks now.

    Raises:
        Missing: no such course is published, or it has no such module.
    """
    for each in bank_queries.current_document(course)["modules"]:
        if each["slug"] == module:
            return [{"outcome": None, **question} for question in each["questions"]]
    raise Missing


def pictures_of(questions: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    """The bytes of the pictures that these questions show, by name; unknown ones are left out."""
    found = {}
    for name in {question["picture"] for question in questions if question["kind"] == "hotspot"}:
        try:
            found[name] = queries.picture(name)[1]
        except Missing:
            continue
    return found


def bank_list(course: str) -> list[Shelfmark]:
    """Every question of a course's current edition, and after them those of the bank that are retired.

    Raises:
        Missing: when the course is not published.
    """
    rows = {(row.module, row.question_id): row for row in bank_queries.bank_of(course)}
    listed = [
        Shelfmark(
            question,
            module["slug"],
            rows.get((module["slug"], question["id"])) if "origin" in question else None,
        )
        for module in bank_queries.current_document(course)["modules"]
        for question in module["questions"]
    ]
    retired = [
        Shelfmark(row.document, row.module, row) for row in rows.values() if row.retired_at is not None
    ]
    return listed + retired
