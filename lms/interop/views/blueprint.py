"""The pages' blueprint and the words they share."""

from typing import Any

from flask import Blueprint
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from lms.catalogue import shelf
from lms.catalogue.questions import QuestionKind
from lms.core.access import Role
from lms.core.errors import Missing
from lms.interop import formats
from lms.interop.rules import State
from lms.ui.languages import language

pages = Blueprint("interop", __name__, template_folder="../templates")
WRITERS = (Role.AUTHOR, Role.ADMIN)
SECTIONS = [("interop.index", _l("Question bank"), WRITERS)]
KIND_WORDS = {
    QuestionKind.SINGLE.value: _l("One right choice"),
    QuestionKind.MULTIPLE.value: _l("Several right choices"),
    QuestionKind.TRUE_FALSE.value: _l("True or false"),
    QuestionKind.ORDERING.value: _l("Putting in order"),
    QuestionKind.MATCHING.value: _l("Matching"),
    QuestionKind.NUMBER.value: _l("A number"),
    QuestionKind.SHORT_TEXT.value: _l("A short text"),
    QuestionKind.HOTSPOT.value: _l("Spots on a picture"),
    QuestionKind.SCENARIO.value: _l("A story with choices"),
}
DIFFICULTY_WORDS = {1: _l("Easy"), 2: _l("Medium"), 3: _l("Hard")}
STATE_WORDS = {
    State.REFUSED: _l("Refused"),
    State.CHANGED: _l("Changed"),
    State.TAKEN: _l("Taken"),
    State.HERE: _l("Already here"),
}


@pages.context_processor
def words() -> dict[str, Any]:
    return {
        "kind_words": KIND_WORDS,
        "difficulty_words": DIFFICULTY_WORDS,
        "state_words": STATE_WORDS,
        "format_names": formats.NAMES,
    }


def modules() -> list[SelectChoice]:
    """Every module as "course/module" by its title, under its course's title where there are several."""
    courses = shelf.courses()
    return [
        SelectChoice(
            f"{course.slug}/{module.slug}",
            module.title.in_(language()),
            optgroup=course.title.in_(language()) if len(courses) > 1 else None,
        )
        for course in courses
        for module in course.modules
    ]


def named_module(written: str) -> tuple[str, str]:
    """Course and module of "course/module".

    Raises:
        Missing: when there is no such module.
    """
    course, _slash, module = written.partition("/")
    if shelf.course(course).module(module) is None:
        raise Missing
    return course, module
