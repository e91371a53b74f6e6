"""Which questions of a module a new attempt may draw."""

from collections import defaultdict
from collections.abc import Mapping

from lms.catalogue import bank_queries, shelf
from lms.catalogue.content import Course, Module
from lms.catalogue.questions import Question


def still_asked(course: Course, module: Module) -> tuple[Question, ...]:
    """The module's questions; of an edition that somebody finishes on, without those that the bank retired since.

    Where nothing would be left, all of them.
    """
    current = shelf.course(course.slug)
    if current.edition == course.edition:
        return module.questions
    every: Mapping[tuple[str, str], set[str]] = shelf.beside("retired questions", _retired)
    retired = every.get((course.slug, module.slug), set())
    now = current.module(module.slug)
    gone = {each for each in retired if now is None or now.question(each) is None}
    return tuple(each for each in module.questions if each.id not in gone) or module.questions


def _retired() -> Mapping[tuple[str, str], set[str]]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for course, module, question_id in bank_queries.retired():
        found[course, module].add(question_id)
    return found
