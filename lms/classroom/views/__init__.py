"""Pages of the quizzes with a class, one module a topic."""

from flask_babel import lazy_gettext as _l

from lms.classroom.views import cards, entry, groups, hub, marking, papers, together, wall
from lms.classroom.views.blueprint import pages

# What the pages of a class and of its members lead to.
LINKS = {
    "meetings": [("classroom.index", _l("Quizzes in class"), "check")],
    "member": [("classroom.together", _l("Do the quiz together on my phone"), "phone")],
}

__all__ = [
    "LINKS",
    "cards",
    "entry",
    "groups",
    "hub",
    "marking",
    "pages",
    "papers",
    "together",
    "wall",
]
