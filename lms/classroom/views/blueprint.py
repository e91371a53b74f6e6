"""Where the pages hang, and what they share."""

from typing import Any

from flask import Blueprint

from lms.catalogue import shelf
from lms.catalogue.content import Course, Module
from lms.classes.models import Cohort
from lms.classes.queries.overview import modules_of
from lms.core.access import Role
from lms.core.errors import Missing

pages = Blueprint("classroom", __name__, template_folder="../templates")
STAFF = (Role.TRAINER, Role.CADRE, Role.ADMIN)


def taught(cohort: Cohort) -> tuple[Course, list[Module]]:
    """The course in its current edition and what of it the class is taught."""
    course = shelf.course(cohort.course)
    return course, modules_of(cohort, course)


def in_edition(made: Any) -> tuple[Course, Module]:
    """The course and the module of a quiz as they were when it was made."""
    course = shelf.edition(made.edition)
    module = course.module(made.module)
    if module is None:
        raise Missing
    return course, module


def titles(cohort: Cohort) -> dict[str, Module]:
    """The modules by slug, for lists of what was done."""
    return dict(shelf.course(cohort.course).module_by_slug)
