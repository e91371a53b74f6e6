"""A module's quiz: its first page, one question a page, and the result."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from lms.core.access import Role

pages = Blueprint("quizzes", __name__, template_folder="../templates")
SECTIONS = [("quizzes.statistics", _l("Questions"), (Role.AUTHOR, Role.ADMIN))]
# What the page of a class's member leads to.
LINKS = {"member": [("quizzes.allowances", _l("More time or more tries"), "plus")]}

from lms.quizzes.views import (  # noqa: E402  they put their pages onto the blueprint
    allowances,  # noqa: F401
    appeals,  # noqa: F401
    corrections,  # noqa: F401
    offline,  # noqa: F401
    placement,  # noqa: F401
    questions,  # noqa: F401
    quiz,  # noqa: F401
    result,  # noqa: F401
    review,  # noqa: F401
    statistics,  # noqa: F401
)
