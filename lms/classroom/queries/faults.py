"""Questions that a class should not be asked: somebody found a fault in them."""

from collections.abc import Collection

from lms.catalogue.content import Course, Module
from lms.quizzes.queries import corrections


def faulty(course: Course, module: Module) -> Collection[str]:
    """The ids of questions that a correction in force says something about.

    On the wall and on paper nobody can be told of it, and other questions are at hand.
    """
    found = corrections.in_force_now(course.slug, module.slug)
    return corrections.holding(found, course.edition).by_question.keys()
