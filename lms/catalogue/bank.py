"""A course's document with the bank's questions in it: what an edition is made of.

Inside an edition a question of the bank carries its `origin`; by that it is told
from the questions that came with the files, and taken out again before the bank
is put in afresh.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

Document = Mapping[str, Any]


class Kept(Protocol):
    """As much of a row of the bank as an edition needs."""

    @property
    def module(self) -> str: ...
    @property
    def question_id(self) -> str: ...
    @property
    def document(self) -> dict[str, Any]: ...
    @property
    def origin_format(self) -> str: ...
    @property
    def origin_file(self) -> str: ...


def composed(document: Document, kept: Iterable[Kept]) -> dict[str, Any]:
    """The document with these questions of the bank and no others.

    The files win: where they use a question's id, the bank's question is left out. A question
    whose lesson is gone goes to the module's first lesson; one whose module is gone is left out.
    """
    modules = [dict(module, questions=of_files(module)) for module in document["modules"]]
    taken = {question["id"] for module in modules for question in module["questions"]}
    module_by_slug = {module["slug"]: module for module in modules}
    for row in kept:
        module = module_by_slug.get(row.module)
        if module is None or row.question_id in taken:
            continue
        taken.add(row.question_id)
        module["questions"].append(_entry(row, [lesson["slug"] for lesson in module["lessons"]]))
    return {**document, "modules": modules}


def of_files(module: Document) -> list[dict[str, Any]]:
    """The questions of a module's document that came with the course's files."""
    return [question for question in module["questions"] if "origin" not in question]


def _entry(row: Kept, lessons: list[str]) -> dict[str, Any]:
    lesson = row.document["lesson"]
    return {
        **row.document,
        "id": row.question_id,
        "lesson": lesson if lesson in lessons else lessons[0],
        "origin": {"format": row.origin_format, "file": row.origin_file},
    }
